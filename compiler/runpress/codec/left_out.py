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


def lacking_and_written(panels: Sequence[Json]) -> tuple[int, int]:
    """How many such options panels lack, and how many are there as the package writes them.

    Each that lacks is a word in documents of the package's dialect, each other one in documents of the editor's.
    """
    lacking, written, options = 0, 0, _usual()
    for panel in map(as_object, panels):
        config, kind = panel.get("config"), panel.get("viewType")
        usual = options.get(kind) if isinstance(kind, str) else None
        if not usual or not isinstance(config, dict):
            continue
        for key, value in usual.items():
            if key not in config:
                lacking += 1
            elif same(config[key], value):
                written += 1
    return lacking, written


@cache
def _usual() -> Mapping[str, Mapping[str, Json]]:
    """What the package writes of these options, by type of panel."""
    return {model.view_type: _written_by_package(model) for model in PANELS.values() if model.left_to_server}


def _written_by_package(model: type[Panel]) -> dict[str, Json]:
    written = encode_node(model(), PRIMITIVES, Encoding())
    return {each.wire: written[each.wire] for each in declared_fields(model) if each.name in model.left_to_server}
