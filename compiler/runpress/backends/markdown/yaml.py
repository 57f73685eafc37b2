"""YAML as it is written in fences and front matter: the YAML 1.2 core subset that `syntax.yaml` reads.

Block style; lists and mappings that fit into a line are flow; text with line breaks is a `|` block. A word
is quoted only where it would be read as something else.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from runpress.syntax.yaml_scalars import plain_value

WIDTH = 100
"""No line with a flow collection is longer."""
_INDENT = "  "
_SCALARS = frozenset({str, bool, int, float, type(None)})
_LISTS = (list, tuple)
_COLLECTIONS = (dict, *_LISTS, Mapping)
_LONGEST_KEY = 1000
"""libyaml reads no longer key without `? `."""
_CHARACTERS = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_ONE_LINE = re.compile(f"[{_CHARACTERS}]*\\Z")
_LINES = re.compile(f"[\t\n{_CHARACTERS}]*\\Z")
_WORDS = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./ -]*[A-Za-z0-9_])?\Z")
"""What nearly all text is: nothing in it means anything to YAML."""
_NOT_FIRST = re.compile(r"[\s,\[\]{}#&*!|>'\"%@`?:]|-(?:[\s,\[\]{}]|\Z)|---|\.\.\.")
"""What a plain scalar cannot begin with."""
_CUT = re.compile(r":(?:\s|\Z)|\s#|\s\Z")
"""What ends a plain scalar, or falls off its end."""
_CUT_IN_FLOW = re.compile(r":(?:[\s,\[\]{}?]|\Z)|\s#|\s\Z|[,\[\]{}]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def mapping_lines(mapping: Mapping[str, Any]) -> list[str]:
    """The lines of a mapping in block style."""
    return [line for key, value in mapping.items() for line in entry_lines(key, value)]


def entry_lines(key: str, value: Any, *, indent: int = 0) -> list[str]:
    """The lines of one entry of a mapping, which stands behind `indent` columns."""
    name = key_text(key)
    if len(name) <= _LONGEST_KEY:
        return _after(f"{name}:", value, indent)
    return [f"? {name}", *_after(":", value, indent)]


def _after(head: str, value: Any, indent: int) -> list[str]:
    """A value behind its key, or below it."""
    if isinstance(value, str):
        if "\n" in value and (literal := _literal(value)):
            return [f"{head} {literal[0]}", *literal[1:]]
        return [f"{head} {text(value)}"]
    if not _is_collection(value):
        return [f"{head} {scalar(value)}"]
    short = flow(value, WIDTH - indent - len(head) - 1)
    if short is not None:
        return [f"{head} {short}"]
    inner = _collection(value, indent + len(_INDENT))
    return [head, *(f"{_INDENT}{line}" if line else line for line in inner)]


def _is_collection(value: Any) -> bool:
    return type(value) not in _SCALARS and isinstance(value, _COLLECTIONS)


def _collection(value: Any, indent: int) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in entry_lines(key, item, indent=indent)]
    lines: list[str] = []
    for item in value:
        first, *rest = _item(item, indent + len(_INDENT))
        lines.append(f"- {first}")
        lines += (f"{_INDENT}{line}" if line else line for line in rest)
    return lines


def _item(value: Any, indent: int) -> list[str]:
    if isinstance(value, str):
        literal = _literal(value) if "\n" in value else None
        # Its lines stand two columns behind the dash, and the list indents them already.
        return [literal[0], *(line[len(_INDENT) :] for line in literal[1:])] if literal else [text(value)]
    if not _is_collection(value):
        return [scalar(value)]
    short = flow(value, WIDTH - indent)
    return [short] if short is not None else _collection(value, indent)


def flow(value: Any, room: int) -> str | None:
    """A value on one line; None if that takes more than `room` columns, or it holds line breaks."""
    if isinstance(value, str):
        written = text(value, in_flow=True)
        return written if len(written) <= room and "\n" not in value else None
    if isinstance(value, _LISTS):
        return _flow_list(value, room)
    if _is_collection(value):
        return _flow_mapping(value, room)
    written = scalar(value)
    return written if len(written) <= room else None


def _flow_mapping(value: Mapping[str, Any], room: int) -> str | None:
    parts: list[str] = []
    room -= 2
    for key, item in value.items():
        name = key_text(key, in_flow=True)
        written = flow(item, room - len(name) - 2) if len(name) <= room else None
        if written is None:
            return None
        parts.append(f"{name}: {written}")
        room -= len(parts[-1]) + 2
    return f"{{{', '.join(parts)}}}"


def _flow_list(value: list[Any] | tuple[Any, ...], room: int) -> str | None:
    parts: list[str] = []
    room -= 2
    for item in value:
        written = flow(item, room)
        if written is None:
            return None
        parts.append(written)
        room -= len(written) + 2
    return f"[{', '.join(parts)}]"


def scalar(value: Any) -> str:
    """A scalar that is no text."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else _UNBOUNDED[str(value)]
    # Whatever else: text that stands for it, such as a subtree of JSON that was too deep to be looked into.
    return text(str(getattr(value, "text", value)))


