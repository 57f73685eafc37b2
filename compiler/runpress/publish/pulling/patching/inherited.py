"""Views that say all that the defaults of a document would otherwise say for them."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from runpress.directives.expand import short_forms
from runpress.model.blocks import PanelGrid
from runpress.model.front_matter import Defaults
from runpress.model.node import Node
from runpress.model.view import Report, Workspace
from runpress.passes.walk import replaced

N = TypeVar("N", bound=Node)


def explicit(view: Report | Workspace, defaults: Defaults) -> Report | Workspace:
    """The view, each node with the options that these defaults name, also where it says nothing else than usual."""
    if not defaults.entries:
        return view
    if isinstance(view, Workspace):
        sections = tuple(replace(each, grid=_grid(each.grid, defaults)) for each in view.sections)
        return replace(view, runset=_said(view.runset, defaults, "runset"), sections=sections)
    return replace(view, blocks=replaced(view.blocks, PanelGrid, lambda grid: _grid(grid, defaults)))


def _grid(grid: PanelGrid, defaults: Defaults) -> PanelGrid:
    return replace(
        grid,
        panels=tuple(_said(panel, defaults, panel.type, "panel") for panel in grid.panels),
        runsets=tuple(_said(runset, defaults, "runset") for runset in grid.runsets),
        options=_said(grid.options, defaults, "grid"),
    )


def _said(node: N, defaults: Defaults, *words: str) -> N:
    fields = {field for word in words for field in _fields(type(node), defaults, word)}
    unsaid = {name: getattr(node, name) for name in fields - node.model_fields_set}
    return node.model_copy(update=unsaid) if unsaid else node


def _fields(model: type[Node], defaults: Defaults, word: str) -> set[str]:
    """The options that the defaults of a word give to a node of this type."""
    located = defaults.entries.get(word)
    entries = located.entries if located else {}
    found: set[str] = set()
    for key, entry in entries.items():
        short = short_forms(model).get(key)
        fields = short.expand(entry) if short and entry.value.value is not None else (key,)
        found |= set(fields) if not isinstance(fields, str) else set()
    return found & set(model.model_fields)
