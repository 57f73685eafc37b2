"""Ends of lines: Markdown has line feeds only, W&B keeps whatever a text had that was handed to it.

    crlf                       carriage returns before all line feeds, as on Windows
    cr                         carriage returns in the place of all line feeds
    [1, 3]                     carriage returns at the end of these lines
    {cr: [2, 3], crlf: [1]}    carriage returns in the place of these line feeds, and before those

The third is for files that several systems wrote, the fourth for what programs with progress bars print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from runpress.codec.json_text import Json

LINE_ENDS = "$line_ends"
_CRLF = "crlf"
_CR = "cr"
_BREAKS = {_CRLF: "\r\n", _CR: "\r"}
_BREAK = re.compile(r"\r\n?|\n")


def without_returns(text: str) -> str:
    """The text with line feeds alone: without the carriage returns at the ends of its lines."""
    return text.replace("\r\n", "\n").removesuffix("\r").replace("\r", "\n") if "\r" in text else text


def line_ends(stored: str, said: str) -> Json | None:
    """How the lines of a stored text end, if that is all in which it differs."""
    if "\r" not in stored or without_returns(stored) != said:
        return None
    body = stored.removesuffix("\r")
    breaks = _BREAK.findall(body)
    found = {word: [at for at, one in enumerate(breaks, 1) if one == sign] for word, sign in _BREAKS.items()}
    if body != stored:
        found[_CRLF].append(len(breaks) + 1)
    every = list(range(1, len(breaks) + 1))
    for word, lines in found.items():
        if lines == every and not any(found[other] for other in found if other != word):
            return word
    return found if found[_CR] and found[_CRLF] else {_CR: found[_CR]} if found[_CR] else found[_CRLF]


def is_line_ends(extra: Json) -> bool:
    """Whether an object says how the lines of a text end."""
    if extra.keys() != {LINE_ENDS}:
        return False
    ends = extra[LINE_ENDS]
    if isinstance(ends, Mapping):
        return bool(ends) and ends.keys() <= _BREAKS.keys() and all(map(_is_list, ends.values()))
    return _is_list(ends) or (isinstance(ends, str) and ends in _BREAKS)


def with_line_ends(said: str, ends: Json) -> str:
    """The text whose lines end so."""
    if isinstance(ends, str):
        return said.replace("\n", _BREAKS[ends])
    *lines, last = said.split("\n")
    breaks = {at: _BREAKS[word] for word, those in _by_word(ends) for at in those if isinstance(at, int)}
    begun = "".join(line + breaks.get(at, "\n") for at, line in enumerate(lines, 1))
    return begun + last + breaks.get(len(lines) + 1, "").removesuffix("\n")


def _by_word(ends: Json) -> Iterable[tuple[str, Iterable[Json]]]:
    return ends.items() if isinstance(ends, Mapping) else [(_CRLF, ends)]


def _is_list(value: Json) -> bool:
    return isinstance(value, list | tuple)
