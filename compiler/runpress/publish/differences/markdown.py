"""Differences as Markdown for a comment of a pull request: short, safe, and never longer than GitHub takes.

Whatever comes from documents and servers stands in code spans and in fences longer than any in it, so that it
neither ends them nor names people, links pages or loads images. A part that has no room is left out and counted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from runpress.diagnostics.render.visible import visible
from runpress.frozen import frozen
from runpress.publish.differences.names import clipped
from runpress.publish.differences.shown import (
    GAP,
    counted,
    form_text,
    headline,
    hunks,
    option_value,
    says_it_all,
    shortened,
    visibility_text,
    way,
)
from runpress.publish.differences.values import Change, Differences, Edit, Pieces

GITHUB_LIMIT = 65_536
"""The characters that a comment may have; GitHub counts UTF-16 units."""
_MOST_LINES = 20
"""Lines of what was added or removed."""
_ROOM_FOR_COUNT = 200
_VERBS = {"added": "Added", "removed": "Removed", "changed": "Changed", "moved": "Moved"}


@frozen
class Shown:
    """A view in the comment."""

    title: str
    """What it is called; a line of any text."""
    differences: Differences
    note: str = ""
    """One line below the title, Markdown of ours: what publishing would do with the view."""


def print_markdown(views: Sequence[Shown], *, intro: str = "", limit: int = GITHUB_LIMIT) -> str:
    """The comment: `intro` (Markdown of ours), then a part for each view, in as many characters as there may be."""
    parts: list[tuple[str, str]] = [(intro.rstrip(), "")] if intro.strip() else []
    for view in views:
        parts += _parts(view)
    return _fitted(parts, limit)


def _parts(view: Shown) -> Iterator[tuple[str, str]]:
    """Pieces of the comment that can be left out, with what each counts as: its head counts as nothing."""
    counts = counted(view.differences)
    head = [f"### {code_span(view.title)}"]
    head += [view.note] if view.note else []
    head += [f"{counts}."] if counts else [] if view.note else ["No difference."]
    yield "\n\n".join(head), ""
    if view.differences.front:
        yield _front(view.differences.front), "change"
    for change in view.differences.changes:
        yield _change(change), "change"
    for edit in view.differences.visibility:
        yield f"- **Visibility**: {code_span(edit.name)}: {visibility_text(edit)}", "change"
    for change in view.differences.removals:
        yield _change(change), "change"
    form = form_text(view.differences)
    if form:
        yield f"- {form}.", "change"


def _front(edits: Sequence[Edit]) -> str:
    return "\n".join(["- **Front matter**", *_fence([line for edit in edits for line in _edit_lines(edit)])])


def _change(change: Change) -> str:
    moved = ""
    if change.has_moved or change.verb == "moved":
        moved = f": {way(change, code_span)}" if change.verb == "moved" else f"; moved, {way(change, code_span)}"
    lines = [line for hunk in hunks(change.pieces) for line in _hunk_lines(hunk)]
    lines += [line for edit in change.edits for line in _edit_lines(edit)]
    lines += _content_lines(change)
    return "\n".join([f"- **{_VERBS[change.verb]}** {headline(change, code_span)}{moved}", *_fence(lines)])


def _edit_lines(edit: Edit) -> Iterator[str]:
    name = f"{edit.name}: " if edit.name else ""
    if edit.parts:
        yield f"  {name.rstrip()}"
        for part in edit.parts:
            yield from (f"{line[:2]}  {line[2:]}" for line in _edit_lines(part))
    elif edit.pieces:
        yield f"  {name.rstrip()}"
        for hunk in hunks(edit.pieces):
            yield from (f"{line[:2]}  {line[2:]}" for line in _hunk_lines(hunk))
    else:
        if edit.verb != "added":
            yield f"- {name}{option_value(edit, edit.before)}"
        if edit.verb != "removed":
            yield f"+ {name}{option_value(edit, edit.after)}"


def _hunk_lines(hunk: Pieces) -> Iterator[str]:
    """A changed stretch of text before and after."""
    for verb, sign in (("removed", "-"), ("added", "+")):
        kept = [piece for piece in hunk if piece.verb in ("same", verb)]
        text = "".join(piece.text for piece in kept).strip()
        if text:
            yield f"{sign} {text}"


def _content_lines(change: Change) -> Iterator[str]:
    lines = [] if says_it_all(change) else change.text.split("\n")
    sign = "-" if change.verb == "removed" else "+"
    yield from (f"{sign} {line}" for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"{sign} {GAP} {len(lines) - _MOST_LINES} more lines"


def _fence(lines: Sequence[str]) -> Iterator[str]:
    """Lines in a fence inside a list item; nothing for no lines."""
    if not lines:
        return
    shown = [visible(shortened(line)) for line in lines]
    longest = max((len(ticks) for line in shown for ticks in re.findall("`+", line)), default=0)
    ticks = "`" * max(3, longest + 1)
    yield ""
    yield f"  {ticks}diff"
    yield from (f"  {line}".rstrip() for line in shown)
    yield f"  {ticks}"


def code_span(text: str) -> str:
    """Any text as a code span: it is shown as it is, on one line."""
    shown = visible(clipped(text, 120)) or " "
    longest = max((len(ticks) for ticks in re.findall("`+", shown)), default=0)
    ticks = "`" * (longest + 1)
    space = " " if shown[0] in "` " or shown[-1] in "` " else ""
    return f"{ticks}{space}{shown}{space}{ticks}"


def _fitted(parts: Sequence[tuple[str, str]], limit: int) -> str:
    """As many parts as there is room for, and a line that counts the others."""
    lengths = [units(text) + 2 for text, _ in parts]
    if sum(lengths) - 1 <= limit:
        return "\n\n".join(text for text, _ in parts) + "\n"
    ends = list(accumulate(lengths))
    kept = bisect_right(ends, limit - _ROOM_FOR_COUNT)
    left = sum(1 for _, counts in parts[kept:] if counts)
    views = sum(1 for text, counts in parts[kept:] if not counts and text.startswith("### "))
    of_views = f", among them all of {views} views" if views else ""
    told = f"**{left} more changes are left out here**{of_views}, for want of room; `runpress plan` shows them all."
    return "\n\n".join([*(text for text, _ in parts[:kept]), told]) + "\n"


def units(text: str) -> int:
    """The length of a text as GitHub counts it."""
    return len(text) + sum(char > "\uffff" for char in text)
