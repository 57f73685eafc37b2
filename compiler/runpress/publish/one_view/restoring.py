"""Going back: a state of a view as what it is to say again, and a view as what is to go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.codec.about import DRAFT, VIEW_TYPES
from runpress.errors import UsageError
from runpress.project.discovery import find_project
from runpress.publish.changing.view_change import Tools
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.memory.journal import Journal
from runpress.publish.memory.lock import read_lock
from runpress.publish.memory.repository import Git, Repository
from runpress.publish.memory.root import root_of, state_of
from runpress.publish.one_view.states import backups_of
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.steps import Step
from runpress.publish.preparing.projects import Projects
from runpress.publish.views.contents import Content, content_of
from runpress.publish.views.identity import Identity
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from datetime import datetime

    from runpress.publish.memory.history import State
    from runpress.publish.one_view.meant import Meant, Place


def restoring_step(meant: Meant, state: State) -> Step:
    """The step that makes a view say what it said before. Ids and comments of what is there now are taken over.

    Raises `UsageError` if the state, or what is on the server now, cannot be read.
    """
    now, then = _content(meant), state.content
    if now is None or then is None:
        raise UsageError("the spec of this view cannot be read", hint="`runpress pull` shows what is wrong with it")
    return _step(meant, Action.UPDATE, then.with_spec(adopt_ids(then.spec, now.spec).spec), now)


def deleting_step(meant: Meant) -> Step:
    """The step that deletes a view."""
    return _step(meant, Action.DELETE, None, _content(meant))


def root_for(meant: Meant, place: Place) -> Path:
    """Where the project that a view belongs to keeps what it remembers."""
    return root_of(meant.local.site.project if meant.local else find_project(place.cwd, environ=place.environ))


def tools_for(meant: Meant, place: Place, now: Callable[[], datetime], git: Git) -> Tools:
    """What changing this view takes. Raises `UsageError` if the lock file cannot be read, for it would be lost."""
    root = root_for(meant, place)
    lock, findings = read_lock(root, place.client.graphql.host)
    if findings:
        raise UsageError(findings[0].message, hint=findings[0].help)
    return Tools(
        client=place.client,
        lock=lock,
        backups=backups_of(meant, place, now),
        journal=Journal(state_of(root)),
        projects=Projects(place.client),
        repository=Repository(root, git),
    )


def _step(meant: Meant, action: Action, content: Content | None, server: Content | None) -> Step:
    view = meant.view
    marker = marker_of(view)
    document = meant.local.identity.document if meant.local else marker.document if marker else ""
    kind = server.kind if server else VIEW_TYPES.get(view.type, "report")
    return Step(
        action=action,
        identity=Identity(document, kind),
        target=Target("", view.entity, view.project, draft=view.type == DRAFT),
        name=view.name,
        content=content,
        view=view,
        server=server,
    )


def _content(meant: Meant) -> Content | None:
    found = content_of(meant.view)
    return found[0] if found else None
