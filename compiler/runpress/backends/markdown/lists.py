"""Lists: markers, tasks, tight and loose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from runpress.backends.markdown.settings import Place
from runpress.model.blocks import Block, List, ListItem, Paragraph, holds_folds
from runpress.syntax.document import VerbatimInline

_MOST = 999_999_999
"""A marker has nine digits at most."""
_OTHER = {"-": "*", "*": "-", ".": ")", ")": "."}

Inner = Callable[[Sequence[Block], Place], list[str]]


def marker_of(block: List, before: str, place: Place) -> str:
    """`-` or `*`, `.` or `)`: another than that of the list directly before, or of the item that this one begins."""
    usual = "." if block.ordered else "-"
    is_taken = usual in (before, place.bullet)
    return _OTHER[usual] if is_taken else usual


def list_lines(block: List, marker: str, inner: Inner) -> list[str]:
    """The lines of a list."""
    lines: list[str] = []
    fits = block.start + len(block.items) <= _MOST
    for number, item in enumerate(block.items):
        if number and not block.tight:
            lines.append("")
        lead = f"{block.start + number if fits else block.start}{marker}" if block.ordered else marker
        lines += _item(item, lead, marker, inner, is_tight=block.tight)
    if not block.tight and len(block.items) == 1 and _is_alone(block.items[0].blocks):
        # Only a blank line between two things makes a list loose.
        lines += ["", f"{' ' * (len(lead) + 1)}<!-- -->"]
    return lines


def _is_alone(blocks: Sequence[Block]) -> bool:
    """Whether an item holds one thing without blank lines in it."""
    return len(blocks) == 1 and not holds_folds(blocks)


def _item(item: ListItem, lead: str, marker: str, inner: Inner, *, is_tight: bool) -> list[str]:
    bullet = marker if marker in "-*" else ""
    lines = inner(item.blocks, Place(is_item=item.checked is None, is_tight=is_tight, bullet=bullet))
    task = "" if item.checked is None else "[x] " if item.checked else "[ ] "
    # A task without text is one only if something stands behind its brackets.
    text = lines[0] if lines else "<!-- -->" if task else ""
    if task and not text.startswith("<!--") and _begins_with_html(item):
        task += " "  # so that it stays text
    first = f"{lead} {task}{text}" if text else lead
    indent = " " * (len(lead) + 1)
    return [first, *(f"{indent}{line}" if line else "" for line in lines[1:])]


def _begins_with_html(item: ListItem) -> bool:
    """Whether the text of an item begins with HTML of its author."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not first.children:
        return False
    text: object = first.children[0]
    return isinstance(text, VerbatimInline)
