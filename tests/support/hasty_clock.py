"""A clock for clients: pauses count as if they had passed, and are hardly made."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from runpress.client.retries import Effects
from support.faulty import DOWN_SECONDS

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class HastyClock:
    """Real time, and the pauses that were asked for."""

    slept: list[float] = field(default_factory=list)

    def effects(self) -> Effects:
        """The clock as clients take it; chance always gives the longest pause."""
        return Effects(self._sleep, lambda: 1.0, lambda: time.monotonic() + sum(self.slept), self._now)

    def _sleep(self, seconds: float) -> None:
        """A server that is down for a moment is back after the first second."""
        self.slept.append(seconds)
        time.sleep(min(seconds, 1.0) * DOWN_SECONDS)

    def _now(self) -> datetime:
        return NOW + timedelta(seconds=sum(self.slept))
