"""Metrics chosen by a regular expression (`metric_regex`)."""

from __future__ import annotations

from collections.abc import Iterable

from runpress.model.filters.regex import search


def matching(pattern: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names in which the pattern is found, sorted; none for a pattern that cannot be used."""
    return tuple(sorted(name for name in names if search(pattern, name)))
