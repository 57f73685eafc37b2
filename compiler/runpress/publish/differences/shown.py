"""What all printers say alike: headlines, places, values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from runpress.backends.markdown.yaml import flow, text
from runpress.publish.differences.names import clipped
from runpress.publish.differences.values import Change, Differences, Edit, Piece, Pieces

ROOM = 96
"""Columns that a value may take."""
_AROUND = 5
"""Words that are shown before and behind a change."""
GAP = "…"
_LONGEST_LINE = 320
"""Characters of a line of text, or of a stretch that changed."""
_TAIL = 60
_MARKS = 8
"""Characters that a heading has beside its name."""


def value_text(value: Any, room: int = ROOM) -> str:
    """A value as a document would say it, cut where there is no more room."""
    whole = flow(value, room)
    if whole is not None:
        return whole
    if isinstance(value, str):
        return text(clipped(value, room))
    if isinstance(value, list):
        return _cut_list(value, room)
    if isinstance(value, dict):
        return _cut_mapping(value, room)
    return clipped(str(value), room)


def option_value(edit: Edit, value: Any) -> str:
    """The value of an option; clauses of filters and items of lists as they are."""
    is_bare = not edit.name and isinstance(value, str) and value == value.strip() != ""
    return clipped(value, ROOM) if is_bare else value_text(value)


def _cut_list(value: Sequence[Any], room: int) -> str:
    items = [value_text(item, room // 2) for item in value]
    return f"[{_cut(items, room)}]"


def _cut_mapping(value: dict[str, Any], room: int) -> str:
    items = [f"{clipped(str(key))}: {value_text(item, room // 2)}" for key, item in value.items()]
    return f"{{{_cut(items, room)}}}"


def _cut(items: Sequence[str], room: int) -> str:
    """As many items as there is room for, and how many more there are."""
    kept: list[str] = []
    for item in items:
        if kept and sum(map(len, kept)) + 2 * len(kept) + len(item) > room - 12:
            return f"{', '.join(kept)}, {GAP} {len(items) - len(kept)} more"
        kept.append(item)
    return ", ".join(kept)


def headline(change: Change, quoted: Callable[[str], str]) -> str:
    """What differs, by its kind and name, and where it stands; `quoted` marks names."""
    what = f"{change.type} {change.kind}" if change.type else change.kind
    name = f" {quoted(change.name)}" if change.name else ""
    spot = change.after or change.before
    under = spot.under if spot and change.verb != "moved" else ""
    place = f", under {quoted(under)}" if under else ""
    return f"{what}{name}{_company(change)}{place}"


def _company(change: Change) -> str:
    if change.count == 1:
        return ""
    if change.kind == "run set":
        return f" in {change.count} grids"
    return " and what is behind it" if change.count == 2 else f" and the {change.count - 1} behind it"  # noqa: PLR2004 - two


def way(change: Change, quoted: Callable[[str], str]) -> str:
    """From where to where something moved."""
    before, after = change.before, change.after
    if before is None or after is None:
        return ""
    if before.fold != after.fold:
        return f"into the fold {quoted(after.fold)}" if after.fold else f"out of the fold {quoted(before.fold)}"
    if before.under != after.under:
        first, second = (f"under {quoted(spot.under)}" if spot.under else "the beginning" for spot in (before, after))
        return f"from {first} to {second}"
    return f"now behind {quoted(after.behind)}" if after.behind else "now first"


def says_it_all(change: Change) -> bool:
    """Whether the headline says all of what was added or removed."""
    if not change.text:
        return True
    return "\n" not in change.text and change.name in change.text and len(change.text) <= len(change.name) + _MARKS


def lines_of(pieces: Pieces) -> Iterator[Pieces]:
    """The lines of a text in which something differs."""
    line: list[Piece] = []
    for piece in pieces:
        first, *rest = piece.text.split("\n")
        line += [Piece(piece.verb, first)] if first or not rest else []
        for more in rest:
            if any(each.verb != "same" for each in line):
                yield tuple(line)
            line = [Piece(piece.verb, more)] if more else []
    if any(each.verb != "same" for each in line):
        yield tuple(line)


def hunks(pieces: Pieces) -> list[Pieces]:
    """The changes of a text line by line, each with a few words around it; near ones are one."""
    found = [hunk for line in lines_of(pieces) for hunk in _hunks(line)]
    # Only where lines break has changed, if there are none.
    return found or ([pieces] if any(piece.verb != "same" for piece in pieces) else [])


def _hunks(pieces: Pieces) -> list[Pieces]:
    found: list[list[Piece]] = []
    for at, piece in enumerate(pieces):
        if piece.verb != "same":
            if not found or (at and pieces[at - 1].verb == "same" and _is_long(pieces[at - 1].text)):
                found.append([Piece("same", _before(pieces[at - 1].text, is_first=at == 1))] if at else [])
            found[-1].append(piece)
        elif found:
            is_last = at == len(pieces) - 1
            if is_last or _is_long(piece.text):
                found[-1].append(Piece("same", _behind(piece.text, is_last=is_last)))
            else:
                found[-1].append(piece)
    return [tuple(Piece(piece.verb, shortened(piece.text)) for piece in hunk) for hunk in found]


def shortened(line: str) -> str:
    """A line without its middle, where it is too long to be read."""
    if len(line) <= _LONGEST_LINE:
        return line
    return f"{line[: _LONGEST_LINE - _TAIL]} {GAP} {line[-_TAIL:]}"


def _is_long(text: str) -> bool:
    return len(text.split()) > 2 * _AROUND


def _before(text: str, *, is_first: bool) -> str:
    words = text.split(" ")
    if len(words) <= _AROUND + 1 or (is_first and not _is_long(text)):
        return text
    return f"{GAP} {' '.join(words[-_AROUND - 1 :])}"


def _behind(text: str, *, is_last: bool) -> str:
    words = text.split(" ")
    if len(words) <= _AROUND + 1 or (is_last and not _is_long(text)):
        return text
    return f"{' '.join(words[: _AROUND + 1])} {GAP}"


def entries(differences: Differences) -> Iterator[Edit | Change]:
    """All that differs, in the order in which it is shown: visibility and what is gone come last."""
    yield from differences.front
    yield from differences.changes
    yield from differences.visibility
    yield from differences.removals


def visibility_text(edit: Edit) -> str:
    """What a change of visibility means."""
    match edit.name, edit.after:
        case "draft", False:
            return "a draft becomes public to all readers of the project"
        case "draft", _:
            return "it becomes a draft, which readers of the project do not see"
        case "share", True:
            return "everybody who has the link can read it"
        case _:
            return "the link for everybody stops working"


def form_text(differences: Differences) -> str:
    """What is said of differences in form; empty if there are none."""
    count = len(differences.form)
    if not count:
        return ""
    places = "1 place" if count == 1 else f"{count} places"
    return f"W&B keeps it in another form in {places}; readers see no difference there"


def counted(differences: Differences) -> str:
    """How much differs: `2 added, 1 changed`."""
    verbs = [entry.verb for entry in entries(differences)]
    counts = [(verb, verbs.count(verb)) for verb in ("added", "changed", "moved", "removed")]
    return ", ".join(f"{count} {verb}" for verb, count in counts if count)
