"""Settings that panels inherit, of sections and of workspaces, and the sizes of a section's panels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from runpress.codec.fields import (
    PLAIN,
    UNSET,
    Declared,
    Decoding,
    Encoding,
    Plain,
    Primitive,
    declared_fields,
    decode_node,
    encode_node,
)
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_object
from runpress.codec.primitives.keys import METRIC, Spelled
from runpress.codec.residue import same
from runpress.model.front_matter import Dialect
from runpress.model.node import Node
from runpress.model.section import SectionLayoutSettings
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings

S = TypeVar("S", bound=Node)

BANK, OVERRIDES = "panel-bank", "panel-overrides"
_POINT_METHODS = {"bucketing": "bucketing-gorilla", "downsampling": "sampling"}
_NO_SMOOTHING = "none"
_PREFIXES = {"first": 1, "last": 2}
_LAYOUT_TYPES = {"standard": "flow", "custom": "grid"}


class Words(Primitive):
    """Words that W&B stores as others."""

    def __init__(self, words: Mapping[str, Json]) -> None:
        self.words = words

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """W&B's word; None is absent."""
        del scope
        value = getattr(node, declared.name)
        if value is not None:
            out[declared.wire] = self.words[value]

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Our word, if W&B's is known."""
        del scope
        value = stored.get(declared.wire)
        return next((ours for ours, theirs in self.words.items() if theirs == value and not _is_flag(value)), UNSET)


class Only(Primitive):
    """A switch of which W&B's Python package writes one position only, and reads the other one wrongly.

    The editor writes what somebody chose.
    """

    def __init__(self, *, position: bool) -> None:
        self.position = position

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write that position; the other is absent, unless the editor writes."""
        value = getattr(node, declared.name)
        if value is self.position or (value is not None and scope.dialect == "editor"):
            out[declared.wire] = value

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """That position, if it is stored; either where the editor wrote."""
        value = stored.get(declared.wire)
        is_said = value is self.position or (isinstance(value, bool) and scope.dialect == "editor")
        return value if is_said else UNSET


class OrAbsent(Plain):
    """A value whose absence says something of its own: None."""

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The value, or None."""
        del scope
        return stored.get(declared.wire)


class Active(Primitive):
    """Whether a group of settings counts: computed from them where nobody says it."""

    def __init__(self, computed: Callable[[Mapping[str, Json], Dialect], bool]) -> None:
        self.computed = computed

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write what is said, or else computed. The settings that it follows from come before it."""
        said = getattr(node, declared.name)
        out[declared.wire] = self.computed(out, scope.dialect) if said is None else said

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """What is stored, unless it follows from the rest."""
        value = stored.get(declared.wire)
        return value if isinstance(value, bool) and value != self.computed(stored, scope.dialect) else UNSET


class SmoothingKind(Primitive):
    """The type of smoothing. Nothing said is `none`, or what the weight means if there is one."""

    together = True
    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the type that counts."""
        del scope
        weighted = getattr(node, "smoothing_weight", 0)
        meant = getattr(node, "meant_by_weight", None) if weighted else None
        out[declared.wire] = getattr(node, declared.name) or meant or _NO_SMOOTHING

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The type, also `none` where there is a weight that would mean another one."""
        del scope
        value = stored.get(declared.wire)
        return UNSET if value == _NO_SMOOTHING and not stored.get("smoothingWeight") else value


class InnerNode(Primitive):
    """A node inside the node: an object of its own."""

    together = True

    def __init__(self, model: type[Node]) -> None:
        self.model = model

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the inner node."""
        out[declared.wire] = encode_settings(getattr(node, declared.name), scope)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The inner node, as far as there is one."""
        value = stored.get(declared.wire)
        return decode_settings(self.model, value, scope) if isinstance(value, dict) else UNSET


def _smooths(stored: Mapping[str, Json], dialect: Dialect) -> bool:
    """To the package a type counts even with no weight; grids have one by default."""
    has_type = stored.get("smoothingType", "none") != "none" and dialect == "sdk"
    return bool(has_type or stored.get("smoothingWeight", 0) != 0)


def _has_x_axis(stored: Mapping[str, Json], _dialect: Dialect) -> bool:
    return stored.get("xAxis", "_step") != "_step" or not {"xAxisMin", "xAxisMax"}.isdisjoint(stored)


PRIMITIVES: Mapping[str, Primitive] = {
    "metric": Spelled(METRIC.write, METRIC.read),
    "x-axis-active": Active(_has_x_axis),
    "smoothing-active": Active(_smooths),
    "smoothing-type": SmoothingKind(),
    "or-absent": OrAbsent(),
    "point-method": Words(_POINT_METHODS),
    "if-true": Only(position=True),
    "if-false": Only(position=False),
    BANK: PLAIN,
    "panel-bank-prefix": Words(_PREFIXES),
    OVERRIDES: PLAIN,
    "layout-type": Words(_LAYOUT_TYPES),
    "flow": InnerNode(SectionLayoutSettings),
    "settings": InnerNode(SectionPanelSettings),
}


def encode_settings(settings: Node, scope: Encoding) -> dict[str, Json]:
    """Settings as one object."""
    if not settings.model_fields_set:
        return unset_settings(type(settings), scope.dialect)
    return encode_node(settings, PRIMITIVES, scope)


def unset_settings(model: type[Node], dialect: Dialect) -> dict[str, Json]:
    """What settings that say nothing are stored as: every grid has two of them."""
    return dict(_unset(model, dialect))


@cache
def _unset(model: type[Node], dialect: Dialect) -> dict[str, Json]:
    return encode_node(model(), PRIMITIVES, Encoding(dialect=dialect))


def decode_settings(model: type[S], stored: Mapping[str, Json], scope: Decoding) -> S:
    """What a stored object says; what it leaves at the default stays unsaid."""
    if same(stored, _unset(model, scope.dialect)):
        return model()
    return decode_node(model, stored, PRIMITIVES, scope)


def workspace_parts(
    settings: WorkspaceSettings, dialect: Dialect
) -> tuple[dict[str, Json], dict[str, Json], dict[str, Json]]:
    """The settings of a workspace as the three objects that hold them: settings, panel bank's settings, overrides."""
    written = encode_settings(settings, Encoding(dialect=dialect))
    bank, overrides = _keys_of(BANK), _keys_of(OVERRIDES)
    return (
        {key: value for key, value in written.items() if key not in bank | overrides},
        {key: value for key, value in written.items() if key in bank},
        {key: value for key, value in written.items() if key in overrides},
    )


def workspace_settings(settings: Json, bank: Json, scope: Decoding) -> WorkspaceSettings:
    """The settings that a workspace's section and its panel bank say."""
    stored: dict[str, Json] = {}
    bank_keys, override_keys = _keys_of(BANK), _keys_of(OVERRIDES)
    for holder, keys in ((bank, override_keys), (as_object(bank).get("settings"), bank_keys)):
        stored |= {key: value for key, value in as_object(holder).items() if key in keys}
    stored |= {key: value for key, value in as_object(settings).items() if key not in bank_keys | override_keys}
    return decode_settings(WorkspaceSettings, stored, scope)


def _keys_of(place: str) -> frozenset[str]:
    fields = declared_fields(WorkspaceSettings)
    return frozenset(declared.wire for declared in fields if declared.encoding.startswith(place))


def _is_flag(value: Json) -> bool:
    """1 is no word where `true` is stored, although Python takes them for equal."""
    return isinstance(value, bool)
