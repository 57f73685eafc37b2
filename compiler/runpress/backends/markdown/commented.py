"""The comments in the YAML of a fence or of front matter, and the entries that they belong to.

A comment stands above the key that follows it, or behind its value. An entry with a comment inside its value
is written again as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from runpress.frozen import frozen
from runpress.model.located import Entry, Located


@frozen
class Body:
    """A mapping as it was written."""

    value: Located
    lines: tuple[str, ...]
    """Its lines, without what containers put before them."""
    first_line: int
    """The number of the first of them in the file."""


@frozen
class Written:
    """An entry as it was written, with its comments."""

    above: tuple[str, ...] = ()
    """Comments above it."""
    behind: str = ""
    """A comment behind its value; empty if there is none."""
    lines: tuple[str, ...] = ()
    """The entry itself, as it was written."""
    has_inner: bool = False
    """Whether comments stand inside its value."""


@frozen
class Comments:
    """The entries of a body by key, and the comments that belong to none."""

    entries: Mapping[str, Written]
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()


def read_comments(body: Body) -> Comments | None:
    """The entries of a mapping with their comments; None where a comment belongs to no entry for sure."""
    if not isinstance(body.value.value, dict):
        return None
    # A key in the info string (`panel line`) stands above the body.
    own = {key: entry for key, entry in body.value.value.items() if entry.key.begin.line >= body.first_line}
    starts = [entry.key.begin.line - body.first_line for entry in own.values()]
    is_block = starts == sorted(set(starts)) and body.value.span.text[:1] != "{"
    if own and is_block:
        return _divided(body, own, starts)
    is_clean = not _has_comment(body.value) and (own or not any(line.strip() for line in body.lines))
    return Comments({key: Written() for key in body.value.value}) if is_clean else None


def _divided(body: Body, own: Mapping[str, Entry], starts: Sequence[int]) -> Comments | None:
    # Comments with a blank line below them speak for the whole.
    blank = max((number + 1 for number in range(starts[0]) if not body.lines[number].strip()), default=0)
    head = _comments(body.lines[:blank])
    above = _comments(body.lines[blank : starts[0]])
    found: dict[str, Written] = {}
    for (key, entry), start, end in zip(own.items(), starts, [*starts[1:], len(body.lines)], strict=True):
        if above is None:
            return None
        last = _last_line(entry, body, start, end)
        found[key] = _written(entry, above, body.lines[start:last])
        above = _comments(body.lines[last:end])
    return None if head is None or above is None else Comments(found, head, above)


def _comments(lines: Sequence[str]) -> tuple[str, ...] | None:
    """Lines that hold comments and nothing else; None if one holds something else."""
    found = tuple(line.strip() for line in lines if line.strip())
    return found if all(line.startswith("#") for line in found) else None


def _last_line(entry: Entry, body: Body, start: int, end: int) -> int:
    """The line after the last one of an entry: what is indented below its key belongs to it, comments too.

    Lines of blanks below a block of text may belong to the text; below one that keeps its end, empty ones do too.
    """
    indent = _indent(body.lines[start])
    last = start + 1
    value = entry.value.span
    written = value.text.rstrip()
    is_text = isinstance(entry.value.value, str) and written[:1] in ("|", ">")
    keeps_end = is_text and _KEEPS_END.match(written) is not None
    if written:
        line = value.source.position(value.start + len(written) - 1).line
        last = min(max(last, line - body.first_line + 1), end)
    for number in range(last, end):
        below = body.lines[number]
        is_inside = _indent(below) > indent and (is_text or bool(below.strip()))
        if is_inside or (keeps_end and not below.strip() and last == number):
            last = number + 1
    return last


_KEEPS_END = re.compile(r".[0-9]?\+")


def _written(entry: Entry, above: tuple[str, ...], lines: Sequence[str]) -> Written:
    behind = _behind(entry) if len(lines) == 1 else ""
    has_inner = len(lines) > 1 and any("#" in line for line in lines) and _has_inner(entry, lines)
    return Written(above, behind, tuple(lines), has_inner=has_inner)


def _behind(entry: Entry) -> str:
    """The comment behind a value on its line."""
    value = entry.value.span
    text = value.source.text
    at = max(value.start + len(value.text.rstrip()), entry.key.end)
    line_end = text.find("\n", at)
    rest = text[at : len(text) if line_end < 0 else line_end].lstrip(" \t:").rstrip()
    return rest if rest.startswith("#") else ""


def _has_inner(entry: Entry, lines: Sequence[str]) -> bool:
    if isinstance(entry.value.value, dict | list):
        return _has_comment(entry.value) or lines[-1].lstrip().startswith("#")
    return "#" in lines[0].partition(":")[2] or any(line.lstrip().startswith("#") for line in lines[1:])


def _has_comment(value: Located) -> bool:
    """Whether `#` stands in a collection, or behind it on its last line, outside of keys and scalars."""
    source, at = value.span.source.text, value.span.start
    line_end = source.find("\n", max(value.span.end - 1, at))
    for start, end in sorted(_scalars(value)):
        if "#" in source[at:start]:
            return True
        at = max(at, end)
    return "#" in source[at : len(source) if line_end < 0 else line_end]


def _scalars(value: Located) -> Iterator[tuple[int, int]]:
    if isinstance(value.value, dict):
        for entry in value.value.values():
            yield entry.key.start, entry.key.end
            yield from _scalars(entry.value)
    elif isinstance(value.value, list):
        for item in value.value:
            yield from _scalars(item)
    else:
        yield value.span.start, value.span.end


def dedented(lines: Sequence[str]) -> list[str]:
    """Lines without the indent of the first of them. Blanks at their ends may belong to text."""
    indent = _indent(lines[0]) if lines else 0
    return [line[min(indent, _indent(line)) :] for line in lines]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
