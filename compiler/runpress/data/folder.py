"""The source made of files: a folder with `runs`, `history` and `media`, or files of histories alone.

A history is one file for all runs, or a file a run under `history/`, named after the run's id. A
folder with neither `runs` nor `history`, a glob and a single file hold histories: of the run in the
column `run`, else of the run that the file is named after.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from runpress.data.config import SourceConfig
from runpress.data.engine import Engine, EngineError
from runpress.data.files import DataFile, Refusal, digest, find_file, find_files
from runpress.data.findings import damaged, no_data, refused, shadowed
from runpress.data.parts import part_rows, part_sql
from runpress.data.sources import FORMATS
from runpress.data.sources.base import FileFormat, Landed, Part, Row, SourceState, Table
from runpress.diagnostics import Diagnostic

_FORMAT_OF: dict[str, FileFormat] = {suffix: form for form in FORMATS for suffix in form.suffixes}
_TABLES: tuple[Table, ...] = ("runs", "history", "media")


@dataclass(slots=True)
class _Found:
    """The files of one table."""

    files: list[DataFile] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    is_per_run: bool = False


class FileSource:
    """Recorded files of one project."""

    def __init__(self, config: SourceConfig) -> None:
        self._config = config
        self._root = config.root.resolve()
        self._damaged: dict[DataFile, Diagnostic] = {}

    @property
    def project(self) -> str:
        """`entity/project`."""
        return self._config.project

    def shown(self, table: Table) -> str:
        """The table's file, or the folder."""
        files = self._find()[table].files
        return files[0].shown if len(files) == 1 else self._config.path

    def state(self) -> SourceState:
        """The state of all files but those that are left out."""
        found = self._find()
        files = [file for table in _TABLES for file in found[table].files if file not in self._damaged]
        return SourceState(digest(files), digest(file for file in files if _format_of(file).is_read_in_place))

    def fetch(self, table: Table, engine: Engine) -> tuple[Landed, list[Diagnostic]]:
        """Make the files of a table readable; each that cannot be is a finding."""
        found = self._find()[table]
        findings = [*found.findings, *(self._damaged[file] for file in found.files if file in self._damaged)]
        files = [file for file in found.files if file not in self._damaged]
        parts: list[Part] = []
        for form, members in _by_format(files):
            landed, wrong = form.land(members, engine)
            parts += landed
            findings += wrong
        if table == "history" and not found.files and not found.findings and _is_empty(self._find()["runs"]):
            is_there = glob.has_magic(self._config.path) or (self._root / self._config.path).exists()
            findings.append(no_data(self._config.path, self.project, is_there=is_there))
        runs = tuple((str(file.path), file.run_id) for file in files) if found.is_per_run else ()
        return Landed(tuple(parts), runs), findings

    def rows(self, table: Table, engine: Engine) -> tuple[list[Row], list[Diagnostic]]:
        """All rows of a table; by Python where the format reads them itself."""
        found = self._find()[table]
        rows: list[Row] = []
        findings = list(found.findings)
        for form, members in _by_format(found.files):
            if form.rows is None:
                parts, wrong = form.land(members, engine)
                rows += [row for part in parts for row in part_rows(part, engine)]
                findings += wrong
                continue
            for file in members:
                read, wrong = form.rows(file)
                rows += read
                findings += wrong
        return rows, findings

    def examine(self, engine: Engine) -> bool:
        """Read every history file once, whole; those that fail are left out until they change."""
        before = len(self._damaged)
        for form, members in _by_format(self._find()["history"].files):
            for file in members:
                if file not in self._damaged and not _is_whole(file, form, engine):
                    self._damaged[file] = damaged(file.shown, "its values cannot be read, so it is left out")
        return len(self._damaged) > before

    def media_path(self, path: str) -> str | None:
        """A media file inside the source's folder."""
        base = self._root / self._config.path
        found = find_file(base / path, base if base.is_dir() else base.parent)
        return str(found.path) if isinstance(found, DataFile) else None

    def _find(self) -> dict[Table, _Found]:
        location = self._root / self._config.path
        if self._is_outside(location):
            # Whether anything is there is nobody's business, so this comes before any look at it.
            return _nothing(refused(self._config.path, "it lies outside of the project's folder"))
        if location.is_dir():
            return self._folder(location)
        matches = sorted(glob.glob(self._config.path, root_dir=self._root, recursive=True))  # noqa: PTH207 - `Path.glob` refuses patterns that people type
        paths = [self._root / match for match in matches if Path(match).suffix.lower() in _FORMAT_OF]
        if location.exists() and not paths:
            return _nothing(refused(self._config.path, "it is neither a folder nor Parquet, CSV or JSON lines"))
        return {"runs": _Found(), "media": _Found(), "history": self._look(paths, is_per_run=True)}

    def _is_outside(self, location: Path) -> bool:
        path = PurePath(self._config.path)
        if "\0" in self._config.path or ((path.is_absolute() or ".." in path.parts) and glob.has_magic(str(path))):
            return True
        return not location.resolve().is_relative_to(self._root)

    def _folder(self, folder: Path) -> dict[Table, _Found]:
        tables = {table: self._named(folder, table) for table in _TABLES}
        history = tables["history"]
        if not history.files and not history.findings:
            inner = folder / "history"
            if inner.is_dir():
                tables["history"] = _sorted_out(find_files(inner, self._root, _FORMAT_OF), is_per_run=True)
            elif _is_empty(tables["runs"]):
                loose = find_files(folder, self._root, _FORMAT_OF)
                loose = [item for item in loose if PurePath(item.shown).stem not in _TABLES]
                tables["history"] = _sorted_out(loose, is_per_run=True)
        return tables

    def _named(self, folder: Path, table: Table) -> _Found:
        """The file of a table; of several the first, in the order of formats."""
        paths = [folder / f"{table}{suffix}" for suffix in _FORMAT_OF]
        paths = [path for path in paths if path.is_symlink() or path.exists()]
        found = self._look(paths[:1], is_per_run=False)
        if len(paths) > 1:
            names = [path.relative_to(self._root).as_posix() for path in paths]
            found.findings.append(shadowed(names[0], names[1:]))
        return found

    def _look(self, paths: Iterable[Path], *, is_per_run: bool) -> _Found:
        return _sorted_out([find_file(path, self._root) for path in paths], is_per_run=is_per_run)


