"""Ids for what the package would give random ones: only that they differ matters."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(slots=True)
class Numbers:
    """Gives out ids, counting each kind."""

    given: Counter[str] = field(default_factory=Counter)

    def next(self, kind: str) -> str:
        """The next id of this kind."""
        self.given[kind] += 1
        return f"{kind}{self.given[kind]}"
