"""Ends of lines: Markdown has line feeds only, W&B keeps whatever a text had that was handed to it."""

from __future__ import annotations

from runpress.codec.json_text import Json

LINE_ENDS = "$line_ends"
_CRLF = "crlf"


def without_returns(text: str) -> str:
    """The text without the carriage returns at the ends of its lines."""
    return text.replace("\r\n", "\n").removesuffix("\r") if "\r" in text else text


def line_ends(stored: str, said: str) -> Json | None:
    """How the lines of a stored text end, if that is all in which it differs: `crlf`, or the lines with a carriage return."""
    if "\r" not in stored or without_returns(stored) != said:
        return None
    lines = stored.split("\n")
    returned = [number for number, line in enumerate(lines, 1) if line.endswith("\r")]
    return _CRLF if returned == list(range(1, len(lines))) else returned


def is_line_ends(extra: Json) -> bool:
    """Whether an object says how the lines of a text end."""
    return bool(extra.keys() == {LINE_ENDS}) and (
        extra[LINE_ENDS] == _CRLF or isinstance(extra[LINE_ENDS], list | tuple)
    )


def with_line_ends(said: str, ends: Json) -> str:
    """The text whose lines end so."""
    if ends == _CRLF:
        return said.replace("\n", "\r\n")
    lines = said.split("\n")
    return "\n".join(f"{line}\r" if number in ends else line for number, line in enumerate(lines, 1))
