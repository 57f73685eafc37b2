"""How much was looked at, for the line that closes an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from runpress.checking.documents import Checked
from runpress.diagnostics.render import Summary
from runpress.lint.walk import blocks_of
from runpress.model.blocks import PanelGrid
from runpress.model.view import Page, Report, View, Workspace


def totals(checked: Iterable[Checked], *, seconds: float) -> Summary:
    """Documents by kind, panels, and run sets by name."""
    counted: Counter[str] = Counter()
    for document in checked:
        counted["files"] += 1
        if document.view is not None:
            counted.update(_of_view(document.view))
    return Summary(
        files=counted["files"],
        reports=counted["reports"],
        workspaces=counted["workspaces"],
        pages=counted["pages"],
        panels=counted["panels"],
        runsets=counted["runsets"],
        seconds=seconds,
    )


def _of_view(view: View) -> dict[str, int]:
    kind = {Report: "reports", Workspace: "workspaces", Page: "pages"}[type(view)]
    grids = [block for block in blocks_of(view) if isinstance(block, PanelGrid)]
    written = {runset.name for grid in grids for runset in grid.runsets if runset.span is not None}
    if isinstance(view, Workspace) and view.runset.span is not None:
        written.add(view.runset.name)
    return {kind: 1, "panels": sum(len(grid.panels) for grid in grids), "runsets": len(written)}
