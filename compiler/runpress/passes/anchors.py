"""Give headings their anchors, as GitHub makes them: unique in the document, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import partial

from runpress.model.blocks import Block, Details, Heading
from runpress.model.text import plain_text
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import rebuilt

_DROPPED = re.compile(r"[^\w\- ]")
_EMPTY = "section"


def set_anchors(blocks: Blocks, _context: PassContext) -> Blocks:
    """All headings with their anchors, also those that stand on folds."""
    return _anchored({}, blocks)


def _anchored(taken: dict[str, int], blocks: Blocks) -> Blocks:
    each = partial(_anchored, taken)  # a nested function that calls itself would keep the blocks in a cycle
    out: list[Block] = []
    changed = False
    for block in blocks:
        if isinstance(block, Heading):
            new: Block = replace(block, anchor=unique(slug(plain_text(block.children)), taken))
        elif isinstance(block, Details) and block.level:
            anchor = unique(slug(plain_text(block.summary)), taken)
            new = rebuilt(replace(block, anchor=anchor), each)
        else:
            new = rebuilt(block, each)
        changed = changed or new is not block
        out.append(new)
    return tuple(out) if changed else blocks


def anchors_in(blocks: Iterable[Block]) -> frozenset[str]:
    """The anchors of the headings among some blocks, those inside them left aside."""
    return frozenset(block.anchor for block in blocks if isinstance(block, Heading | Details) and block.anchor)


def slug(title: str) -> str:
    """A title as a fragment: lower case, no punctuation, dashes for spaces."""
    return _DROPPED.sub("", title.strip().lower().replace("\n", " ")).replace(" ", "-") or _EMPTY


def unique(anchor: str, taken: dict[str, int]) -> str:
    """The anchor, with a number if it is taken."""
    result = anchor
    while result in taken:
        taken[anchor] += 1
        result = f"{anchor}-{taken[anchor]}"
    taken[result] = 0
    return result
