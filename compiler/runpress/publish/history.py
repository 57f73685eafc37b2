"""What a view has said over time: the states that backups hold, and those that the server keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from runpress.frozen import frozen
from runpress.publish.contents import Content, content_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView, ViewVersion
    from runpress.publish.backups import Backup

Source: TypeAlias = Literal["published", "before", "deleted", "server"]


@frozen
class State:
    """What a view said at some time. `number` counts from 1, the oldest."""

    number: int
    source: Source
    """`published` by runpress, found `before` a change, `deleted`, or kept by the `server`."""
    saved_at: str
    """In UTC, as ISO 8601."""
    view: StoredView
    commit: str = ""
    """The commit of the repository that was published."""
    is_now: bool = False
    """Whether the server's copy says the same."""

    @property
    def content(self) -> Content | None:
        """What it says; None if its spec cannot be read."""
        found = content_of(self.view)
        return found[0] if found else None


def history_of(view: StoredView, backups: Sequence[Backup], versions: Sequence[ViewVersion]) -> list[State]:
    """The states of a view, the oldest first. A state that follows an equal one is left out."""
    found = [State(0, backup.what, _utc(backup.saved_at), backup.view, backup.commit) for backup in backups] + [
        _of_server(view, version) for version in versions
    ]
    found.sort(key=lambda state: (state.saved_at, state.source == "server"))
    kept: list[State] = []
    digests: list[str] = []
    for state in found:
        content = state.content
        digest = content.digest if content else state.view.spec
        if digests and digests[-1] == digest:
            kept[-1] = _fuller(kept[-1], state)
        else:
            kept.append(state)
            digests.append(digest)
    now = _digest(view)
    return [
        replace(state, number=number, is_now=digest == now)
        for number, (state, digest) in enumerate(zip(kept, digests, strict=True), start=1)
    ]


def before_now(states: Sequence[State]) -> State | None:
    """The last state that says something else than the server's copy does; None if there is none."""
    return next((state for state in reversed(states) if not state.is_now), None)


def _of_server(view: StoredView, version: ViewVersion) -> State:
    stored = replace(view, title=version.title, description=version.description, spec=version.spec)
    return State(0, "server", _utc(version.saved_at), stored)


def _fuller(first: State, second: State) -> State:
    """Of two states that say the same, one after the other: the time of the first, and what is known of both."""
    told = second if second.source == "published" and first.source != "published" else first
    return replace(told, saved_at=first.saved_at, commit=first.commit or second.commit)


def _digest(view: StoredView) -> str:
    found = content_of(view)
    return found[0].digest if found else view.spec


def _utc(text: str) -> str:
    """A time of any zone as `2026-11-21T09:30:00Z`; what is no time stays."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return text
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
