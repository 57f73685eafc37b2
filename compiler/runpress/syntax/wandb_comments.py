"""Comments that hold what Markdown has no form for, so that views of W&B come back as they were.

Inside text:

    <!-- wandb -->                                   two leaves meet here
    <!-- wandb {"type": "mention", "id": 3} -->      an element, as W&B stores it
    <!-- wandb {"inlineComment_a": {}} -->…<!-- /wandb -->   text with further keys

Above a block: `<!-- extra: {level: 2}, omit: [children/0/language], dialect: editor -->`, a YAML mapping without
its brackets, over one line or several. Any other comment is its author's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from runpress.frozen import frozen
from runpress.model.blocks.base import Dialect
from runpress.model.text import is_element

_INLINE = re.compile(r"<!--[ \t\n]*+(/?)wandb(?:[ \t\n]++(.*?))?[ \t\n]*+-->\Z", re.DOTALL)
_EXTRAS = re.compile(r"[ \t\n]*+(?:extra|omit|dialect)[ \t]*+:[ \t\n]")
STARTS_INLINE = re.compile(r"<!--[ \t\n]*+/?wandb(?=[ \t\n])")
"""What a comment inside text begins with; at the beginning of a line it begins a paragraph."""


@frozen
class InlineComment:
    """A comment of this language inside text: what it opens, what it is, or that it closes."""

    is_close: bool = False
    is_boundary: bool = False
    value: Any = None

    @property
    def opens(self) -> bool:
        """Whether text with further keys begins here."""
        return not self.is_close and not self.is_boundary and not is_element(self.value)


@frozen
class Extras:
    """What the comment above a block says."""

    extra: Mapping[str, Any] | None = None
    omit: tuple[str, ...] = ()
    dialect: Dialect | None = None


def read_inline_comment(comment: str) -> InlineComment | None:
    """What a comment inside text says to us; None if it is its author's."""
    match = _INLINE.match(comment)
    if match is None:
        return None
    if match[1]:
        return None if match[2] else InlineComment(is_close=True)
    if not match[2]:
        return InlineComment(is_boundary=True)
    try:
        return InlineComment(value=json.loads(match[2]))
    except (ValueError, RecursionError):
        return None


def may_be_extras(body: str) -> bool:
    """Whether the text of a comment begins as keys for a block do."""
    return _EXTRAS.match(body) is not None


def extras_of(value: object) -> Extras | None:
    """The keys for a block that a mapping says; None if it says anything else."""
    if not isinstance(value, dict) or not value or value.keys() - {"extra", "omit", "dialect"}:
        return None
    extra, omit, dialect = value.get("extra"), value.get("omit", []), value.get("dialect")
    listed = [omit] if isinstance(omit, str) else omit
    if not isinstance(extra, dict | None) or not isinstance(listed, list) or dialect not in (None, "sdk", "editor"):
        return None
    return Extras(extra, tuple(listed), dialect) if all(isinstance(path, str) for path in listed) else None
