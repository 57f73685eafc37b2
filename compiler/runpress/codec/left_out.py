"""Options of panels that W&B's editor leaves out where nobody chose, and that its Python package writes all the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from runpress.codec.fields import Encoding, declared_fields, encode_node
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_object
from runpress.codec.panels import PRIMITIVES
from runpress.codec.residue import same
from runpress.model.panels import PANELS
from runpress.model.panels.base import Panel


def lacking(panels: Sequence[Json]) -> int:
    """How many such options panels lack: each is a word in documents of the package's dialect."""
    return sum(key not in config for config, key, _ in _options(panels))


def written(panels: Sequence[Json]) -> int:
    """How many are there as the package writes them: each is a word in documents of the editor's dialect."""
    return sum(key in config and same(config[key], usual) for config, key, usual in _options(panels))


def _options(panels: Sequence[Json]) -> list[tuple[Mapping[str, Json], str, Json]]:
    found: list[tuple[Mapping[str, Json], str, Json]] = []
    for panel in map(as_object, panels):
        config, kind = panel.get("config"), panel.get("viewType")
        usual = _usual().get(kind) if isinstance(kind, str) else None
        if usual and isinstance(config, dict):
            found += [(config, key, value) for key, value in usual.items()]
    return found


@cache
def _usual() -> Mapping[str, Mapping[str, Json]]:
    """What the package writes of these options, by type of panel."""
    return {model.view_type: _written_by_package(model) for model in PANELS.values() if model.left_to_server}


def _written_by_package(model: type[Panel]) -> dict[str, Json]:
    written = encode_node(model(), PRIMITIVES, Encoding())
    return {each.wire: written[each.wire] for each in declared_fields(model) if each.name in model.left_to_server}
