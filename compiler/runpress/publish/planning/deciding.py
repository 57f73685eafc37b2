"""What has to happen to one view: three digests are compared, of what was published, what is here and what is there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from runpress.frozen import frozen
from runpress.publish.memory.lock import Entry
from runpress.publish.views.contents import Content
from runpress.publish.views.marker import Marker
from runpress.publish.views.targets import Target


class Action(StrEnum):
    """What publishing does with a view."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    DRIFTED = "drifted"
    """Someone else has changed it since it was published; it is left alone."""
    UNMANAGED = "unmanaged"
    """No document has it; it is left alone."""
    DELETE = "delete"


@frozen
class Decision:
    """An action, and the digest that it rests on."""

    action: Action
    base: str = ""
    """The digest of what was last published, as far as that is known."""


def decide(local: Content, server: Content | None, bases: Sequence[str], *, sent: str = "") -> Decision:
    """What to do with a view that is there; `server` is None if what is there cannot be read.

    `bases` are the digests of what was last published; `sent` is that of what the server was sent, if it keeps that
    in another form.
    """
    base = bases[0] if bases else ""
    if server is None:
        return Decision(Action.DRIFTED, base)
    if server.says_same(local):
        return Decision(Action.UNCHANGED, server.digest)
    if server.digest in bases:
        return Decision(Action.UNCHANGED if local.digest == sent else Action.UPDATE, server.digest)
    return Decision(Action.DRIFTED, base)


def has_old_mark(server: Content, marker: Marker | None, entry: Entry | None) -> bool:
    """Whether a view that says what its document says names another base: the document took over what someone changed.

    Where there is no lock, every later change of the document would be taken for someone else's.
    """
    knows = entry is not None and entry.digest == server.digest
    return marker is not None and marker.digest != server.digest and not knows


def bases_of(document: str, target: Target, marker: Marker | None, entry: Entry | None) -> list[str]:
    """What was last published there, as far as that is known.

    The view and the lock may say different things: the lock knows better where the document took over what someone had
    changed, the view where somebody else has published since.
    """
    marked = marker.digest if marker and marker.document == document and marker.target == target.key else ""
    known = entry.digest if entry else ""
    if not marked or not known:
        return [digest for digest in (marked, known) if digest]
    return [known] if entry and entry.follows(marked) else [marked]
