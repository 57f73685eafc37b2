"""Share links: tokens that show one view to people without an account."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from runpress.server.store.tables import SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from runpress.server.store.database import Database


@dataclass(frozen=True, slots=True)
class Share:
    """One token. `projects` are the mappings that clients gave."""

    token: str
    view_id: int
    type: str
    projects: Sequence[Any]
    revoked_at: str | None


class Shares:
    """All share links."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of_view(self, view_id: int) -> list[Share]:
        """The tokens of a view, revoked ones too, the first first."""
        wanted = select(SHARES).where(SHARES.c.view_id == view_id).order_by(SHARES.c.created_at, SHARES.c.token)
        with self._database.reading() as connection:
            return [_share(row) for row in connection.execute(wanted)]

    def find(self, token: str) -> Share | None:
        """The link with a token; None if there is none, or it was revoked."""
        wanted = select(SHARES).where(SHARES.c.token == token, SHARES.c.revoked_at.is_(None))
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
            return None if row is None else _share(row)

    def add(self, token: str, view_id: int, projects: Sequence[Any], *, now: str) -> Share:
        """A new token."""
        row = {"token": token, "view_id": view_id, "type": "PUBLIC", "created_at": now}
        with self._database.writing() as connection:
            connection.execute(SHARES.insert().values(**row, projects=json.dumps(list(projects))))
        return Share(token, view_id, "PUBLIC", projects, None)

    def rescope(self, token: str, projects: Sequence[Any]) -> bool:
        """Whether there is such a token, which now shows other projects."""
        return self._update(token, projects=json.dumps(list(projects)))

    def revoke(self, token: str, *, now: str) -> bool:
        """Whether there is such a token, which now shows nothing."""
        return self._update(token, revoked_at=now)

    def _update(self, token: str, **values: str) -> bool:
        alive = (SHARES.c.token == token) & SHARES.c.revoked_at.is_(None)
        with self._database.writing() as connection:
            return connection.execute(SHARES.update().where(alive).values(**values)).rowcount > 0


def _share(row: Row[Any]) -> Share:
    return Share(row.token, row.view_id, row.type, json.loads(row.projects), row.revoked_at)
