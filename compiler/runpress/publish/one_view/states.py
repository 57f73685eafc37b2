"""The states of a view that somebody means: where backups are, and what the server keeps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from runpress.project.discovery import find_project
from runpress.publish.memory.backups import Backups
from runpress.publish.memory.history import State, history_of
from runpress.publish.memory.lock import server_digest
from runpress.publish.memory.root import root_of, state_of
from runpress.publish.one_view.meant import Meant, Place


def backups_of(meant: Meant, place: Place, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> Backups:
    """The backups of the project that a view's document is in; of this folder's project for other views."""
    project = meant.local.site.project if meant.local else find_project(place.cwd, environ=place.environ)
    return Backups(state_of(root_of(project)), now, server=server_digest(place.client.graphql.host))


def states_of(meant: Meant, place: Place) -> list[State]:
    """What a view has said over time, the oldest first."""
    backups = backups_of(meant, place)
    return history_of(meant.view, backups.all(meant.view.id), place.client.versions(meant.view.id))
