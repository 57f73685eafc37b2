"""How a scalar was written: where each of its characters stands, and what a comment cut off it."""

from __future__ import annotations

import re
from collections.abc import Callable

from runpress.model.located import Located
from runpress.source import Span

_CUT = re.compile(r"[ \t]+#[^\n]*")
_QUOTES = "\"'"
_BLOCKS = "|>"
_ESCAPES = {"x": 2, "u": 4, "U": 8}
_FOLD = re.compile(r"(?:[ \t]*|\\)\n[ \t\n]*")
"""A line break in quotes, with the blanks around it: one is a space (nothing, if it is escaped), more are line breaks."""


def span_map(scalar: Located) -> Callable[[int, int], Span]:
    """A function from offsets in a scalar's text to the place in the file.

    Exact for plain, quoted and literal (`|`) scalars on one or several lines; inside the scalar for all others.
    """
    text, span = scalar.value, scalar.span
    if not isinstance(text, str):
        return lambda start, end: span  # noqa: ARG005 - the form of a map
    offsets = _offsets(text, span)

    def place(start: int, end: int) -> Span:
        start = max(0, min(start, len(text)))
        end = max(start, min(end, len(text)))
        first = offsets[start]
        return Span(span.source, first, first if end == start else min(max(offsets[end - 1] + 1, first), span.end))

    return place


def text_after(scalar: Located) -> Span | None:
    """The comment behind a plain scalar (or behind an empty value) on its line; None if there is none."""
    source, start, end = scalar.span
    if not isinstance(scalar.value, str) and scalar.value is not None:
        return None
    written = source.text[start:end]
    if "\n" in written or written[:1] in (*_QUOTES, *_BLOCKS):
        return None
    end = start + len(written.rstrip())
    match = _CUT.match(source.text, end)
    return Span(source, end, match.end()) if match else None


def raw_text(scalar: Located) -> str:
    """A plain scalar as it stands in the file: `1.10`, not 1.1."""
    return scalar.span.text.strip()


def quoted(text: str) -> str:
    """The text as a quoted YAML scalar on one line."""
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _offsets(text: str, span: Span) -> list[int]:
    written = span.text
    if written.startswith(text):
        return [span.start + at for at in range(len(text) + 1)]
    if written[:1] == "|":
        return _literal(text, span)
    if written[:1] in _QUOTES:
        offsets = [span.start + at for at in _unquoted(written)]
        if len(offsets) == len(text) + 1:
            return offsets
    return _aligned(text, span)


def _unquoted(written: str) -> list[int]:
    """Where each character of a quoted scalar stands, and its closing quote."""
    quote, last = written[0], len(written) - 1
    offsets: list[int] = []
    at = 1
    while at < last:
        character = written[at]
        if character == "\\" and quote == '"' and written[at + 1] != "\n":
            offsets.append(at)
            at += 2 + _ESCAPES.get(written[at + 1], 0)
        elif character == "'" == quote:
            offsets.append(at)
            at += 2
        elif character in " \t\n\\" and (fold := _FOLD.match(written, at)) is not None:
            breaks = fold[0].count("\n")
            is_escaped = "\\" in fold[0]
            offsets += [at] * (breaks - 1 if is_escaped else max(breaks - 1, 1))
            at = fold.end()
        else:
            offsets.append(at)
            at += 1
    return [*offsets, last]


def _literal(text: str, span: Span) -> list[int]:
    source = span.source
    line = source.position(span.start).line + 1
    offsets: list[int] = []
    last = span.start
    for part in text.split("\n"):
        written = source.line_text(line)
        # What stands before the text is indentation, and markers of quotes and lists around the fence.
        start = source.offset(line, max(0, len(written) - len(part)) + 1)
        offsets += range(start, start + len(part) + 1)
        last = min(start + len(part), span.end)
        line += 1
    return [min(offset, max(last, span.end)) for offset in offsets]


def _aligned(text: str, span: Span) -> list[int]:
    """Each character at its next occurrence: escapes, folds and indentation are passed over."""
    source, at, end = span.source.text, span.start, span.end
    if source[at : at + 1] in (*_QUOTES, *_BLOCKS):
        at += 1
    offsets: list[int] = []
    for character in text:
        found = source.find(character, at, end)
        if character.isspace() or found < 0:
            offsets.append(min(at, end))
            at = _skipped(source, at, end) if character.isspace() else at
        else:
            offsets.append(found)
            at = found + 1
    return [*offsets, min(at, end)]


def _skipped(source: str, at: int, end: int) -> int:
    """Past one space, or one line break with the blanks around it."""
    stop = at
    while stop < end and source[stop] in " \t":
        stop += 1
    if stop < end and source[stop] == "\n":
        return stop + 1
    if source.startswith("\\n", at) or source.startswith("\\t", at):
        return at + 2
    return min(at + 1, end)
