"""Views: reports, drafts and workspaces, each with its older versions. Specs are kept byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from runpress.server.store.projects import Project
from runpress.server.store.tables import PROJECTS, VERSIONS, VIEWS

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row, Select

    from runpress.server.store.database import Database


@dataclass(frozen=True, slots=True)
class View:
    """A view as it is now. `version` counts what was saved, from 1."""

    id: int
    project: Project
    type: str
    name: str
    display_name: str
    description: str
    spec: str
    version: int
    created_at: str
    updated_at: str
    parent_id: int | None
    """The report that a draft belongs to."""


@dataclass(frozen=True, slots=True)
class Version:
    """What was saved once."""

    version: int
    display_name: str
    description: str
    spec: str
    saved_at: str


@dataclass(frozen=True, slots=True)
class ViewChange:
    """What a client saves. None leaves the value as it is."""

    type: str | None = None
    name: str | None = None
    display_name: str | None = None
    description: str | None = None
    spec: str | None = None
    parent_id: int | None = None

    def values(self) -> dict[str, str | int]:
        """The columns that change."""
        every: dict[str, str | int | None] = {
            "type": self.type,
            "name": self.name,
            "display_name": self.display_name,
            "description": self.description,
            "spec": self.spec,
            "parent_id": self.parent_id,
        }
        return {column: value for column, value in every.items() if value is not None}


class Moved(Exception):  # noqa: N818 - a refusal, not a fault
    """The view is not at the version that a client changed."""


_DEFAULTS: Mapping[str, str] = {"type": "runs", "name": "", "display_name": "", "description": "", "spec": "{}"}


class Views:
    """All views."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, view_id: int) -> View | None:
        """The view with a number; None if there is none, or no longer."""
        with self._database.reading() as connection:
            return _find(connection, view_id)

    def all(self, project: Project, *, type: str | None = None, name: str | None = None) -> list[View]:
        """The views of a project, the last saved first; `name` is a view's own or its displayed one."""
        wanted = _alive().where(VIEWS.c.project_id == project.id)
        if type is not None:
            wanted = wanted.where(VIEWS.c.type == type)
        if name is not None:
            wanted = wanted.where((VIEWS.c.name == name) | (VIEWS.c.display_name == name))
        return self._listed(wanted)

    def children(self, view_id: int) -> list[View]:
        """The drafts of a view, the last saved first."""
        return self._listed(_alive().where(VIEWS.c.parent_id == view_id))

    def _listed(self, wanted: Select[Any]) -> list[View]:
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(VIEWS.c.updated_at.desc(), VIEWS.c.id.desc()))
            return [_view(row) for row in rows]

    def insert(
        self, project: Project, change: ViewChange, *, now: str, expected: int | None = None
    ) -> tuple[View, bool]:
        """A new view, and True; or, where a view of this type has its name already, that view, changed, and False.

        So a client may send again what it does not know the outcome of. `expected` as for `update`; 0 means that
        there must be none.
        """
        with self._database.writing() as connection:
            named = _named(connection, project, change)
            if named is not None:
                return _updated(connection, named, change, now=now, expected=expected), False
            if expected:
                raise Moved
            values: dict[str, Any] = {**_DEFAULTS, **change.values(), "project_id": project.id, "version": 1}
            result = connection.execute(VIEWS.insert().values(**values, created_at=now, updated_at=now))
            (view_id,) = result.inserted_primary_key or (0,)
            return _saved(connection, view_id), True

    def update(self, view_id: int, change: ViewChange, *, now: str, expected: int | None = None) -> View | None:
        """The changed view; None if there is none. Nothing is saved where nothing changes.

        Raises `Moved` if the view is not at the version `expected`, unless it is as the client wants it anyway:
        the same request may come twice.
        """
        with self._database.writing() as connection:
            old = _find(connection, view_id)
            return None if old is None else _updated(connection, old, change, now=now, expected=expected)

    def delete(self, view_id: int, *, expected: int | None = None) -> bool:
        """Whether there was such a view; its drafts go with it. The versions of all of them stay.

        Raises `Moved` as `update` does.
        """
        with self._database.writing() as connection:
            old = _find(connection, view_id)
            if old is None:
                return False
            if expected not in (None, old.version):
                raise Moved
            gone = (VIEWS.c.id == view_id) | (VIEWS.c.parent_id == view_id)
            connection.execute(VIEWS.update().where(gone).values(is_deleted=True))
            return True

    def versions(self, view_id: int) -> list[Version]:
        """Everything that was saved, the last first."""
        wanted = select(*_VERSION).where(VERSIONS.c.view_id == view_id).order_by(VERSIONS.c.version.desc())
        with self._database.reading() as connection:
            return [Version(*row) for row in connection.execute(wanted)]


_COLUMNS = (
    VIEWS.c.id,
    VIEWS.c.type,
    VIEWS.c.name,
    VIEWS.c.display_name,
    VIEWS.c.description,
    VIEWS.c.spec,
    VIEWS.c.version,
    VIEWS.c.created_at,
    VIEWS.c.updated_at,
    VIEWS.c.parent_id,
)
_VERSION = (VERSIONS.c.version, VERSIONS.c.display_name, VERSIONS.c.description, VERSIONS.c.spec, VERSIONS.c.saved_at)


def _alive() -> Select[Any]:
    return select(*_COLUMNS, *PROJECTS.c).join(PROJECTS).where(~VIEWS.c.is_deleted)


def _find(connection: Connection, view_id: int) -> View | None:
    row = connection.execute(_alive().where(VIEWS.c.id == view_id)).first()
    return None if row is None else _view(row)


def _named(connection: Connection, project: Project, change: ViewChange) -> View | None:
    """The view that has the name and type of a new one; views without a name are never the same."""
    if not change.name:
        return None
    same = (VIEWS.c.project_id == project.id) & (VIEWS.c.name == change.name)
    row = connection.execute(_alive().where(same & (VIEWS.c.type == (change.type or _DEFAULTS["type"])))).first()
    return None if row is None else _view(row)


def _updated(connection: Connection, old: View, change: ViewChange, *, now: str, expected: int | None) -> View:
    values = {column: value for column, value in change.values().items() if getattr(old, column) != value}
    if not values:
        return old
    if expected is not None and old.version != expected:
        raise Moved
    saved = {"version": old.version + 1, "updated_at": now}
    connection.execute(VIEWS.update().where(VIEWS.c.id == old.id).values(**values, **saved))
    return _saved(connection, old.id)


def _saved(connection: Connection, view_id: int) -> View:
    """The view as it now is, which becomes one of its versions."""
    view = _view(connection.execute(_alive().where(VIEWS.c.id == view_id)).one())
    row = {"view_id": view.id, "version": view.version, "saved_at": view.updated_at}
    content = {"display_name": view.display_name, "description": view.description, "spec": view.spec}
    connection.execute(VERSIONS.insert().values(**row, **content))
    return view


def _view(row: Row[Any]) -> View:
    values = tuple(row)
    number, *rest = values[: len(_COLUMNS)]
    return View(number, Project(*values[len(_COLUMNS) :]), *rest)
