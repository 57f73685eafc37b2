"""Runs, as far as logging clients ask: what they said of a run is kept, and given back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from runpress.server.store.projects import Project
from runpress.server.store.tables import PROJECTS, RUNS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from runpress.server.store.database import Database


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `name` is its id; `fields` is what clients said of it."""

    id: int
    project: Project
    name: str
    fields: Mapping[str, Any]
    created_at: str
    updated_at: str


class Runs:
    """All runs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, project: Project, name: str) -> Run | None:
        """The run of a project by its id."""
        with self._database.reading() as connection:
            return _first(connection, _select().where(RUNS.c.project_id == project.id, RUNS.c.name == name))

    def numbered(self, number: int) -> Run | None:
        """The run with a number of the server's."""
        with self._database.reading() as connection:
            return _first(connection, _select().where(RUNS.c.id == number))

    def all(self, project: Project, *, first: int, after: int = 0) -> list[Run]:
        """Runs of a project in the order in which they came, those behind the number `after`."""
        wanted = _select().where(RUNS.c.project_id == project.id, RUNS.c.id > after).order_by(RUNS.c.id).limit(first)
        with self._database.reading() as connection:
            return [_run(row) for row in connection.execute(wanted)]

    def count(self, project: Project) -> int:
        """How many runs a project has."""
        with self._database.reading() as connection:
            wanted = select(func.count()).select_from(RUNS).where(RUNS.c.project_id == project.id)
            return int(connection.execute(wanted).scalar_one())

    def save(self, project: Project, name: str, fields: Mapping[str, Any], *, now: str) -> tuple[Run, bool]:
        """The run with these fields over those that it had, and whether it is new."""
        with self._database.writing() as connection:
            own = (RUNS.c.project_id == project.id) & (RUNS.c.name == name)
            old = _first(connection, _select().where(own))
            if old is None:
                row = {"project_id": project.id, "name": name, "created_at": now, "updated_at": now}
                connection.execute(RUNS.insert().values(**row, fields=json.dumps(dict(fields))))
            else:
                merged = json.dumps({**old.fields, **fields})
                connection.execute(RUNS.update().where(own).values(fields=merged, updated_at=now))
            return _run(connection.execute(_select().where(own)).one()), old is None


def _select() -> Select[Any]:
    return select(RUNS.c.id, RUNS.c.name, RUNS.c.fields, RUNS.c.created_at, RUNS.c.updated_at, *PROJECTS.c).join(
        PROJECTS
    )


def _first(connection: Connection, wanted: Select[Any]) -> Run | None:
    row = connection.execute(wanted).first()
    return None if row is None else _run(row)


def _run(row: Row[Any]) -> Run:
    number, name, fields, created_at, updated_at, *project = tuple(row)
    return Run(number, Project(*project), name, json.loads(fields), created_at, updated_at)
