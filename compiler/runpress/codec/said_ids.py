"""The ids that a view says itself, which no made one may be: that of a copy is made of the same content."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.model.blocks import PanelGrid
from runpress.model.view import Report, Workspace
from runpress.passes.walk import walk


def said_ids(view: Report | Workspace) -> frozenset[str]:
    """The ids of panels, run sets and sections that a view says."""
    return frozenset(id_ for id_ in _ids(view) if id_)


def _ids(view: Report | Workspace) -> Iterator[str | None]:
    if isinstance(view, Workspace):
        yield view.runset.id
        for section in view.sections:
            yield section.options.id
            yield from (panel.id for panel in section.grid.panels)
        return
    for block in walk(view.blocks):
        if isinstance(block, PanelGrid):
            yield from (runset.id for runset in block.runsets)
            yield from (panel.id for panel in block.panels)
