"""From declared fields to JSON keys and back: the one machine for everything that has options.

A field with a `wire` key and no `encoding` is stored as it is: None means that the key is absent.
Any other field names a primitive. `encode_node` and `decode_node` know nothing of panels or run sets.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import Any, Final, NamedTuple, TypeVar

from pydantic import ValidationError

from runpress.codec.ids import Ids
from runpress.codec.json_text import Json
from runpress.codec.oddities import Oddity
from runpress.codec.residue import Residue, amended, residue, same
from runpress.codec.unsayable import sayable
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.front_matter import Dialect
from runpress.model.node import Node

N = TypeVar("N", bound=Node)


class Unset(Enum):
    """The stored object does not say the field, or in a way that the field cannot say."""

    UNSET = auto()


UNSET: Final = Unset.UNSET
_LISTS = (tuple, list)
_SCALARS = frozenset({str, int, bool})
"""Values that are stored as they are."""
_EXACT = 2**53
"""Whole numbers below this are exact as floats."""


@dataclass(slots=True)
class Encoding:
    """What encoding one view shares: ids, what W&B cannot hold, and how blocks are written as Markdown."""

    ids: Ids = field(default_factory=Ids)
    findings: list[Diagnostic] = field(default_factory=list)
    markdown: Callable[[Block], str] = lambda _: ""
    project: str | None = None
    """`entity/project` of the view, to which bare run ids belong."""
    dialect: Dialect = "sdk"
    """Whose habits the spec follows, where W&B's Python package and its editor differ."""
    has_raw_keys: bool = False
    """Whether a part of the view is said in W&B's own words, among them perhaps such as options have, too."""
    is_bare: bool = False
    """Whether what nodes keep beside their fields is left out: then only what fields say is there."""


@dataclass(slots=True)
class Decoding:
    """What decoding one view shares: what is odd in it, by JSON path, and how Markdown is read and written."""

    findings: list[Oddity] = field(default_factory=list)
    repeated: frozenset[str] = frozenset()
    """Ids of panels, sections or run sets that occur more than once (`repeated_ids`); all others are made anew."""
    parse: Callable[[str], tuple[Block, ...]] = lambda _: ()
    markdown: Callable[[Block], str] = lambda _: ""
    project: str | None = None
    """`entity/project` of the view, to which bare run ids belong."""
    dialect: Dialect = "sdk"
    """Whose habits the spec follows, where W&B's Python package and its editor differ."""


@frozen
class Declared:
    """A field as it was declared."""

    name: str
    wire: str
    encoding: str


class Primitive(ABC):
    """How one kind of value is stored."""

    together: bool = False
    """Whether several fields make one key: then only the whole is compared."""
    writes_once: bool = False
    """Whether the first of the fields that name one key writes it for all of them."""
    skips_none: bool = False
    """Whether None writes nothing."""
    needs_key: bool = False
    """Whether there is nothing to read where the key is absent."""
    reads_nothing: bool = False
    """Whether the fields are read elsewhere."""

    @abstractmethod
    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the field's keys into `out`."""

    @abstractmethod
    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The field's value as the model holds it, or `UNSET`."""


class Plain(Primitive):
    """Stored as it is."""

    skips_none = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the value; None is absent."""
        del scope
        value = getattr(node, declared.name)
        if value is not None:
            out[declared.wire] = plain(value)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The value itself."""
        del scope
        value = stored.get(declared.wire)
        return UNSET if value is None else held(value)


PLAIN = Plain()
NO_PRIMITIVES: Final[Mapping[str, Primitive]] = {}
"""For nodes all of whose fields are stored as they are."""


def plain(value: Any) -> Json:
    """A model's value as JSON: tuples become lists, nodes objects of their declared keys."""
    if type(value) in _SCALARS:
        return value
    if isinstance(value, float):
        return number(value)
    if isinstance(value, _LISTS):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def tupled(value: Json) -> Any:
    """JSON as a model holds it: lists become tuples."""
    if isinstance(value, list):
        return tuple(tupled(item) for item in value)
    return {key: tupled(item) for key, item in value.items()} if isinstance(value, dict) else value


def held(value: Json) -> Any:
    """JSON as an option of a model holds it: also the numbers in it are as `plain` writes them."""
    return tupled(plain(value))


def number(value: float) -> float:
    """A number as people write it: 1 for 1.0."""
    return int(value) if value.is_integer() and abs(value) < _EXACT else value


