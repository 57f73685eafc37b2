r"""Regular expressions of documents: the part of RE2 that every engine reads alike, matched in linear time.

Literals, `.`, classes `[a-z]`, `\d \w \s \D \W \S \b` (ASCII), `^ $` (the ends of the text),
groups, `|`, `* + ? {m,n}` and their lazy forms, `(?i)` in front. No look-around, no back-references.
A pattern is read into a small tree here, so what lies outside of this is found with its place; the
text is matched by walking all states of an automaton at once, so no pattern can take long.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from runpress.model.filters.regex_match import Program, compile_tree
from runpress.model.filters.regex_tree import RegexError, read_pattern

__all__ = ["RegexError", "check_pattern", "pattern_of", "search"]
_SPECIAL: Final = frozenset("\\.^$*+?{}[]|()")


def check_pattern(pattern: str) -> RegexError | None:
    """What is wrong with a pattern, and where in it; None if it can be used."""
    program = _compiled(pattern)
    return program if isinstance(program, RegexError) else None


def search(pattern: str, text: str) -> bool:
    """Whether the pattern is found anywhere in the text; false for a pattern that cannot be used."""
    program = _compiled(pattern)
    return isinstance(program, Program) and program.search(text)


def pattern_of(text: str) -> str:
    r"""The pattern that finds this very text: `a\.b` for `a.b`."""
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in text)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Program | RegexError:
    tree = read_pattern(pattern)
    return tree if isinstance(tree, RegexError) else compile_tree(tree)
