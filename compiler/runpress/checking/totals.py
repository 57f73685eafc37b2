"""How much was looked at, for the line that closes an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from runpress.diagnostics.render import Summary
from runpress.lint.walk import Outline
from runpress.model.blocks import PanelGrid
from runpress.model.view import Page, Report, Workspace


def totals(counts: Iterable[Mapping[str, int]], *, seconds: float) -> Summary:
    """The sum of what `count_view` counted, a mapping a document."""
    counted: Counter[str] = Counter()
    for count in counts:
        counted.update(count, files=1)
    return Summary(
        files=counted["files"],
        reports=counted["reports"],
        workspaces=counted["workspaces"],
        pages=counted["pages"],
        panels=counted["panels"],
        runsets=counted["runsets"],
        seconds=seconds,
    )


def count_view(outline: Outline) -> dict[str, int]:
    """A document by its kind, its panels, and its run sets by name."""
    view = outline.view
    kind = {Report: "reports", Workspace: "workspaces", Page: "pages"}[type(view)]
    grids = [block for block in outline.blocks if isinstance(block, PanelGrid)]
    written = {runset.name for grid in grids for runset in grid.runsets if runset.span is not None}
    if isinstance(view, Workspace) and view.runset.span is not None:
        written.add(view.runset.name)
    return {kind: 1, "panels": sum(len(grid.panels) for grid in grids), "runsets": len(written)}
