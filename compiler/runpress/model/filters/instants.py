"""Instants: the two forms in which times of runs come, read to whole microseconds since 1970 in UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LATEST = 253_402_300_799  # the last second of the year 9999


def instant(value: object) -> int | None:
    """The microseconds since 1970 of an ISO 8601 text, a number of seconds, or a datetime; None if it is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return round(value * 1_000_000) if abs(value) <= _LATEST else None
    if isinstance(value, str):
        value = _parsed(value)
    return _since_epoch(value) if isinstance(value, datetime) else None


def _parsed(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None


def _since_epoch(moment: datetime) -> int | None:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return (aware - _EPOCH) // _MICROSECOND
    except OverflowError:
        return None
