"""Python code as a tree, and the tree as text: laid out as the usual formatters lay it out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from runpress.codec.json_text import Json
from runpress.frozen import frozen

WIDTH = 88
_INDENT = "    "
_FEW_LINES = 2
_ENDS = re.compile(r'"{3,}|"+\Z')
"""Quotes that would end a text of several lines."""


@frozen
class Raw:
    """An expression as text."""

    text: str


@frozen
class Call:
    """A call; arguments without a name come first."""

    function: str
    arguments: tuple[tuple[str, Code], ...] = ()


@frozen
class Listed:
    """A list."""

    items: tuple[Code, ...]


@frozen
class Tupled:
    """A tuple."""

    items: tuple[Code, ...]


@frozen
class Mapped:
    """A dictionary."""

    items: tuple[tuple[Code, Code], ...]


@frozen
class Noted:
    """Code with comments above it; without code only the comments."""

    notes: tuple[str, ...]
    code: Code | None = None


Code: TypeAlias = Raw | Call | Listed | Tupled | Mapped | Noted


def call(function: str, *positional: Code, **named: Code | None) -> Call:
    """A call; arguments that are None are left out."""
    arguments = [("", code) for code in positional]
    return Call(function, (*arguments, *((name, code) for name, code in named.items() if code is not None)))


def literal(value: Json) -> Code:
    """A JSON value as Python code."""
    if isinstance(value, str):
        return Raw(text_literal(value))
    if isinstance(value, list | tuple):
        return Listed(tuple(map(literal, value)))
    if isinstance(value, dict):
        return Mapped(tuple((literal(key), literal(inner)) for key, inner in value.items()))
    return Raw(repr(value))


def text_literal(text: str) -> str:
    """A text between double quotes where that needs no more escapes; several lines as lines."""
    if text.count("\n") >= _FEW_LINES and _is_plain(text.replace("\n", "")):
        escaped = _ENDS.sub(lambda quotes: '\\"' * len(quotes.group()), text.replace("\\", "\\\\"))
        return f'"""\\\n{escaped}"""'
    body = "".join(letter if letter in "\"'" else repr(letter)[1:-1] for letter in text)
    quote = "'" if body.count('"') > body.count("'") else '"'
    return f"{quote}{body.replace(quote, f'{chr(92)}{quote}')}{quote}"


def statement(target: str, code: Code) -> str:
    """An assignment."""
    return f"{target} = {render(code, column=len(target) + 3)}\n"


def render(code: Code, *, indent: int = 0, column: int = 0) -> str:
    """The text of an expression that begins in `column`; its own lines have this indentation."""
    if isinstance(code, Raw):
        return code.text
    if isinstance(code, Noted):
        return render(code.code, indent=indent, column=column) if code.code is not None else ""
    flat = _flat(code)
    # One more for the comma or bracket behind it.
    if flat is not None and column + len(flat) < WIDTH:
        return flat
    begin, end = _brackets(code)
    lines = [line for item in _items(code) for line in _lines(item, indent + 1)]
    if not lines:
        return f"{begin}{end}"
    return "\n".join([begin, *lines, f"{_INDENT * indent}{end}"])


_Item: TypeAlias = "tuple[Code | None, str, Code]"
"""A key or nothing, what stands between it and the value, and the value."""


def _items(code: Code) -> Iterable[_Item]:
    match code:
        case Call(arguments=arguments):
            return [(None, f"{name}=" if name else "", value) for name, value in arguments]
        case Listed(items=items) | Tupled(items=items):
            return [(None, "", item) for item in items]
        case Mapped(items=pairs):
            return [(key, ": ", value) for key, value in pairs]
        case _:
            return []


def _lines(item: _Item, indent: int) -> list[str]:
    key, between, code = item
    space = _INDENT * indent
    prefix = between
    if key is not None:
        rest = len(_flat(code) or "") + len(between)
        prefix = render(key, indent=indent, column=len(space) + rest) + between
    notes = [f"{space}# {note}" for note in code.notes] if isinstance(code, Noted) else []
    if isinstance(code, Noted) and code.code is None:
        return notes
    text = render(code, indent=indent, column=len(space) + len(prefix.rpartition("\n")[2]))
    return [*notes, f"{space}{prefix}{text},"]


def _brackets(code: Code) -> tuple[str, str]:
    if isinstance(code, Call):
        return f"{code.function}(", ")"
    if isinstance(code, Tupled):
        return "(", ")"
    return ("[", "]") if isinstance(code, Listed) else ("{", "}")


def _flat(code: Code) -> str | None:
    """The expression in one line; None if it has comments or texts of several lines."""
    if isinstance(code, Noted):
        return None
    if isinstance(code, Raw):
        return None if "\n" in code.text else code.text
    parts: list[str] = []
    for key, between, inner in _items(code):
        text, name = _flat(inner), "" if key is None else _flat(key)
        if text is None or name is None:
            return None
        parts.append(f"{name}{between}{text}")
    begin, end = _brackets(code)
    comma = "," if isinstance(code, Tupled) and len(parts) == 1 else ""
    return f"{begin}{', '.join(parts)}{comma}{end}"


def names_in(text: str, modules: Sequence[str]) -> list[str]:
    """Those of the modules that code uses."""
    return [name for name in modules if f"{name}." in text]


def _is_plain(text: str) -> bool:
    return text.isprintable()
