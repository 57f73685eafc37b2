"""Numbers, counts and lists in sentences for readers: notes, reasons, text alternatives."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

GAP = "\N{NARROW NO-BREAK SPACE}"
"""Between groups of three digits."""
_GROUPED_FROM = 1000
_SMALLEST_PLAIN = 1e-4
_LARGEST_PLAIN = 1e15
_EXPONENT = re.compile(r"e([+-])0*(\d+)")
_MINUTE = 60
_HOUR = 3600
_DAY = 86400


def number(value: float, *, digits: int = 4) -> str:
    """A number as people read it: `0.031`, `1 900`, `3.2e-7`; whole numbers keep all digits."""
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity" if value > 0 else "minus infinity"
    size = abs(value)
    if size and not _SMALLEST_PLAIN <= size < _LARGEST_PLAIN:
        return _minus(_EXPONENT.sub(lambda found: f"e{found[1].strip('+')}{found[2]}", f"{value:.{digits}g}"))
    if float(value).is_integer():
        return _minus(grouped(f"{value:.0f}"))
    decimals = max(digits - 1 - math.floor(math.log10(size)), 0)
    text = f"{value:.{decimals}f}"
    return _minus(grouped(text.rstrip("0").rstrip(".") if "." in text else text))


def plain(value: float) -> str:
    """A number as it is typed: `1024`, `-0.5`, `1e-5`; for values that name things, such as a batch size."""
    return number(value, digits=6).replace(GAP, "").replace("\N{MINUS SIGN}", "-")


def grouped(text: str) -> str:
    """Digits before the point in groups of three, from a thousand on."""
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    whole, point, rest = digits.partition(".")
    if len(whole) <= len(str(_GROUPED_FROM)) - 1:
        return text
    head = len(whole) % 3
    parts = [whole[:head]] if head else []
    parts += [whole[at : at + 3] for at in range(head, len(whole), 3)]
    return f"{sign}{GAP.join(parts)}{point}{rest}"


def _minus(text: str) -> str:
    """A real minus sign in front; zero has none."""
    if not text.startswith("-"):
        return text
    return text[1:] if not text.strip("-0.") else f"\N{MINUS SIGN}{text[1:]}"


def count(amount: int, noun: str, plural: str = "") -> str:
    """`1 run`, `1 000 runs`."""
    return f"{grouped(str(amount))} {noun if amount == 1 else plural or noun + 's'}"


def listed(words: Iterable[str], *, last: str = "and", most: int = 6) -> str:
    """`a, b and c`; what is beyond `most` is counted."""
    items = list(words)
    if len(items) > most:
        return f"{', '.join(items[: most - 1])} {last} {len(items) - most + 1} more"
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""


def quoted(names: Sequence[str], *, last: str = "and") -> str:
    """Names between back-ticks, listed."""
    return listed([f"`{name}`" for name in names], last=last)


def instant(seconds: float) -> str:
    """A time of day in UTC: `2026-11-21 14:02:11`; a number that is no time stays a number."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, OSError, ValueError):
        return number(seconds)


def duration(seconds: float) -> str:
    """A length of time: `42 s`, `3 min 5 s`, `2 h 10 min`, `4 d 3 h`."""
    if not math.isfinite(seconds) or abs(seconds) < _MINUTE:
        return f"{number(seconds)} s"
    whole = round(abs(seconds))
    sign = "\N{MINUS SIGN}" if seconds < 0 else ""
    for unit, size, below, small in (("d", _DAY, "h", _HOUR), ("h", _HOUR, "min", _MINUTE), ("min", _MINUTE, "s", 1)):
        if whole >= size:
            rest = whole % size // small
            return f"{sign}{whole // size} {unit}" + (f" {rest} {below}" if rest else "")
    return f"{number(seconds)} s"


def sentence(*parts: str) -> str:
    """The parts that are not empty, joined by commas."""
    return ", ".join(part for part in parts if part)
