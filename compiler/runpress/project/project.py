"""A project: a folder of documents with its settings, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.project.configuration import Configuration
from runpress.project.exclude import Excluded
from runpress.project.files import FoundFile, inside, walk

MARKDOWN_SUFFIXES = (".md", ".markdown")
CACHE_FOLDER = ".runpress"


@dataclass(frozen=True)
class Project:
    """Where documents stand and how they are set. All paths are real: links are resolved."""

    folder: Path
    """The folder of mkdocs.yml, or of the documents where there is none."""
    docs: Path
    """The root of all documents; nothing outside it becomes a page or a part of one."""
    configuration: Configuration = field(default_factory=Configuration)
    config_files: tuple[Path, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    """What is wrong with the configuration."""
    only: str = ""
    """A path in `docs`: the project is cut down to this folder or file."""

    def cut_to(self, only: str) -> Project:
        """The project with the documents of one folder, or with one document."""
        return replace(self, only=only)

    @property
    def name(self) -> str:
        """The name on its pages."""
        return self.configuration.site_name or self.folder.name

    @property
    def cache_dir(self) -> Path:
        """Where runpress keeps what it can make again."""
        return self.folder / CACHE_FOLDER

    @cached_property
    def custom_dir(self) -> Path | None:
        """The folder of the project's own templates; none that lies outside the project."""
        name = self.configuration.custom_dir
        return inside(self.folder, self.folder / name) if name else None

    @cached_property
    def data_paths(self) -> tuple[Path, ...]:
        """Where run data lies, as far as it has no pattern in it; none of it is copied to a site."""
        paths = [(self.folder / data.path) for data in self.configuration.data]
        return tuple(path.resolve() for path in paths if "*" not in path.name)

    def files(self, *, skip: frozenset[Path] = frozenset()) -> list[FoundFile]:
        """Every file of the project that may become a page or a part of one, ordered by path."""
        ignored = skip | frozenset(self.data_paths) | ({self.custom_dir.resolve()} if self.custom_dir else set())
        excluded = Excluded(self.configuration.exclude_docs)
        own = frozenset(self.config_files)
        return [
            file for file in walk(self.docs, skip=ignored) if file.file not in own and not excluded.matches(file.path)
        ]

    def shown(self, path: str) -> str:
        """A path in `docs` as findings name it: from the project's folder."""
        prefix = self.docs.relative_to(self.folder).as_posix()
        return path if prefix == "." else f"{prefix}/{path}"

    def covers(self, path: str) -> bool:
        """Whether a document belongs to the part of the project that is asked for."""
        return not self.only or path == self.only or path.startswith(f"{self.only}/")


def is_document(path: str) -> bool:
    """Whether a file is a document, by its name."""
    return path.lower().endswith(MARKDOWN_SUFFIXES)