def _sorted_out(items: Iterable[DataFile | Refusal], *, is_per_run: bool) -> _Found:
    found = _Found(is_per_run=is_per_run)
    for item in items:
        if isinstance(item, Refusal):
            found.findings.append(refused(item.shown, item.reason))
        else:
            found.files.append(item)
    return found


def _is_empty(found: _Found) -> bool:
    return not found.files and not found.findings


def _nothing(finding: Diagnostic) -> dict[Table, _Found]:
    return {"runs": _Found(), "history": _Found(findings=[finding]), "media": _Found()}


def _format_of(file: DataFile) -> FileFormat:
    return _FORMAT_OF[os.path.splitext(file.shown)[1].lower()]  # noqa: PTH122 - thousands, before every query


def _by_format(files: Sequence[DataFile]) -> Iterable[tuple[FileFormat, list[DataFile]]]:
    for form in FORMATS:
        members = [file for file in files if _format_of(file) is form]
        if members:
            yield form, members


def _is_whole(file: DataFile, form: FileFormat, engine: Engine) -> bool:
    """Whether every value of a file can be read; what is wrong with its lines was found before."""
    try:
        parts, _ = form.land([file], engine)
        for part in parts:
            sums = ", ".join(f"bit_xor(hash(c{number}))" for number in range(len(part.columns)))
            engine.rows(f"SELECT {sums} FROM {part_sql(part)}")
    except EngineError:
        return False
    return True
