r"""Nested groups in one text, the outermost first: `cosine / 0.1`.

A value may hold the separator itself: `a \/ b / 0.1` is the group of `a / b` and, in it, of `0.1`. With one key there
is nothing to separate, and the text is the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATOR = " / "
_SLASH = re.compile(r"(?:(?<=^)|(?<= ))(\\*/)(?= |$)")
_ESCAPED = re.compile(r"(?:(?<=^)|(?<= ))\\(\\*/)(?= |$)")


def path_text(values: Iterable[str], keys: int) -> str:
    """The text of a group by so many keys, whose outermost values are these."""
    return _SEPARATOR.join(_SLASH.sub(r"\\\1", value) for value in values) if keys > 1 else "".join(values)


def path_of(text: str, keys: int) -> list[str]:
    """The values that a text names among groups by so many keys."""
    return [_ESCAPED.sub(r"\1", value) for value in text.split(_SEPARATOR)] if keys > 1 else [text]
