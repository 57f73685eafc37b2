"""The lines that a finding speaks of, with carets below, as a terminal shows them."""

from __future__ import annotations

from runpress.diagnostics.render.visible import cells, width
from runpress.frozen import frozen
from runpress.source import Span

WIDEST = 100
"""Cells of a line; a longer one is cut around the place that is marked."""
_CUT = "…"
_FAR = 3 * WIDEST
_LEAD = 30
"""Cells that stay in front of the marked place when a line is cut."""


@frozen
class MarkedLine:
    """A line as it is shown, and the carets below it."""

    number: int
    text: str
    indent: str
    carets: str
    is_followed_by_gap: bool = False


def marked_lines(span: Span) -> list[MarkedLine]:
    """The first and the last line of the place; none where the source has no text to show."""
    source = span.source
    if not source.text:
        return []
    begin, finish = span.begin, span.finish
    if finish.line > begin.line and finish.column == 1:
        # The place ends with a line feed: nothing of the next line belongs to it.
        last = source.line_text(finish.line - 1)
        finish = finish._replace(line=finish.line - 1, column=len(last) + 1)
    first_text = source.line_text(begin.line)
    if finish.line == begin.line:
        return [_marked(begin.line, first_text, begin.column - 1, finish.column - 1)]
    last_text = source.line_text(finish.line)
    lead = len(last_text) - len(last_text.lstrip())
    has_gap = finish.line - begin.line > 1
    return [
        _marked(begin.line, first_text, begin.column - 1, len(first_text), is_followed_by_gap=has_gap),
        _marked(finish.line, last_text, min(lead, finish.column - 1), finish.column - 1),
    ]


def _marked(number: int, text: str, start: int, end: int, *, is_followed_by_gap: bool = False) -> MarkedLine:
    """Mark the characters `start` to `end` (from 0, `end` excluded); an empty place gets one caret."""
    # No more of a long line than could be shown: a document may be one line of megabytes, with many findings.
    begin, stop = max(0, start - _FAR), min(max(start, end), start + _FAR)
    shown = cells(text[begin : stop + _FAR])
    before, inside, after = _cut(shown[: start - begin], shown[start - begin : stop - begin], shown[stop - begin :])
    indent = " " * width("".join(before))
    carets = "^" * max(1, width("".join(inside)))
    return MarkedLine(number, "".join([*before, *inside, *after]), indent, carets, is_followed_by_gap)


def _cut(before: list[str], inside: list[str], after: list[str]) -> tuple[list[str], list[str], list[str]]:
    if width("".join([*before, *inside, *after])) <= WIDEST:
        return before, inside, after
    room = WIDEST - min(width("".join(before)), _LEAD)
    inside = _head(inside, room)
    room -= width("".join(inside))
    after = [] if inside and inside[-1] == _CUT else _head(after, room)
    used = width("".join([*inside, *after]))
    return _tail(before, WIDEST - used), inside, after


def _head(pieces: list[str], room: int) -> list[str]:
    """As many of the first pieces as there is room for; the last one says that there are more."""
    if width("".join(pieces)) <= room:
        return pieces
    kept: list[str] = []
    for piece in pieces:
        if width("".join(kept)) + width(piece) > room - 1:
            break
        kept.append(piece)
    return [*kept, _CUT]


def _tail(pieces: list[str], room: int) -> list[str]:
    return _head(pieces[::-1], room)[::-1]
