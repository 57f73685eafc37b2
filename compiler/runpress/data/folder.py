"""The source made of files: a folder with `runs`, `history` and `media`, or files of histories alone."""

from __future__ import annotations

import glob
from pathlib import Path

from runpress.data.config import SourceConfig
from runpress.data.engine import Engine
from runpress.data.files import DataFile, Refusal, digest, find_file
from runpress.data.findings import unreadable
from runpress.data.sources import FORMATS
from runpress.data.sources.base import FileFormat, Landed, Table
from runpress.diagnostics import Diagnostic

_FORMAT_OF = {suffix: form for form in FORMATS for suffix in form.suffixes}
_TABLES: tuple[Table, ...] = ("runs", "history", "media")


class FileSource:
    """Recorded files of one project."""

    def __init__(self, config: SourceConfig) -> None:
        self._config = config
        self._root = config.root.resolve()

    @property
    def project(self) -> str:
        """`entity/project`."""
        return self._config.project

    def fingerprint(self) -> str:
        """The state of all files."""
        found = self._files()
        return digest(file for table in _TABLES for file in found[table][0] if isinstance(file, DataFile))

    def fetch(self, table: Table, engine: Engine) -> tuple[Landed, list[Diagnostic]]:
        """Make the files of a table readable; each that cannot be is a finding."""
        found, is_per_run = self._files()[table]
        findings = [unreadable(item.shown, item.reason) for item in found if isinstance(item, Refusal)]
        files = [item for item in found if isinstance(item, DataFile)]
        parts = []
        for form in FORMATS:
            members = [file for file in files if _FORMAT_OF[file.path.suffix.lower()] is form]
            if members:
                landed, wrong = form.land(members, engine)
                parts += landed
                findings += wrong
        runs = tuple((str(file.path), file.run_id) for file in files) if is_per_run else ()
        return Landed(tuple(parts), runs), findings

    def media_path(self, path: str) -> str | None:
        """A media file inside the source's folder."""
        base = self._root / self._config.path
        found = find_file(base / path, base)
        return str(found.path) if isinstance(found, DataFile) else None

    def _files(self) -> dict[Table, tuple[list[DataFile | Refusal], bool]]:
        location = self._root / self._config.path
        if location.is_dir():
            return self._folder(location)
        paths = [Path(match) for match in sorted(glob.glob(str(location), recursive=True))]
        return {"runs": ([], False), "history": (self._found(paths or [location]), True), "media": ([], False)}

    def _folder(self, folder: Path) -> dict[Table, tuple[list[DataFile | Refusal], bool]]:
        tables: dict[Table, tuple[list[DataFile | Refusal], bool]] = {
            table: (self._found(_named(folder, table)), False) for table in _TABLES
        }
        if not tables["history"][0]:
            inner = folder / "history"
            loose = folder if not tables["runs"][0] else None
            home = inner if inner.is_dir() else loose
            if home is not None:
                tables["history"] = (self._found(_data_files(home)), True)
        return tables

    def _found(self, paths: list[Path]) -> list[DataFile | Refusal]:
        return [find_file(path, self._root) for path in paths]


def _named(folder: Path, table: Table) -> list[Path]:
    """The file of a table; in the order of formats, the first."""
    for form in FORMATS:
        for suffix in form.suffixes:
            path = folder / f"{table}{suffix}"
            if path.is_symlink() or path.exists():
                return [path]
    return []


def _data_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _FORMAT_OF)


_: type[FileFormat]