@cache
def declared_fields(model: type[Node]) -> tuple[Declared, ...]:
    """The fields of a model that W&B stores, in their order."""
    found: list[Declared] = []
    for name, info in model.model_fields.items():
        extra = info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}
        wire, encoding = str(extra.get("x-wire", "")), str(extra.get("x-encoding", ""))
        if wire or encoding:
            found.append(Declared(name, wire, encoding))
    return tuple(found)


def encode_node(node: Node, primitives: Mapping[str, Primitive], scope: Encoding) -> dict[str, Json]:
    """The declared fields of a node as JSON keys, before `extra` and `omit`."""
    out: dict[str, Json] = {}
    values = node.__dict__
    for name, declared, encode, skips_none, _ in _steps(node, primitives):
        value = values[name]
        if value is None and skips_none:
            continue
        if encode is not None:
            encode(node, declared, out, scope)
        else:
            out[declared.wire] = value if type(value) in _SCALARS else plain(value)
    return out


class _Step(NamedTuple):
    """What encoding a field takes, looked up once a model: panels have dozens of fields, most of them unset."""

    name: str
    declared: Declared
    encode: Callable[[Node, Declared, dict[str, Json], Encoding], None] | None
    """None where the value is stored as it is."""
    skips_none: bool
    is_silent: bool
    """Whether it writes nothing for nodes that do not say the field."""


_STEPS: dict[tuple[type[Node], int, frozenset[str]], tuple[Mapping[str, Primitive], tuple[_Step, ...]]] = {}
"""By model, table of primitives, and the fields that a node says. The table is kept, so that its identity stays its own."""
_MOST_KNOWN = 2000
"""Sets of fields: documents have few."""


def _steps(node: Node, primitives: Mapping[str, Primitive]) -> tuple[_Step, ...]:
    place = type(node), id(primitives), frozenset(node.model_fields_set)
    known = _STEPS.get(place)
    if known is None:
        if len(_STEPS) >= _MOST_KNOWN:
            _STEPS.clear()
        steps = (step for step in _all_steps(type(node), primitives) if not step.is_silent or step.name in place[2])
        known = _STEPS[place] = primitives, tuple(steps)
    return known[1]


def _all_steps(model: type[Node], primitives: Mapping[str, Primitive]) -> Iterable[_Step]:
    steps: dict[str, _Step] = {}
    for declared in declared_fields(model):
        default = model.model_fields[declared.name].default
        steps.setdefault(_place(declared, primitives), _step(declared, _primitive(declared, primitives), default))
    return steps.values()


def _place(declared: Declared, primitives: Mapping[str, Primitive]) -> str:
    """A field, or the key that it makes together with others: that is written once, where the first of them stands."""
    return f"{declared.wire}/" if _primitive(declared, primitives).writes_once else declared.name


def _step(declared: Declared, primitive: Primitive, default: Any) -> _Step:
    encode = None if primitive is PLAIN else primitive.encode
    return _Step(declared.name, declared, encode, primitive.skips_none, primitive.skips_none and default is None)


def decode_node(
    model: type[N],
    stored: Mapping[str, Json],
    primitives: Mapping[str, Primitive],
    scope: Decoding,
    *,
    values: Mapping[str, Any] | None = None,
) -> N:
    """The node that says as much of a stored object as it can; `values` are fields that are known otherwise."""
    readings = _readings(model, primitives)
    found = dict(values or {})
    for wire, value in stored.items():
        if value is not None and wire in readings.plain:
            found.setdefault(readings.plain[wire], value if type(value) in _SCALARS else held(value))
    for name, declared, decode, needs_key in readings.others:
        if (needs_key and declared.wire not in stored) or name in found:
            continue
        value = decode(stored, declared, scope)
        if value is not UNSET:
            found[name] = value
    defaults = readings.defaults
    found = {name: value for name, value in found.items() if not _goes_without_saying(value, defaults[name])}
    node = built(model, found)
    faulty = node.unwritable()
    if faulty:
        node = built(model, {name: value for name, value in found.items() if name not in faulty})
    return _without_what_goes_without_saying(_without_what_differs(node, stored, primitives))


def _goes_without_saying(value: Any, default: Any) -> bool:
    """Whether a value is the default, so that nothing need be said, read or checked."""
    return type(value) is type(default) and bool(value == default)


class _Readings(NamedTuple):
    """What decoding a node takes, looked up once a model."""

    plain: Mapping[str, str]
    """Fields that are stored as they are, by wire key."""
    others: tuple[tuple[str, Declared, Callable[[Mapping[str, Json], Declared, Decoding], Any], bool], ...]
    """All other fields with their primitives, and whether these have nothing to read where the key is absent."""
    defaults: Mapping[str, Any]
    """Of all fields; `UNSET` for those that must be looked at more closely."""
    alone: Mapping[str, tuple[Declared, Primitive]]
    """Fields that make their keys by themselves, so that each can be compared."""


