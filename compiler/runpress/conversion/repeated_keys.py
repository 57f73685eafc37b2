"""Keys that stand twice in one object of a JSON text: every reader of JSON takes the last, so that the first is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from runpress.codec.json_text import Json
from runpress.codec.oddities import JsonPath, Oddity
from runpress.diagnostics.codes import stored as codes

_TEXTS = re.compile(r'"(?:[^"\\]|\\.)*"(\s*:)?', re.DOTALL)
_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]', re.DOTALL)


def repeated_keys(text: str, objects: Sequence[Mapping[str, Json]], path: JsonPath = ()) -> list[Oddity]:
    """Each key that stands twice in the text of a value, which stands at `path` and holds these objects.

    Keys are counted first, which is quick: texts that are read as they are hold as many as their value.
    """
    read = sum(map(len, objects))
    if read == text.count('":') or read == sum(1 for found in _TEXTS.finditer(text) if found.group(1)):
        return []
    message = "this key stands twice in one object; the last one is read, and the others are lost"
    return [Oddity(codes.ODD_VALUE, (*path, *at), message, "keep the one that is meant") for at in _repeated(text)]


def _repeated(text: str) -> Iterator[JsonPath]:
    """The paths of keys that were there before, in one pass over the tokens."""
    path: list[str | int] = []
    known: list[set[str] | None] = []
    pending = ""
    for token in _TOKENS.finditer(text):
        kind = token.group()[0]
        if kind == '"':
            pending = token.group()
        elif kind in "[{":
            path.append(0 if kind == "[" else "")
            known.append(None if kind == "[" else set())
        elif kind in "]}":
            path.pop()
            known.pop()
        elif kind == "," and isinstance(path[-1], int):
            path[-1] += 1
        elif kind == ":" and (keys := known[-1]) is not None:
            path[-1] = key = json.loads(pending, strict=False)
            if key in keys:
                yield tuple(path)
            keys.add(key)
