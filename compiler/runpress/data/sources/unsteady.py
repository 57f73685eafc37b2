"""What stands for a source whose files never stayed the same long enough to be read."""

from __future__ import annotations

from runpress.data.engine import Engine
from runpress.data.findings import unsteady
from runpress.data.sources.base import DataSource, Landed, Row, SourceState, Table
from runpress.diagnostics import Diagnostic


class UnsteadySource:
    """A source without runs, and a finding that says why."""

    def __init__(self, source: DataSource) -> None:
        self._source = source

    @property
    def project(self) -> str:
        """`entity/project`."""
        return self._source.project

    def state(self) -> SourceState:
        """The state of the files."""
        return self._source.state()

    def fetch(self, table: Table, engine: Engine) -> tuple[Landed, list[Diagnostic]]:  # noqa: ARG002 - there is nothing
        """Nothing, and why."""
        return Landed(), [unsteady(self.shown(table), self.project)]

    def rows(self, table: Table, engine: Engine) -> tuple[list[Row], list[Diagnostic]]:  # noqa: ARG002 - there is nothing
        """No rows."""
        return [], []

    def examine(self, engine: Engine) -> bool:  # noqa: ARG002 - there is nothing
        """Nothing is left out."""
        return False

    def shown(self, table: Table) -> str:
        """Where a table lies, for people."""
        return self._source.shown(table)

    def media_path(self, path: str) -> str | None:  # noqa: ARG002 - there is nothing
        """No media."""
        return None
