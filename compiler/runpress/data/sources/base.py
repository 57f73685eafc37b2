"""What a source of run data is, and what a file format must say of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeAlias

from runpress.data.columns import Kind
from runpress.data.engine import Engine
from runpress.data.files import DataFile
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen

Table: TypeAlias = Literal["runs", "history", "media"]
Row: TypeAlias = Mapping[str, Any]


@frozen
class Column:
    """A column of data files: its name as it is written there, and what kind of values it holds."""

    name: str
    kind: Kind


@frozen
class Part:
    """Rows that the engine can read.

    `relation` is SQL that stands behind FROM. Its columns are `columns` by position (names that
    differ in case only, or hold quotes, cannot meet), then the path of the file and the number of
    the row in it.
    """

    relation: str
    columns: tuple[Column, ...]


@frozen
class SourceState:
    """The state of a source's files."""

    digest: str
    """Changes when an answer may have changed."""
    in_place: str
    """Changes when another file may stand where the engine reads a file by its path."""


@frozen
class Landed:
    """One table of a source, ready to be read."""

    parts: tuple[Part, ...] = ()
    run_of_path: tuple[tuple[str, str], ...] = ()
    """Where each file holds one run: path and run id."""


class DataSource(Protocol):
    """Where the runs of one project come from."""

    @property
    def project(self) -> str:
        """`entity/project`."""

    def state(self) -> SourceState:
        """The state of all files. Cheap: it is asked before and after every query."""

    def fetch(self, table: Table, engine: Engine) -> tuple[Landed, list[Diagnostic]]:
        """Make a table readable; without parts if the source has none."""

    def rows(self, table: Table, engine: Engine) -> tuple[list[Row], list[Diagnostic]]:
        """All rows of a small table, as Python has their values."""

    def examine(self, engine: Engine) -> bool:
        """Look for damage inside of histories that a query has met; whether any was found and is left out from now on."""

    def shown(self, table: Table) -> str:
        """Where a table lies, for people."""

    def media_path(self, path: str) -> str | None:
        """The absolute path of a media file that the source names; None if it is not to be read."""


@frozen
class FileFormat:
    """A format of data files: how the engine reads them."""

    name: str
    suffixes: tuple[str, ...]
    land: Callable[[Sequence[DataFile], Engine], tuple[list[Part], list[Diagnostic]]]
    """Make the files readable together. A damaged file is a finding; the others are still read."""
    rows: Callable[[DataFile], tuple[list[Row], list[Diagnostic]]] | None = None
    """All rows of one file, where the engine would not keep their values as they are."""
    is_read_in_place: bool = False
    """Whether the engine opens files again for every query, by their paths."""
