"""Near misses: which of the known names did the author mean?"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches

_LONGEST = 200
_NEAR_ENOUGH = 0.6


def suggestion(typed: str, known: Iterable[str]) -> str:
    """The known name nearest to what was typed; empty if none is near. Ties go to the first by name."""
    if not typed or len(typed) > _LONGEST:
        return ""
    names = sorted(set(known))
    if not names:
        return ""
    folded = _fold(typed)
    for name in names:
        if _fold(name) == folded:
            return name
    close = get_close_matches(typed, names, n=1, cutoff=_cutoff(typed))
    if close:
        return close[0]
    by_folded = {_fold(name): name for name in reversed(names)}
    close = get_close_matches(folded, sorted(by_folded), n=1, cutoff=_cutoff(folded))
    return by_folded[close[0]] if close else ""


def similarity(first: str, second: str) -> float:
    """How alike two names are, from 0 to 1; case, `-`, `_` and spaces do not count."""
    return SequenceMatcher(None, _fold(first), _fold(second), autojunk=False).ratio()


def is_same(first: str, second: str) -> bool:
    """Whether two names differ in case, `-`, `_` and spaces alone: then a fix may write the other, not only suggest it."""
    return _fold(first) == _fold(second)


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """The label of a finding: "did you mean `x`?", or nothing."""
    near = suggestion(typed, known)
    return f"did you mean `{near}`?" if near else ""


def _fold(name: str) -> str:
    return name.lower().replace("-", "").replace("_", "").replace(" ", "")


def _cutoff(typed: str) -> float:
    # In short names one slip is a large share of the letters.
    return 0.5 if len(typed) <= 3 else _NEAR_ENOUGH + 0.05  # noqa: PLR2004 - letters
