"""Ids of panels, sections and run sets: digests of content and of how often that content came before.

An insertion elsewhere renames nothing. W&B's own are random, lower-case base 36, up to 12 characters.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import blake2b

from runpress.codec.json_text import Deep, Json
from runpress.codec.json_values import objects

_BYTES = 8
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [first + second for first in _DIGITS for second in _DIGITS]
"""What ten bits are written as."""


_GENERATED = re.compile(r"[a-z0-9]{6,16}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""W&B's own are of up to 12 letters and digits, hardly ever of a few."""


def is_chosen(id_: Json) -> bool:
    """Whether an id is none that W&B or `Ids` make: then somebody chose it, or it is empty, and it stays as it is."""
    return isinstance(id_, str) and id_.isprintable() and not _GENERATED.fullmatch(id_)


class Ids:
    """Gives out the ids of one view."""

    def __init__(self) -> None:
        self._seen: dict[bytes, int] = {}
        self._taken: frozenset[str] = frozenset()

    def avoid(self, taken: frozenset[str]) -> None:
        """Give none of these to anything."""
        self._taken = taken

    def make(self, kind: str, content: Json) -> str:
        """The id of the next thing of this kind (`panel`, `section`, `runset`) with this JSON content."""
        text = _ENCODER.encode([kind, content])
        digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        occurrence = self._seen.get(digest, 0)
        while (made := _made(digest, occurrence)) in self._taken:
            occurrence += 1
        self._seen[digest] = occurrence + 1
        return made


class Counted(Ids):
    """Gives out ids that say nothing, for a view that is only compared to another."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0

    def make(self, kind: str, content: Json) -> str:
        """The next id, which no stored one is likely to be."""
        del kind, content
        self._count += 1
        return f"\ue000{self._count}"


def _made(digest: bytes, occurrence: int) -> str:
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
    return (
        f"{_PAIRS[bits >> 54]}{_PAIRS[bits >> 44 & 1023]}{_PAIRS[bits >> 34 & 1023]}"
        f"{_PAIRS[bits >> 24 & 1023]}{_PAIRS[bits >> 14 & 1023]}{_PAIRS[bits >> 4 & 1023]}"
    )


def repeated_ids(objects_of_view: Sequence[Mapping[str, Json]]) -> frozenset[str]:
    """The ids that more than one panel, section or run set has, among all objects of a stored view."""
    ids = [found["__id__"] for found in objects_of_view if "__id__" in found]
    ids += [runset.get("id") for found in objects_of_view if "runSets" in found for runset in objects(found["runSets"])]
    seen = Counter(id_ for id_ in ids if type(id_) is str)
    return frozenset(id_ for id_, times in seen.items() if times > 1)
