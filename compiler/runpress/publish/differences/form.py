"""How W&B keeps what is the same in two views: keys that its copy lacks, and whose habits its text follows."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.model.node import Node
from runpress.model.view import Workspace
from runpress.publish.differences.items import Item
from runpress.publish.differences.names import panel_name
from runpress.publish.differences.options import form_edits
from runpress.publish.differences.panels import Panels, match_runsets
from runpress.publish.differences.reports import Reports
from runpress.publish.differences.values import Edit


def report_form(both: Reports) -> Iterator[Edit]:
    """What differs in the blocks, grids, run sets and panels of two reports."""
    for old, new in both.pairs:
        yield from _block_form(both.old[old], both.new[new])
    yield from _panels_form(both.panels)


def _panels_form(panels: Panels) -> Iterator[Edit]:
    """What differs in grids or sections, and what is in them."""
    for old, new in sorted(panels.homes.items()):
        one, other = panels.old_homes[old].grid, panels.new_homes[new].grid
        yield from form_edits(one.options, other.options, name="grid")
        for before, after in match_runsets(one.runsets, other.runsets):
            yield from _named(one.runsets[before], other.runsets[after], one.runsets[before].name)
    for before, after in panels.pairs:
        panel = panels.old[before].panel
        yield from _named(panel, panels.new[after].panel, panel_name(panel) or "panel")


def workspace_form(old: Workspace, new: Workspace) -> Iterator[Edit]:
    """What differs in the sections and the run set of two workspaces, by their order."""
    yield from form_edits(old.runset, new.runset, name=old.runset.name)
    for one, other in zip(old.sections, new.sections, strict=False):
        yield from form_edits(one.options, other.options, name=one.name)


def _named(old: Node, new: Node, name: str) -> Iterator[Edit]:
    yield from form_edits(old, new, name=name)


def _block_form(old: Item, new: Item) -> Iterator[Edit]:
    for field, before, after in (
        ("omit", list(old.block.omit), list(new.block.omit)),
        ("dialect", old.block.dialect, new.block.dialect),
    ):
        if before != after:
            yield Edit(name=f"{old.kind}.{field}", verb="changed", before=before, after=after)
