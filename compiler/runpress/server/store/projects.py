"""Projects: they belong to an entity, and hold views and runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, select

from runpress.server.store.tables import PROJECTS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from runpress.server.store.database import Database


@dataclass(frozen=True, slots=True)
class Project:
    """One project."""

    id: int
    entity: str
    name: str
    description: str
    access: str
    created_at: str


class Projects:
    """All projects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, entity: str, name: str) -> Project | None:
        """The project of an entity."""
        with self._database.reading() as connection:
            return find_project(connection, entity, name)

    def all(self, entity: str) -> list[Project]:
        """The projects of an entity, the newest first."""
        with self._database.reading() as connection:
            wanted = select(PROJECTS).where(PROJECTS.c.entity == entity).order_by(PROJECTS.c.id.desc())
            return [_project(row) for row in connection.execute(wanted)]

    def entities(self) -> list[str]:
        """Who has projects, in the order of their first ones."""
        with self._database.reading() as connection:
            rows = connection.execute(select(PROJECTS.c.entity).order_by(PROJECTS.c.id))
            return list(dict.fromkeys(row.entity for row in rows))

    def ensure(
        self, entity: str, name: str, *, now: str, description: str = "", access: str = ""
    ) -> tuple[Project, bool]:
        """The project, made if it is not there; and whether it was made."""
        with self._database.writing() as connection:
            found = find_project(connection, entity, name)
            if found is not None:
                return found, False
            row = {"entity": entity, "name": name, "description": description, "created_at": now}
            connection.execute(PROJECTS.insert().values(**row, access=access or "USER_READ"))
            return _project(connection.execute(_named(entity, name)).one()), True


def find_project(connection: Connection, entity: str, name: str) -> Project | None:
    """The project of an entity, in a transaction."""
    row = connection.execute(_named(entity, name)).first()
    return None if row is None else _project(row)


def _named(entity: str, name: str) -> Select[Any]:
    return select(PROJECTS).where(PROJECTS.c.entity == entity, PROJECTS.c.name == name)


def _project(row: Row[Any]) -> Project:
    return Project(*tuple(row))
