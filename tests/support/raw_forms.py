"""How much of a document is raw: JSON of blocks, and panels of type `raw`."""

from __future__ import annotations

import re

_RAW_BLOCK = re.compile(r"^(?P<fence>`{3,})wandb-block\n.*?^(?P=fence)$", re.MULTILINE | re.DOTALL)
_RAW_PANEL = re.compile(r"^(?P<fence>`{3,})panel\n(?=[^`]*?^type: raw$).*?^(?P=fence)$", re.MULTILINE | re.DOTALL)


def raw_bytes(document: str) -> int:
    """The bytes of all raw forms."""
    return sum(len(match.group().encode()) for form in (_RAW_BLOCK, _RAW_PANEL) for match in form.finditer(document))
