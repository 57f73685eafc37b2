"""Options as authors write them: in canonical order, in short forms where there are some.

A node's own declaration says all: field types how a value is written, `shorts` what stands for several fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, TypeAlias, Union, get_args, get_origin

from runpress.backends.markdown.yaml import WIDTH
from runpress.frozen import frozen
from runpress.model.filters.printer import print_filter_in_lines
from runpress.model.front_matter import Defaults
from runpress.model.keys import Key
from runpress.model.node import Node, canonical_order
from runpress.model.shorts import ShortForm
from runpress.model.values import KeyType, Listed, Read


@frozen
class Style:
    """How options are written."""

    expand: bool = False
    """Whether they have their long forms."""
    keep: frozenset[str] | None = frozenset()
    """Options that are written though they say what is meant anyway; None: all, in nodes inside nodes too."""
    says: frozenset[str] = frozenset()
    """Options that are written whatever they are, because the document would mean something else without."""
    drop: frozenset[str] = frozenset()
    """Options that are not written, because the document means them without."""
    is_source: bool = False
    """Whether the options that a node says are those that an author wrote."""


SHORT = Style()
Write: TypeAlias = Callable[[Any, Style], Any]
"""From a value to what YAML holds."""

_SCALARS = (str, bool, int, float)
_LARGEST_PLAIN = 10**15


def options_of(node: Node, style: Style = SHORT, *, drop: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The options that a node says, but for those that say what is meant anyway and those in `drop`."""
    values = _values(node, style, drop)
    return values if style.expand else _shortened(node, values)


def _values(node: Node, style: Style, drop: frozenset[str]) -> dict[str, Any]:
    model = type(node)
    fields = _fields(model)
    always = model.always | (style.keep or frozenset()) | style.says
    names = fields.keys() if model.is_whole else (node.model_fields_set | always) & fields.keys()
    says_all = model.is_whole or style.keep is None
    held, values = node.__dict__, dict[str, Any]()
    for name in sorted(names - drop - style.drop, key=lambda name: fields[name].place):
        value, field = held[name], fields[name]
        if says_all or name in always or type(value) is not type(field.default) or value != field.default:
            values[name] = field.write(value, style)
    return values


class _Field(NamedTuple):
    """What writing a field takes, looked up once a model."""

    place: int
    """Among the fields in canonical order."""
    default: Any
    write: Write


@cache
def _fields(model: type[Node]) -> dict[str, _Field]:
    fields = model.model_fields
    return {
        name: _Field(place, fields[name].default, _writer(model, name))
        for place, name in enumerate(canonical_order(model))
    }


@cache
def _short_forms(model: type[Node]) -> tuple[tuple[ShortForm, tuple[str, ...]], ...]:
    return tuple((short, tuple(short.fields)) for short in model.shorts)


@cache
def _fields_with_shorts(model: type[Node]) -> frozenset[str]:
    return frozenset(name for short in model.shorts for name in short.fields)


def _shortened(node: Node, values: dict[str, Any]) -> dict[str, Any]:
    """The options with short forms in the place of the first field that each stands for."""
    if values.keys().isdisjoint(_fields_with_shorts(type(node))):
        return values
    for short, fields in _short_forms(type(node)):
        if values.keys().isdisjoint(fields):
            continue
        said = {name: values[name] for name in fields if name in values}
        value = short.contract(said)
        if value is None:
            continue
        out: dict[str, Any] = {}
        for name, old in values.items():
            if name not in said:
                out[name] = old
            elif short.key not in out:
                out[short.key] = value
        values = out
    return values


def _writer(model: type[Node], name: str) -> Write:
    info = model.model_fields[name]
    return _writer_of(info.annotation, tuple(info.metadata))


def _writer_of(annotation: Any, metadata: tuple[Any, ...]) -> Write:
    for each in metadata:
        if isinstance(each, KeyType):
            return lambda value, _style: each.written(value)
    write = _writer_of_type(annotation)
    for each in metadata:
        if isinstance(each, Read):
            write = _with_short(each, write)
        elif isinstance(each, Listed):
            write = _bare(write)
    return write


def _with_short(read: Read, write: Write) -> Write:
    def written(value: Any, style: Style) -> Any:
        short = None if style.expand else read.write(value)
        return write(value, style) if short is None else short

    return written


def _bare(write: Write) -> Write:
    def written(value: Any, style: Style) -> Any:
        items = write(value, style)
        is_bare = not style.expand and isinstance(items, list) and len(items) == 1
        return items[0] if is_bare and not isinstance(items[0], list | NoneType) else items

    return written


def _writer_of_type(annotation: Any) -> Write:  # noqa: PLR0911 - one a kind of type
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _writer_of(arguments[0], arguments[1:])
    if origin in (Union, UnionType):
        return _writer_of_union([each for each in arguments if each is not NoneType])
    if origin is tuple:
        items = [_writer_of_type(each) for each in arguments if each is not Ellipsis]
        if len(arguments) == 2 and arguments[1] is Ellipsis:  # noqa: PLR2004 - `tuple[X, ...]`
            return lambda value, style: [items[0](item, style) for item in value]
        return lambda value, style: [write(item, style) for write, item in zip(items, value, strict=True)]
    if origin is dict:
        inner = _writer_of_type(arguments[1])
        return lambda value, style: {key: inner(item, style) for key, item in value.items()}
    if annotation is float:
        return lambda value, _style: _number(value)
    return _any


def _writer_of_union(arguments: list[Any]) -> Write:
    writers = [_writer_of_type(each) for each in arguments]
    if len(writers) == 1:
        return lambda value, style: None if value is None else writers[0](value, style)
    return _any


def _any(value: Any, style: Style) -> Any:
    """A value by what it is."""
    return value if value is None or type(value) in _SCALARS else _held(value, style)


def _held(value: Any, style: Style) -> Any:
    if isinstance(value, Node):
        is_kept = style.keep is None or (style.is_source and value.counts_when_said)
        keep: frozenset[str] | None = None if is_kept else frozenset()
        return options_of(value, Style(expand=style.expand, keep=keep, is_source=style.is_source))
    if isinstance(value, Key):
        return str(value)
    if isinstance(value, Defaults):
        return value.plain()
    if isinstance(value, tuple | list):
        return [_any(item, style) for item in value]
    if isinstance(value, Mapping):
        return {key: _any(item, style) for key, item in value.items()}
    is_filter = hasattr(value, "__dataclass_fields__") and not hasattr(value, "text")
    return print_filter_in_lines(value, WIDTH - len("filters: ")) if is_filter else value


def _number(value: Any) -> Any:
    """A number without a fraction is written without a point."""
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < _LARGEST_PLAIN
    return int(value) if is_whole else value
