"""What is written in the place of an item that was changed: what its author wrote, with the change."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runpress.backends.markdown.commented import Body
from runpress.backends.markdown.fences import style_of
from runpress.backends.markdown.reading import SourceFence
from runpress.backends.markdown.settings import Settings
from runpress.publish.pulling.patching.items import Item
from runpress.publish.pulling.patching.lists import as_marked, list_marker
from runpress.publish.pulling.patching.options import changed_fields, patched
from runpress.publish.pulling.patching.pieces import Piece, Written
from runpress.publish.pulling.patching.words import carried

_MARKS = re.compile(r"`{3,}|~{3,}")


def patch(written: Written, piece: Piece, old: Item, new: Item, settings: Settings) -> list[str] | None:
    """The lines of a piece that says `old`, so that it says `new`; None if it must be written anew."""
    if piece.fence is not None:
        return _patched_fence(piece.fence, old, new, settings)
    own = "\n".join(line.rstrip("\r\n") for line in written.text(piece))
    text = carried(own, *(as_marked(item, list_marker([own])) for item in (old, new)))
    return None if text is None else text.split("\n")


def _patched_fence(fence: SourceFence, old: Item, new: Item, settings: Settings) -> list[str] | None:
    before, after = old.node, new.node
    if before is None or after is None or type(before) is not type(after):
        return None
    opening, *inner = fence.span.text.rstrip("\n").split("\n") if fence.span else [""]
    marks = _MARKS.match(opening)
    if marks is None or opening[marks.end() :].strip() != fence.word or not inner or not _closes(inner[-1], marks[0]):
        return None
    body = Body(fence.fence.body, tuple(inner[:-1]), fence.fence.span.begin.line + 1)
    lines = patched(body, after, changed_fields(before, after), style_of(after, settings))
    if lines is None or _may_close(lines, marks[0]):
        return None
    return [opening, *lines, inner[-1]]


def _closes(line: str, marks: str) -> bool:
    text = line.strip()
    return len(text) >= len(marks) and not text.strip(marks[0])


def _may_close(lines: Sequence[str], marks: str) -> bool:
    """Whether a line would end the fence."""
    return any(line.strip().startswith(marks) for line in lines)