_UNBOUNDED = {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}


def text(value: str, *, in_flow: bool = False) -> str:
    """Text on one line: plain where it is read as itself, else in quotes."""
    is_plain = _WORDS.match(value) or _is_plain(value, in_flow=in_flow)
    return value if is_plain and isinstance(plain_value(value), str) else _quoted(value)


def key_text(key: str, *, in_flow: bool = False) -> str:
    """A key: always text, so that `null` and `1` need no quotes."""
    return key if _WORDS.match(key) or (_is_plain(key, in_flow=in_flow) and key != "<<") else _quoted(key)


def _is_plain(value: str, *, in_flow: bool) -> bool:
    if not value or _NOT_FIRST.match(value) or not _ONE_LINE.match(value):
        return False
    return not (_CUT_IN_FLOW if in_flow else _CUT).search(value)


def _quoted(value: str) -> str:
    if ('"' in value or "\\" in value) and _ONE_LINE.match(value):
        return "'" + value.replace("'", "''") + "'"
    return f'"{"".join(map(_escaped, value))}"'


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if _ONE_LINE.match(char):
        return char
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - YAML's escapes


def _literal(value: str) -> list[str] | None:
    """A `|` block; None where its end or its characters would not come back."""
    body = value.rstrip("\n")
    if not body or body[-1] in " \t" or not _LINES.match(value):
        return None
    ends = len(value) - len(body)
    lines = body.split("\n")
    # Without a number, the first line with text says how far the block is indented.
    number = "2" if body[0] in " \t\n" else ""
    chomp = "-" if not ends else "" if ends == 1 else "+"
    return [
        f"|{number}{chomp}",
        *(f"{_INDENT}{line}" if line else "" for line in lines),
        *([""] * (ends - 1)),
    ]


def flow_lines(value: Any, *, room: int) -> list[str]:
    """A flow collection over as many lines as it takes, for places where block style cannot stand."""
    if isinstance(value, str):
        return [text(value, in_flow=True)]
    short = flow(value, room)
    if short is not None or not value or not _is_collection(value):
        return [short if short is not None else scalar(value)]
    opening, closing = ("{", "}") if isinstance(value, Mapping) else ("[", "]")
    pairs = value.items() if isinstance(value, Mapping) else ((None, item) for item in value)
    lines = [opening]
    for key, item in pairs:
        inner = flow_lines(item, room=room - 2)
        if key is not None:
            name = key_text(key, in_flow=True)
            head = [f"{name}: "] if len(name) <= _LONGEST_KEY else [f"? {name}", ": "]
            inner = [*head[:-1], f"{head[-1]}{inner[0]}", *inner[1:]]
        inner[-1] += ","
        lines += (f"{_INDENT}{line}" for line in inner)
    return [*lines, closing]
