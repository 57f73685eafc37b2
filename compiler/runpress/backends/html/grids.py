"""Grids of panels: their runs selected, their figures drawn, each panel an element with a key."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Protocol

from runpress.backends.html.escape import Markup
from runpress.backends.html.figures import (
    Box,
    GridFrame,
    PanelFrame,
    Surroundings,
    panel_label,
    render_body,
    render_grid,
    render_panel,
)
from runpress.backends.html.keyed import Item, Keys
from runpress.backends.html.runsets import render_runsets
from runpress.data.protocol import Data
from runpress.figures.figure import Figure
from runpress.figures.selection import Selection
from runpress.figures.titles import title_of
from runpress.frozen import frozen
from runpress.model.blocks import PanelGrid
from runpress.model.layout import Layout
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.source import Span
from runpress.themes import Theme


@frozen
class PanelPlace:
    """A panel with what is needed to draw it later."""

    panel: Panel
    grid: PanelGrid
    default_project: str | None


class Bodies(Protocol):
    """How the bodies of panels come to the reader."""

    def src(self, place: PanelPlace, key: str) -> str:
        """The address that a panel's body is fetched from; empty where it stands in the page."""


class InPage:
    """Every body stands in the page."""

    def src(self, place: PanelPlace, key: str) -> str:  # noqa: ARG002 - the form of the protocol
        """Nowhere."""
        return ""


@dataclass(slots=True)
class Drawing:
    """What grids of one page are drawn with."""

    theme: Theme
    data: Data
    default_project: str | None = None
    bodies: Bodies = field(default_factory=InPage)
    surroundings: Surroundings = field(default_factory=Surroundings)
    has_lines: bool = False
    """Whether elements name their source lines, for "open in editor"."""
    overridden: frozenset[str] = frozenset()
    """The kinds of blocks that the theme draws itself."""


class Grids:
    """Draws the grids of one page; `made` holds the grids since it was last taken."""

    def __init__(self, drawing: Drawing, keys: Keys) -> None:
        self._drawing = drawing
        self._keys = keys
        self._made: list[Item] = []
        self._texts: dict[int, tuple[Runset, str]] = {}
        """Run sets and what they look like as text, by identity: neighbouring grids show the same ones."""

    def take(self) -> tuple[Item, ...]:
        """The grids that were drawn since the last time."""
        made, self._made = tuple(self._made), []
        return made

    def __call__(self, block: PanelGrid) -> Markup:
        """One grid as HTML."""
        item = self.item(block)
        self._made.append(item)
        return item.html

    def item(self, block: PanelGrid, *, within: str = "") -> Item:
        """One grid as an element with a key, its panels inside."""
        drawing = self._drawing
        block = _inheriting(block)
        slot = self._keys.slot("grid", within)
        selection = select_runs(block, drawing)
        panels = tuple(
            self._panel(panel, layout, block, selection, slot)
            for panel, layout in zip(block.panels, block.layouts, strict=True)
        )
        key = self._keys.key("grid", *(panel.key for panel in panels), repr(block.options), self._runs_text(selection))
        runsets = Markup("")
        if not within and not block.options.hide_run_sets and block.runsets:  # a workspace has its run list
            runsets = render_runsets(drawing.theme, selection, key=key, slot=slot, active=block.options.active_runset)
        line, last = lines_of(block.span)
        frame = GridFrame(key=key, slot=slot, line=line if drawing.has_lines else 0)
        html = render_grid(drawing.theme, frame, [panel.html for panel in panels], runsets=runsets)
        return Item(key, html, line, last, panels)

    def _runs_text(self, selection: Selection) -> str:
        """Which runs a selection shows, in which colours: what its table depends on, with the run sets themselves."""
        parts: list[str] = []
        for part in selection.runsets:
            runset = part.runset
            if id(runset) not in self._texts:
                self._texts[id(runset)] = (runset, repr(runset))
            runs = [(run.run, run.label, run.color, run.group) for run in part.runs]
            parts.append(f"({self._texts[id(runset)][1]}, {part.total!r}, {runs!r})")
        return f"[{', '.join(parts)}]"

    def _panel(self, panel: Panel, layout: Layout, block: PanelGrid, selection: Selection, slot: str) -> Item:
        drawing = self._drawing
        place = PanelPlace(panel, block, drawing.default_project)
        title, body, anchor = title_of(panel), None, ""
        if isinstance(drawing.bodies, InPage):
            # A link from elsewhere holds on when the data, and so the key, are others.
            anchor = self._keys.anchor(title or panel_label(panel))
            figure = draw(place, selection, drawing.data)
            title = figure.title or title
            body = render_body(drawing.theme, figure, drawing.surroundings)
            content: tuple[str, ...] = (title, str(body))
        else:
            # Runs are part of what a panel is: the same panel over other runs is another one.
            content = (
                repr(panel),
                repr(block.runsets),
                repr(block.options.custom_run_colors),
                drawing.default_project or "",
            )
        key = self._keys.key("panel", str(layout.x), str(layout.y), str(layout.w), str(layout.h), *content)
        line, last = lines_of(panel.span)
        frame = PanelFrame(
            key=key,
            slot=self._keys.slot("panel", slot),
            anchor=anchor,
            type=panel_label(panel),
            title=title or ("" if panel.type == "markdown" else panel_label(panel)),
            line=line if drawing.has_lines else 0,
            box=Box(layout.x, layout.y, layout.w, layout.h),
            src=drawing.bodies.src(place, key),
        )
        return Item(key, render_panel(drawing.theme, frame, body), line, last)


def _inheriting(block: PanelGrid) -> PanelGrid:
    """The grid, its panels with the settings of the grid where they have none."""
    settings = block.options.panel_settings
    if not settings.model_fields_set:
        return block
    from runpress.figures import inherit  # only where there is something to inherit

    return replace(block, panels=tuple(inherit(panel, section=settings) for panel in block.panels))


def select_runs(block: PanelGrid, drawing: Drawing) -> Selection:
    """The runs of a grid."""
    from runpress.figures.selecting import select

    return select(
        block.runsets,
        drawing.data,
        default_project=drawing.default_project,
        colors=block.options.custom_run_colors or {},
    )


def draw(place: PanelPlace, selection: Selection, data: Data) -> Figure:
    """The figure of a panel."""
    from runpress.figures import draw as draw_figure

    return draw_figure(place.panel, selection, data, grid=place.grid.options)


def lines_of(span: Span | None) -> tuple[int, int]:
    """The first and the last line of a place; 0 where there is none."""
    if span is None:
        return 0, 0
    return span.begin.line, span.source.position(max(span.start, span.end - 1)).line
