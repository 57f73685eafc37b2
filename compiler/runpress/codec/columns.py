"""Columns of tables and legends as W&B names them: `run:displayName`, `config:lr.value`, `tags:__ALL__`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from runpress.codec import keys
from runpress.codec.fields import UNSET, Unset
from runpress.codec.json_text import Json
from runpress.codec.primitives.keys import Spelled
from runpress.model.columns import read_column
from runpress.model.keys import SECTIONS, TAGS, Key

ALLTAGS = "tags:__ALL__"


_SPELT = re.compile(f"(?:{'|'.join(SECTIONS)}):.")


def column(key: Key) -> str:
    """W&B's name of a column: `run:displayName`, `config:lr.value`, `tags:__ALL__`."""
    if key == TAGS:
        return ALLTAGS
    return f"summary:{key.path[0]}" if key.section == "metric" else keys.colon(key)


def read_column_name(name: str) -> Key | Unset:
    """The key of a column, if it is written as it was read."""
    key = TAGS if name == ALLTAGS else keys.read_colon(name)
    return key if key is not UNSET and column(key) == name else UNSET


def column_of_text(text: str) -> str:
    """W&B's name of a column that a document names; other text is taken for W&B's name."""
    try:
        value = read_column(text)
        return column(value if isinstance(value, Key) else Key.parse(value))
    except ValueError:
        return text


def text_of_column(name: str) -> str:
    """How a document names a column."""
    key = read_column_name(name)
    text = name if key is UNSET else str(key)
    return text if column_of_text(text) == name else name


def _read_texts(stored: Json) -> Any:
    is_known = isinstance(stored, list) and all(isinstance(name, str) for name in stored)
    return tuple(map(text_of_column, stored)) if is_known else UNSET


def _write_texts(texts: Iterable[str]) -> Json:
    # What is in W&B's spelling already is stored to the letter.
    return [text if _SPELT.match(text) else column_of_text(text) for text in texts]


COLUMN_TEXTS = Spelled(_write_texts, _read_texts)
"""Columns that documents hold as text, in either spelling."""
