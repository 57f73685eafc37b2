"""Primitive for the axes of parallel coordinates: a list of objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive, decode_node, encode_node
from runpress.codec.json_text import Json
from runpress.codec.keys import colon
from runpress.codec.primitives.keys import COLON_KEY
from runpress.codec.unsayable import is_unsayable
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels.parallel_coordinates import ParallelColumn

_COLUMN = {"colon-key": COLON_KEY}
_OLD_CONFIG = "c::"


class ParallelColumns(Primitive):
    """The axes, each with its key; very old panels have only keys, under `dimensions`, and `c::lr` for `config.lr`."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the list, empty or not."""
        out[declared.wire] = [encode_node(column, _COLUMN, scope) for column in getattr(node, declared.name)]

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Read the list if each item has a key."""
        columns = stored.get(declared.wire)
        if columns is None and isinstance(stored.get("dimensions"), list):
            columns = [{"accessor": name} for name in stored["dimensions"]]
        if not isinstance(columns, list):
            return UNSET
        found = [_column(item, scope) for item in columns]
        return UNSET if UNSET in found else tuple(found)


def _column(item: Json, scope: Decoding) -> Any:
    accessor = item.get("accessor") if isinstance(item, dict) else None
    if isinstance(accessor, str):
        accessor = _today(accessor)
    key = COLON_KEY.read(accessor)
    return (
        UNSET
        if key is UNSET or is_unsayable(key)
        else decode_node(ParallelColumn, {**item, "accessor": accessor}, _COLUMN, scope, values={"metric": key})
    )


def _today(accessor: str) -> str:
    """The name of an axis as W&B writes it today."""
    path = accessor.removeprefix(_OLD_CONFIG).split(".")
    return accessor if not accessor.startswith(_OLD_CONFIG) or "" in path else colon(Key("config", tuple(path)))
