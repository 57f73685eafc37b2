"""When to ask again, and after how long: full jitter, the server's `Retry-After` within a cap, a total deadline.

Source of the scheme: "Exponential Backoff And Jitter", AWS Architecture Blog, 2015 ("full jitter").
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

FIRST_SECONDS = 0.5
CAP_SECONDS = 20.0
LONGEST_RETRY_AFTER = 60.0
REPEATABLE = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Effects:
    """Time and chance. `random` gives a number from 0 to 1."""

    sleep: Callable[[float], None]
    random: Callable[[], float]
    monotonic: Callable[[], float]
    now: Callable[[], datetime]


def pause_seconds(attempt: int, retry_after: str | None, effects: Effects) -> float:
    """How long to wait after the attempt (from 0). The server's wish counts, up to a minute."""
    wished = _seconds(retry_after, effects.now()) if retry_after else None
    if wished is not None:
        return min(max(wished, 0.0), LONGEST_RETRY_AFTER)
    return effects.random() * min(CAP_SECONDS, FIRST_SECONDS * 2.0**attempt)


def _seconds(retry_after: str, now: datetime) -> float | None:
    """Seconds, from seconds or from a date (RFC 9110, 10.2.3)."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:12])
    try:
        date = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    return ((date if date.tzinfo else date.replace(tzinfo=UTC)) - now).total_seconds()


def real_effects(random: Callable[[], float]) -> Effects:
    """The machine's own time."""
    return Effects(time.sleep, random, time.monotonic, lambda: datetime.now(UTC))
