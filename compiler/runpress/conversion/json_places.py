"""Where the values of a JSON text stand: for findings, so only when there are some."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runpress.codec.oddities import JsonPath
from runpress.source import SourceFile, Span

_TOKENS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}:,]|[^\s\[\]{}:,"]+', re.DOTALL)
MOST_CHARACTERS = 5_000_000
"""In a longer text a finding has its path alone."""


def place_values(source: SourceFile, paths: Iterable[JsonPath]) -> dict[JsonPath, Span]:
    """The place of each value that the text has; the nearest holder's for the others."""
    wanted = {path[:end] for path in paths for end in range(len(path) + 1)}
    found: dict[JsonPath, Span] = {(): source.span(0)}
    if len(source.text) <= MOST_CHARACTERS:
        found |= _found(source, wanted)
    return {path: _nearest(found, path) for path in wanted}


def _nearest(found: dict[JsonPath, Span], path: JsonPath) -> Span:
    return next(found[path[:end]] for end in range(len(path), -1, -1) if path[:end] in found)


def _found(source: SourceFile, wanted: set[JsonPath]) -> dict[JsonPath, Span]:
    """One pass over the tokens. A holder is placed at its bracket."""
    found: dict[JsonPath, Span] = {}
    deepest = max(map(len, wanted))
    path: list[str | int] = []
    expects_key: list[bool] = []
    pending = ""
    for token in _TOKENS.finditer(source.text):
        kind = token.group()[0]
        if kind == ",":
            _advance(path, expects_key)
        elif kind in "]}":
            if expects_key:
                expects_key.pop()
                path.pop()
        elif kind == ":":
            path[-1] = _unescaped(pending)
        elif kind == '"' and expects_key and expects_key[-1]:
            pending, expects_key[-1] = token.group(), False
        else:
            # What is nested deeper than all that is wanted costs nothing for each of its levels.
            if len(path) <= deepest and (here := tuple(path)) in wanted:
                found[here] = source.span(*token.span())
            if kind in "[{":
                path.append(0 if kind == "[" else "")
                expects_key.append(kind == "{")
    return found


def _advance(path: list[str | int], expects_key: list[bool]) -> None:
    if path and isinstance(path[-1], int):
        path[-1] += 1
    elif expects_key:
        expects_key[-1] = True


def _unescaped(literal: str) -> str:
    import json

    try:
        return str(json.loads(literal))
    except ValueError:
        return literal[1:-1]
