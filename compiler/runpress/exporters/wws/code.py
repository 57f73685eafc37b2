"""Python code as a tree, and the tree as text: laid out as the usual formatters lay it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from runpress.codec.json_text import Json
from runpress.frozen import frozen

WIDTH = 88
_INDENT = "    "
_FEW_LINES = 2


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
class Mapped:
    """A dictionary."""

    items: tuple[tuple[Code, Code], ...]


@frozen
class Noted:
    """Code with comments above it; without code only the comments."""

    notes: tuple[str, ...]
    code: Code | None = None


Code: TypeAlias = Raw | Call | Listed | Mapped | Noted


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
        escaped = text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
        escaped = f'{escaped[:-1]}\\"' if escaped.endswith('"') else escaped
        return f'"""\\\n{escaped}"""'
    shown = repr(text)
    if shown[0] == "'" and '"' not in shown:
        return f'"{shown[1:-1]}"'
    return shown if shown[0] == '"' or '\\"' not in shown else f'"{shown[1:-1]}"'


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


_Item: TypeAlias = tuple[str, "Code"]


def _items(code: Code) -> Iterable[_Item]:
    match code:
        case Call(arguments=arguments):
            return [(f"{name}=" if name else "", value) for name, value in arguments]
        case Listed(items=items):
            return [("", item) for item in items]
        case Mapped(items=pairs):
            return [(f"{render(key)}: ", value) for key, value in pairs]
        case _:
            return []


def _lines(item: _Item, indent: int) -> list[str]:
    prefix, code = item
    space = _INDENT * indent
    notes = [f"{space}# {note}" for note in code.notes] if isinstance(code, Noted) else []
    if isinstance(code, Noted) and code.code is None:
        return notes
    text = render(code, indent=indent, column=len(space) + len(prefix))
    return [*notes, f"{space}{prefix}{text},"]


def _brackets(code: Code) -> tuple[str, str]:
    if isinstance(code, Call):
        return f"{code.function}(", ")"
    return ("[", "]") if isinstance(code, Listed) else ("{", "}")


def _flat(code: Code) -> str | None:
    """The expression in one line; None if it has comments or texts of several lines."""
    if isinstance(code, Noted):
        return None
    if isinstance(code, Raw):
        return None if "\n" in code.text else code.text
    parts: list[str] = []
    for prefix, inner in _items(code):
        text = _flat(inner)
        if text is None:
            return None
        parts.append(f"{prefix}{text}")
    begin, end = _brackets(code)
    return f"{begin}{', '.join(parts)}{end}"


def names_in(text: str, modules: Sequence[str]) -> list[str]:
    """Those of the modules that code uses."""
    return [name for name in modules if f"{name}." in text]


def _is_plain(text: str) -> bool:
    return text.isprintable()
