"""Find the project that a path belongs to: its mkdocs.yml if it has one, its documents in any case."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.errors import UsageError
from runpress.model.located import Entry, Located
from runpress.project.configuration import Configuration, locate, with_environment
from runpress.project.configuration_reading import read_configuration
from runpress.project.files import UnreadableError, inside, read_source, unreadable
from runpress.project.project import Project
from runpress.project.yaml_file import read_yaml

CONFIG_NAMES = ("mkdocs.yml", "mkdocs.yaml")
_INHERITED = 8
"""How many files may inherit from each other."""
_SUFFIXES = frozenset({".md", ".markdown"})


def find_project(path: Path, *, environ: Mapping[str, str]) -> Project:
    """The project of a folder or of a single document.

    A folder with a mkdocs.yml is that project; a folder or file in the `docs_dir` of a project above
    it is a part of that project; anything else is a project without configuration.
    Raises `UsageError` if there is nothing at the path.
    """
    path = Path(os.path.abspath(path))  # noqa: PTH100 - links are resolved later, where they are checked
    _must_exist(path)
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.parents):
        config = _config_in(folder)
        if config is not None:
            project = _configured(folder, config, environ)
            if folder == path:
                return project
            part = _part(project, path)
            if part is not None:
                return part
            if locate(project.configuration, folder) in path.parents:
                raise UsageError(
                    f"`{_shown(path)}` is a link that leads out of the folder of documents",
                    hint="put what it leads to into the folder",
                )
            break
        if (folder / ".git").exists():
            break
    return _bare(path, environ)


def _must_exist(path: Path) -> None:
    shown = _shown(path)
    if not path.exists():
        raise UsageError(f"`{shown}` is not there", hint="name a folder of documents or a Markdown file")
    if path.is_file() and not {path.suffix.lower(), path.resolve().suffix.lower()} <= _SUFFIXES:
        raise UsageError(f"`{shown}` is no Markdown file", hint="name a folder of documents or a file that ends in .md")
    if not path.is_dir() and not path.is_file():
        raise UsageError(
            f"`{shown}` is neither a folder nor a file", hint="name a folder of documents or a Markdown file"
        )


def _shown(path: Path) -> str:
    """A path as it was typed, or could have been."""
    here = Path.cwd()
    return (path.relative_to(here) if here in path.parents else path).as_posix()


def _config_in(folder: Path) -> Path | None:
    return next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)


def _configured(folder: Path, config: Path, environ: Mapping[str, str]) -> Project:
    root, findings, files = _load(config, folder)
    configuration, more = read_configuration(root)
    configuration = with_environment(configuration, environ)
    docs = locate(configuration, folder)
    real = inside(folder.resolve(), docs)
    if real is None or not docs.is_dir():
        findings.append(_bad_docs_dir(configuration, config, is_outside=real is None))
        docs = folder
    custom = configuration.custom_dir
    if custom and inside(folder.resolve(), folder / custom) is None:
        message = f"`theme.custom_dir: {custom}` leads out of the folder of this file"
        span = configuration.spans["custom_dir"]
        findings.append(codes.BAD_VALUE.at(span, message, help="name a folder of templates, relative to this file"))
    return Project(
        folder=folder.resolve(),
        docs=docs.resolve(),
        configuration=configuration,
        config_files=tuple(files),
        findings=(*findings, *more),
    )


def _bad_docs_dir(configuration: Configuration, config: Path, *, is_outside: bool) -> Diagnostic:
    from runpress.source import SourceFile

    span = configuration.spans.get("docs_dir") or SourceFile(config.name, "").span(0)
    what = "leads out of the folder of this file" if is_outside else "is not a folder"
    return codes.BAD_VALUE.at(
        span,
        f"`docs_dir: {configuration.docs_dir}` {what}",
        help="name the folder of the documents, relative to this file",
    )


def _load(config: Path, folder: Path) -> tuple[Located | None, list[Diagnostic], list[Path]]:
    """The configuration with what it inherits, findings, and the files that it was read from."""
    boundary = _repository(folder)
    merged: Located | None = None
    findings: list[Diagnostic] = []
    files: list[Path] = []
    current: Path | None = config.resolve()
    shown = config.name
    while current is not None:
        files.append(current)
        try:
            root, problems = read_yaml(read_source(current, shown))
        except UnreadableError as error:
            findings.append(unreadable(shown, str(error)))
            break
        findings += problems
        merged = _over(merged, root)
        current, shown, finding = _inherited(root, current, files, boundary)
        if finding is not None:
            findings.append(finding)
    return merged, findings, files


def _inherited(
    root: Located | None, current: Path, files: list[Path], boundary: Path
) -> tuple[Path | None, str, Diagnostic | None]:
    """The file that a configuration inherits from, how it is shown, and what is wrong with it."""
    if root is None or not isinstance(root.value, dict) or "INHERIT" not in root.value:
        return None, "", None
    located = root.value["INHERIT"].value
    name = located.value
    parent = inside(boundary, current.parent / name) if isinstance(name, str) and not Path(name).is_absolute() else None
    if parent is not None and parent.is_file() and parent not in files and len(files) < _INHERITED:
        return parent, str(name), None
    finding = codes.BAD_VALUE.at(
        located.span,
        f"`INHERIT: {name}` cannot be followed",
        help="name a file of this repository that does not inherit from this one",
    )
    return None, "", finding


def _over(upper: Located | None, lower: Located | None) -> Located | None:
    """The upper value over the lower one, mappings merged at every level, as MkDocs does."""
    if upper is None or lower is None:
        return upper or lower
    if not isinstance(upper.value, dict) or not isinstance(lower.value, dict):
        return upper
    merged: dict[str, Entry] = dict(lower.value)
    for key, entry in upper.value.items():
        below = merged.get(key)
        value = _over(entry.value, below.value) if below else entry.value
        merged[key] = Entry(entry.key, value or entry.value)
    return Located(merged, upper.span)


def _repository(folder: Path) -> Path:
    """The folder above which nothing is read: the repository's, else the configuration's own."""
    real = folder.resolve()
    return next((parent for parent in (real, *real.parents) if (parent / ".git").exists()), real)


def _part(project: Project, path: Path) -> Project | None:
    """The project cut down to a folder or file of its documents; None if it is none of them."""
    real = path.resolve()
    if real == project.docs:
        return project
    if project.docs not in real.parents:
        return None
    return project.cut_to(real.relative_to(project.docs).as_posix())


def _bare(path: Path, environ: Mapping[str, str]) -> Project:
    configuration = with_environment(Configuration(), environ)
    real = path.resolve()
    folder = real if real.is_dir() else real.parent
    project = Project(folder=folder, docs=folder, configuration=configuration)
    return project if real.is_dir() else project.cut_to(real.name)
