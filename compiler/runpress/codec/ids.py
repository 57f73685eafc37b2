"""Ids of panels, sections and run sets: digests of content and of how often that content came before.

An insertion elsewhere renames nothing. W&B's own are random, lower-case base 36, up to 12 characters.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b

from runpress.codec.json_text import Deep, Json, objects_in

_BYTES = 8
_SHIFTS = (54, 44, 34, 24, 14, 4)
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]
"""What ten bits are written as."""


class Ids:
    """Gives out the ids of one view."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}

    def make(self, kind: str, content: Json) -> str:
        """The id of the next thing of this kind (`panel`, `section`, `runset`) with this JSON content."""
        text = _ENCODER.encode([kind, content])
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        occurrence = self._seen.get(digest, 0)
        self._seen[digest] = occurrence + 1
        return _written(blake2b(digest, salt=occurrence.to_bytes(8, "big")).digest() if occurrence else digest)


def _text_of_deep(value: object) -> str:
    """What is nested too deep is its JSON text."""
    if isinstance(value, Deep):
        return value.text
    raise TypeError(value)


_ENCODER = json.JSONEncoder(
    check_circular=False, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_text_of_deep
)


def _written(digest: bytes) -> str:
    """The first 60 bits, in letters and digits that base 36 has, too."""
    bits = int.from_bytes(digest[:_BYTES], "big")
    return "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])


def repeated_ids(spec: Json) -> frozenset[str]:
    """The ids that stand for more than one panel, section or run set of a stored view."""
    seen = Counter(_ids(spec))
    return frozenset(id_ for id_, times in seen.items() if times > 1)


def _ids(spec: Json) -> Iterator[str]:
    """Ids where they are given, as far as JSON goes: `__id__` of panels and sections, `id` of run sets."""
    for found in objects_in(spec):
        if "__id__" in found and isinstance(found["__id__"], str):
            yield found["__id__"]
        if "runSets" in found:
            for runset in _objects(found["runSets"]):
                if isinstance(runset.get("id"), str):
                    yield runset["id"]


def _objects(value: Json) -> Iterator[dict[str, Json]]:
    if isinstance(value, list):
        yield from (item for item in value if isinstance(item, dict))
