"""Differences as lines for people in a terminal. Whatever could steer the terminal is written out."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.render.paint import PLAIN, Paint
from runpress.diagnostics.render.visible import visible
from runpress.publish.differences.shown import (
    GAP,
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

SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
_STYLES = {"added": "good", "removed": "error", "changed": "warning", "moved": "note"}
_INNER = "    "
_MOST_LINES = 8
"""Lines of what was added or removed."""


def print_text(differences: Differences, paint: Paint = PLAIN, *, indent: str = "") -> list[str]:
    """The lines that say what differs; none if nothing does."""
    lines: list[str] = []
    for edit in differences.front:
        lines += _edit(edit, paint)
    for change in differences.changes:
        lines += _change(change, paint)
    for edit in differences.visibility:
        lines.append(f"{paint('warning', '!')} {edit.name}: {visibility_text(edit)}")
    for change in differences.removals:
        lines += _change(change, paint)
    form = form_text(differences)
    if form:
        lines.append(paint("faint", f"  {form}"))
    return [f"{indent}{line}" for line in lines]


def _change(change: Change, paint: Paint) -> Iterator[str]:
    head = f"{_sign(change.verb, paint)} {headline(change, _quoted)}"
    yield f"{head}: {way(change, _quoted)}" if change.verb == "moved" else head
    if change.has_moved and change.verb != "moved":
        yield f"{_INNER}{_sign('moved', paint)} {way(change, _quoted)}"
    for hunk in hunks(change.pieces):
        yield f"{_INNER}{_words(hunk, paint)}"
    for edit in change.edits:
        yield from (f"{_INNER}{line}" for line in _edit(edit, paint))
    yield from _content(change, paint)


def _quoted(name: str) -> str:
    return f"“{visible(name)}”"


def _edit(edit: Edit, paint: Paint) -> Iterator[str]:
    name = f"{visible(edit.name)}: " if edit.name else ""
    sign = _sign(edit.verb, paint)
    if edit.parts:
        yield f"{sign} {name.rstrip()}"
        for part in edit.parts:
            yield from (f"{_INNER}{line}" for line in _edit(part, paint))
    elif edit.pieces:
        yield f"{sign} {name.rstrip()}"
        for hunk in hunks(edit.pieces):
            yield f"{_INNER}{_words(hunk, paint)}"
    else:
        yield f"{sign} {name}{_values(edit)}"


def _values(edit: Edit) -> str:
    before, after = (visible(option_value(edit, value)) for value in (edit.before, edit.after))
    if edit.verb == "changed":
        return f"{before} → {after}"
    return after if edit.verb == "added" else before


def _words(pieces: Pieces, paint: Paint) -> str:
    """Text with what changed in colours; without colours between `[-` and `-]`, `{+` and `+}`."""
    out: list[str] = []
    for piece in pieces:
        shown = visible(piece.text)
        if piece.verb == "same":
            out.append(shown)
        elif paint.is_on:
            out.append(paint(_STYLES[piece.verb], shown))
        else:
            out.append(f"[-{shown}-]" if piece.verb == "removed" else f"{{+{shown}+}}")
    return "".join(out).strip()


def _content(change: Change, paint: Paint) -> Iterator[str]:
    lines = [] if says_it_all(change) else change.text.split("\n")
    for line in lines[:_MOST_LINES]:
        yield f"{_INNER}{paint('faint', visible(shortened(line)))}".rstrip()
    if len(lines) > _MOST_LINES:
        yield f"{_INNER}{paint('faint', f'{GAP} {len(lines) - _MOST_LINES} more lines')}"


def _sign(verb: str, paint: Paint) -> str:
    return paint(_STYLES[verb], SIGNS[verb])