_READINGS: dict[tuple[type[Node], int], tuple[Mapping[str, Primitive], _Readings]] = {}
"""By model and table of primitives, as `_STEPS` are."""


def _readings(model: type[Node], primitives: Mapping[str, Primitive]) -> _Readings:
    known = _READINGS.get((model, id(primitives)))
    if known is None:
        plain: dict[str, str] = {}
        others = []
        alone: dict[str, tuple[Declared, Primitive]] = {}
        for declared in declared_fields(model):
            primitive = _primitive(declared, primitives)
            if not primitive.together:
                alone[declared.name] = declared, primitive
            if primitive is PLAIN and declared.wire not in plain:
                plain[declared.wire] = declared.name
            elif not primitive.reads_nothing:
                others.append((declared.name, declared, primitive.decode, primitive.needs_key))
        defaults = {name: _plain_default(info.default) for name, info in model.model_fields.items()}
        known = _READINGS[model, id(primitives)] = primitives, _Readings(plain, tuple(others), defaults, alone)
    return known[1]


def _plain_default(default: Any) -> Any:
    """A default, if nothing of another type is equal to it."""
    items = default if isinstance(default, tuple | list) else default.values() if isinstance(default, dict) else ()
    return UNSET if any(type(item) in (int, float, bool) for item in items) else default


def built(model: type[N], values: Mapping[str, Any]) -> N:
    """A node of these values; those that the model refuses are left out, for `extra` to keep."""
    kept = dict(sayable(values))
    while True:
        try:
            return model.model_validate(kept)
        except ValidationError as refused:
            faulty = {str(error["loc"][0]) for error in refused.errors() if error["loc"]} & kept.keys()
            if not faulty:
                raise
            kept = {name: value for name, value in kept.items() if name not in faulty}


def _without_what_differs(node: N, stored: Mapping[str, Json], primitives: Mapping[str, Primitive]) -> N:
    """The node without fields that would be stored otherwise than they were."""
    wrong: list[str] = []
    said, held = node.model_fields_set, node.__dict__
    alone = _readings(type(node), primitives).alone
    for name in said & alone.keys():
        declared, primitive = alone[name]
        if primitive is PLAIN and _is_held(held[name], stored.get(declared.wire)):
            continue
        out: dict[str, Json] = {}
        primitive.encode(node, declared, out, Encoding())
        if not all(key in stored and same(stored[key], value) for key, value in out.items()):
            wrong.append(name)
    if not wrong:
        return node
    return built(type(node), {name: held[name] for name in said if name not in wrong})


def _is_held(value: Any, stored: Json) -> bool:
    """Whether a node holds the very scalar that is stored."""
    kind = type(value)
    return (kind in _SCALARS or kind is float) and kind is type(stored) and bool(value == stored)


def _without_what_goes_without_saying(node: N) -> N:
    """The node without fields that say what their default says: documents leave them out, unless they need them."""
    fields, held = type(node).model_fields, node.__dict__
    said = {name for name in node.model_fields_set if not _is_default(held[name], fields[name].default)}
    for group in node.needs:
        if said.isdisjoint(group):
            said.add(group[0])
    return node if said == node.model_fields_set else node.saying(said)


def _is_default(value: Any, default: Any) -> bool:
    return isinstance(value, bool) is isinstance(default, bool) and bool(value == default)


def difference(stored: Mapping[str, Json], said: dict[str, Json]) -> Residue:
    """What the node must keep beside its fields."""
    left = residue(stored, said)
    return Residue(tupled(left.extra), left.omit) if left else left


def parts_of(left: Residue, inner: str) -> dict[str, Any]:
    """A difference as options: `extra` for what stands inside this key, `beside` for all else, and `omit`."""
    beside = dict(left.extra)
    parts: dict[str, Any] = {"omit": left.omit} if left.omit else {}
    if isinstance(beside.get(inner), dict):
        parts["extra"] = beside.pop(inner)
    if beside:
        parts["beside"] = beside
    return parts


def with_residue(
    out: dict[str, Json], extra: Mapping[str, Json] | None, omit: tuple[str, ...], scope: Encoding
) -> dict[str, Json]:
    """Encoded keys with what the node keeps beside its fields."""
    if scope.is_bare or not (extra or omit):
        return out
    scope.has_raw_keys = True
    return amended(out, Residue(extra or {}, omit))


def _primitive(declared: Declared, primitives: Mapping[str, Primitive]) -> Primitive:
    return primitives[declared.encoding] if declared.encoding else PLAIN
