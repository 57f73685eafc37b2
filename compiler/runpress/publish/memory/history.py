"""What a view has said over time: the states that backups hold, and those that the server keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from runpress.publish.views.contents import Content, content_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView, ViewVersion
    from runpress.publish.memory.backups import Backup

Source: TypeAlias = Literal["published", "before", "deleted", "server"]


@dataclass(frozen=True)
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

    @cached_property
    def content(self) -> Content | None:
        """What it says; None if its spec cannot be read."""
        found = content_of(self.view)
        return found[0] if found else None

    @property
    def digest(self) -> str:
        """Equal for states that say the same."""
        return self.content.digest if self.content else self.view.spec


def history_of(view: StoredView, backups: Sequence[Backup], versions: Sequence[ViewVersion]) -> list[State]:
    """The states of a view, the oldest first. A state that follows an equal one is left out.

    Backups are put beside the server's versions by what they say, not by time: clocks may differ.
    """
    kept = _apart([_of_server(view, version) for version in sorted(versions, key=lambda one: one.version)])
    own = _apart(
        [
            State(0, backup.what, _utc(backup.saved_at), backup.view, backup.commit)
            for backup in sorted(backups, key=lambda one: one.number)
        ]
    )
    merged: list[State] = []
    same = SequenceMatcher(None, [one.digest for one in kept], [one.digest for one in own], autojunk=False)
    for tag, i, j, k, m in same.get_opcodes():
        both = tag == "equal"
        merged += [_told(*pair) for pair in zip(kept[i:j], own[k:m], strict=True)] if both else kept[i:j] + own[k:m]
    now = _digest(view)
    return [replace(state, number=number, is_now=state.digest == now) for number, state in enumerate(_apart(merged), 1)]


def _apart(states: Sequence[State]) -> list[State]:
    """The states without those that say what the one before them says; what is known of those is told of that one."""
    found: list[State] = []
    for state in states:
        if found and found[-1].digest == state.digest:
            found[-1] = _told(found[-1], state)
        else:
            found.append(state)
    return found


def _told(first: State, second: State) -> State:
    """Of two states that say the same: the time of the first, and what is known of both."""
    fuller = second if second.source == "published" and first.source != "published" else first
    return replace(fuller, saved_at=first.saved_at, commit=first.commit or second.commit)


def before_now(states: Sequence[State]) -> State | None:
    """The last state that says something else than the server's copy does; None if there is none."""
    return next((state for state in reversed(states) if not state.is_now), None)


def _of_server(view: StoredView, version: ViewVersion) -> State:
    stored = replace(view, title=version.title, description=version.description, spec=version.spec)
    return State(0, "server", _utc(version.saved_at), stored)


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
