"""Prose, word by word: a text with the changes between two others made in it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from difflib import SequenceMatcher

_TOKENS = re.compile(r"\n[ \t]*\n\s*|\s+|\w+|[^\w\s]")
_MOST = 20_000
"""Tokens. A longer text is written anew as a whole."""


def carried(own: str, old: str, new: str) -> str | None:
    """`own`, which says what `old` says in other words, with the changes from `old` to `new`.

    None where a change falls on something that `own` writes in its own way.
    """
    mine, before, after = (_TOKENS.findall(text) for text in (own, old, new))
    if max(len(mine), len(before), len(after)) > _MOST:
        return None
    at = _places(_keys(before), _keys(mine))
    out: list[str] = []
    done = 0
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        first, last = at[start], at[end]
        if first is None or last is None or not _is_straight(at, start, end):
            return None
        out += [*mine[done:first], *after[new_start:new_end]]
        done = last
    return "".join([*out, *mine[done:]])


def _keys(tokens: Sequence[str]) -> list[str]:
    """Tokens for comparing: a line break counts as a space."""
    return [" " if token.isspace() and token.count("\n") <= 1 else token for token in tokens]


def _places(old: Sequence[str], own: Sequence[str]) -> list[int | None]:
    """For each place between tokens of the old text the place in the own one; None where that is not sure."""
    at: list[int | None] = [None] * (len(old) + 1)
    at[0], at[len(old)] = 0, len(own)
    for block in SequenceMatcher(None, old, own, autojunk=False).get_matching_blocks():
        for by in range(block.size):
            at[block.a + by] = block.b + by if at[block.a + by] is None else at[block.a + by]
            at[block.a + by + 1] = block.b + by + 1
    return at


def _is_straight(at: Sequence[int | None], start: int, end: int) -> bool:
    """Whether the tokens that go are the same in both texts."""
    places = at[start : end + 1]
    return all(place is not None for place in places) and all(
        right - left == 1 for left, right in itertools.pairwise(places) if left is not None and right is not None
    )
