"""Strategies for one change of a view: what an author, or somebody on the server, may do to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from runpress.model.blocks import Block, PanelGrid, Paragraph
from runpress.model.text import Text
from runpress.model.view import Report, Section, Workspace
from runpress.passes.context import PassContext
from runpress.passes.layout import place_grids
from runpress.source import SourceFile
from support.model_panels import model_panels
from support.views import leaves

Edited = tuple[Any, str, str]
"""The view with one change, what kind of change it is, and of what: both as `Change` says them."""
SENTENCES = st.sampled_from(
    ["Quite another sentence, with seven new words.", "The learning rate mattered most of all."]
)


@st.composite
def edited_reports(draw: st.DrawFn, report: Report) -> Edited:
    """A report with one change."""
    blocks = list(report.blocks)
    grids = [at for at, block in enumerate(blocks) if isinstance(block, PanelGrid)]
    prose = [at for at, block in enumerate(blocks) if not isinstance(block, PanelGrid)]
    kinds = ["add", "title"]
    kinds += ["remove", "replace"] if prose else []
    kinds += ["move"] if len(prose) > 1 else []
    kinds += ["panel", "panel-added", "panel-removed", "runset", "grid"] if grids else []
    kind = draw(st.sampled_from(kinds))
    if kind == "title":
        return (
            replace(report, front=report.front.model_copy(update={"title": f"{report.front.title} II"})),
            "front",
            "title",
        )
    if kind == "add":
        block = Paragraph(children=(Text(draw(SENTENCES)),))
        at = draw(st.integers(0, len(blocks)))
        return _with(report, [*blocks[:at], block, *blocks[at:]]), "added", "paragraph"
    if kind in ("remove", "replace", "move"):
        at = draw(st.sampled_from(prose))
        block = blocks.pop(at)
        if kind == "remove":
            return _with(report, blocks), "removed", block.kind
        if kind == "replace":
            return _with(report, [*blocks[:at], draw(leaves()), *blocks[at:]]), "any", ""
        to = draw(st.integers(0, len(blocks)))
        return _with(report, [*blocks[:to], block, *blocks[to:]]), "moved", block.kind
    at = draw(st.sampled_from(grids))
    grid, verb, what = draw(edited_grids(blocks[at], kind))
    return _with(report, [*blocks[:at], grid, *blocks[at + 1 :]]), verb, what


@st.composite
def edited_grids(draw: st.DrawFn, grid: PanelGrid, kind: str) -> tuple[PanelGrid, str, str]:
    """A grid with one change."""
    panels = list(grid.panels)
    at = draw(st.integers(0, len(panels) - 1)) if panels else 0
    if kind == "panel" and panels:
        title = f"{panels[at].title or ''} once more"
        panels[at] = panels[at].model_copy(update={"title": title})
        return replace(grid, panels=tuple(panels)), "changed", "panel"
    if kind == "panel-removed" and len(panels) > 1:
        del panels[at]
        return replace(grid, panels=tuple(panels), layouts=()), "removed", "panel"
    if kind == "runset":
        runsets = list(grid.runsets)
        runsets[0] = runsets[0].model_copy(update={"query": f"{runsets[0].query} more"})
        return replace(grid, runsets=tuple(runsets)), "changed", "run set"
    if kind == "grid":
        options = grid.options.model_copy(update={"hide_run_sets": not grid.options.hide_run_sets})
        return replace(grid, options=options), "changed", "grid"
    panel = draw(model_panels())
    panels.insert(at, panel.model_copy(update={"title": "A panel that is new here"}))
    return replace(grid, panels=tuple(panels), layouts=()), "added", "panel"


@st.composite
def edited_workspaces(draw: st.DrawFn, view: Workspace) -> Edited:
    """A workspace with one change."""
    sections = list(view.sections)
    kinds = ["runset", "section-added", *(["section-removed", "renamed", "options"] if sections else [])]
    kind = draw(st.sampled_from(kinds))
    if kind == "runset":
        runset = view.runset.model_copy(update={"query": f"{view.runset.query} more"})
        return replace(view, runset=runset), "changed", "run set"
    if kind == "section-added":
        grid = PanelGrid(runsets=(view.runset,))
        return replace(view, sections=(*sections, Section(name="Quite new", grid=grid))), "added", "section"
    at = draw(st.integers(0, len(sections) - 1))
    if kind == "section-removed":
        del sections[at]
        return replace(view, sections=tuple(sections)), "removed", "section"
    if kind == "renamed":
        sections[at] = replace(sections[at], name=f"{sections[at].name} and more")
        return replace(view, sections=tuple(sections)), "any", "section"
    options = sections[at].options
    sections[at] = replace(sections[at], options=options.model_copy(update={"is_open": not options.is_open}))
    return replace(view, sections=tuple(sections)), "changed", "section"


def _with(report: Report, blocks: list[Block]) -> Report:
    return replace(report, blocks=place_grids(tuple(blocks), PassContext(SourceFile("", ""))))
