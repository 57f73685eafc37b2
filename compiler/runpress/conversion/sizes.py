"""Stored views that are larger than any document that runpress reads: what makes them so, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runpress.codec.json_text import Json, dumps
from runpress.codec.oddities import JsonPath, Oddity, path_text
from runpress.diagnostics.codes import stored as codes

_FEW = 3
"""Parts that a finding names."""
_STEP = 1024


def too_large(text: str, spec: Mapping[str, Json], limit: int) -> Oddity | None:
    """The finding for a document that no command reads; None if it has no more bytes than the limit."""
    size = len(text.encode("utf-8", "replace"))
    if size <= limit:
        return None
    sizes = sorted(((len(dumps(value)), path, value) for path, value in _parts(spec)), key=lambda part: -part[0])
    large = _enough(sizes, size - limit)
    message = f"the document has {_amount(size)}, and runpress reads documents of up to {_amount(limit)}"
    if not large:
        return Oddity(
            codes.LARGER_THAN_READ, (), message, "split it into several views: no part of it is large by itself"
        )
    named = ", ".join(f"`{path_text(path)}` ({_kind(value)}{_amount(bytes_)})" for bytes_, path, value in large)
    help_ = f"it would fit without {named}: link to what is embedded there, or split it into several views"
    return Oddity(codes.LARGER_THAN_READ, large[0][1], message, help_)


_Part = tuple[int, JsonPath, Json]


def _enough(sizes: list[_Part], excess: int) -> list[_Part]:
    """The few largest parts without which a document would fit; none if that takes more than a few."""
    for count in range(1, _FEW + 1):
        if sum(part[0] for part in sizes[:count]) >= excess:
            return sizes[:count]
    return []


def _parts(spec: Mapping[str, Json]) -> Iterator[tuple[JsonPath, Json]]:
    """The blocks of a report, the sections of a workspace."""
    for path in (("blocks",), ("section", "panelBankConfig", "sections")):
        found: Json = spec
        for key in path:
            found = found.get(key) if isinstance(found, Mapping) else None
        for at, part in enumerate(found if isinstance(found, list) else ()):
            yield (*path, at), part


def _kind(value: Json) -> str:
    name = (value.get("type") or value.get("name")) if isinstance(value, Mapping) else None
    return f"`{name}`, " if isinstance(name, str) else ""


def _amount(bytes_: int) -> str:
    """A number of bytes as people say it."""
    if bytes_ < _STEP:
        return f"{bytes_} bytes"
    unit, size = ("KiB", bytes_ / _STEP) if bytes_ < _STEP**2 else ("MiB", bytes_ / _STEP**2)
    return f"{size:.1f} {unit}".replace(".0 ", " ")
