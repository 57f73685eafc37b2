"""Lists that follow each other: with one marker they would be one list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.settings import Settings
from runpress.model.blocks import Block, List, ListItem, Paragraph
from runpress.model.text import Text
from runpress.publish.pulling.patching.items import Item

_MARKER = re.compile(r" {0,3}(?:(?P<bullet>[-*+])|\d{1,9}(?P<delimiter>[.)]))(?:[ \t\r\n]|\Z)")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,})$")
_BULLET = re.compile(r"^( *)-(?=[ ]|$)", re.MULTILINE)
_USUAL = "-."


def list_marker(lines: Sequence[str]) -> str:
    """The marker of the list that some lines are; empty if they are none."""
    found = _MARKER.match(lines[0]) if lines else None
    if found is None or _RULE.match(lines[0].rstrip("\r\n")):
        return ""
    return found["bullet"] or found["delimiter"]


def as_marked(item: Item, marker: str) -> str:
    """The canonical text of a list, but with the bullets that its author uses."""
    if not isinstance(item.block, List) or marker not in "*+":
        return item.text
    return _BULLET.sub(rf"\g<1>{marker}", item.text)


def with_other_marker(block: Block, marker: str, settings: Settings) -> list[str]:
    """The lines of a list with another marker than this one."""
    if not isinstance(block, List) or marker not in _USUAL:
        return print_blocks((block,), settings)
    first = List(items=(ListItem(blocks=(Paragraph(children=(Text("x"),)),)),), ordered=block.ordered)
    return print_blocks((first, block), settings)[2:]
