"""Columns of a table of runs: keys, also in W&B's spelling (`summary:val_acc`, `config:lr.value`)."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from runpress.model.attributes import attribute_of_wire
from runpress.model.keys import SECTIONS, TAGS, Key, config_path
from runpress.model.values import Listed, Read, RunKey

_ALL_TAGS = "tags:__ALL__"


def read_column(value: Any) -> Any:
    """The key of a column in W&B's spelling; everything else is left for `RunKey`."""
    if not isinstance(value, str):
        return value
    if value == _ALL_TAGS:
        return TAGS
    section, found, name = value.partition(":")
    if not found or section not in SECTIONS or not name:
        return value
    if section == "run":
        attribute = attribute_of_wire(name)
        return Key("run", (attribute.name,)) if attribute else f"run.{name}"
    if section == "config":
        return Key("config", config_path(name))
    return Key(section, tuple(name.split(".")) if section == "summary" else (name,))


ColumnKey: TypeAlias = Annotated[RunKey, Read(read_column)]
ColumnKeys: TypeAlias = Annotated[tuple[ColumnKey, ...], Listed()]
