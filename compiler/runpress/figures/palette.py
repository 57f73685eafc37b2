"""The colours of runs and groups: told apart by readers with every kind of colour vision.

One colour serves light and dark pages: each has a contrast of at least 3 : 1 to both. Any two of them
stay apart as deuteranopes, protanopes and tritanopes see them (`tests/unit/figures/test_palette.py`
computes both). More than eight cannot keep these distances within that range of lightness; beyond
eight, dashes tell curves of one colour apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from runpress.figures.figure import Dash

COLORS: tuple[str, ...] = (
    "#2299ee",
    "#dd7700",
    "#337744",
    "#bb11bb",
    "#889977",
    "#dd0022",
    "#7755ff",
    "#996688",
)
NEUTRAL = "#808790"
"""For what is no run: a reference line, a run without a value on the axis that gives colours."""
GRADIENT: tuple[str, ...] = ("#4a6cff", "#808790", "#dd7700")
"""From blue over grey to orange: no two readers see these ends alike, and every part of it stands out on
light and dark pages (Viridis does not: one of its ends vanishes on each)."""
DASHES: tuple[Dash, ...] = ("solid", "dashed", "dotted", "dotdash", "dotdotdash")


def place(identity: str) -> int:
    """Where the search for a colour of this identity begins: the same on every machine."""
    digest = blake2b(identity.encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest) % len(COLORS)


def assign(identities: Iterable[str]) -> dict[str, str]:
    """A colour for each identity, all different as long as the palette lasts.

    Each takes the colour of its own hash unless an earlier one has it, so identities that are added at
    the end change nothing.
    """
    colors: dict[str, str] = {}
    used = [0] * len(COLORS)
    for identity in dict.fromkeys(identities):
        start = place(identity)
        turns = [(start + step) % len(COLORS) for step in range(len(COLORS))]
        chosen = min(turns, key=used.__getitem__)
        used[chosen] += 1
        colors[identity] = COLORS[chosen]
    return colors


def dashes(colors: Sequence[str]) -> tuple[Dash, ...]:
    """A dash for each of some curves: the first of a colour is solid, the next of the same colour dashed, …"""
    seen: dict[str, int] = {}
    result: list[Dash] = []
    for color in colors:
        rank = seen.get(color, 0)
        seen[color] = rank + 1
        result.append(DASHES[rank % len(DASHES)])
    return tuple(result)
