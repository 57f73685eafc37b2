"""From a panel to its figure: the module of its type draws, the author's title and alternative text win."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module
from typing import Protocol, cast

from runpress.data.protocol import Data, Query
from runpress.figures import reasons
from runpress.figures.author_colors import AuthorColors
from runpress.figures.figure import BarContent, Content, EmptyContent, Figure, LineContent, ScalarContent
from runpress.figures.revealing import all_hidden, all_shown, hidden_refs, joined, only_hidden, regrouped
from runpress.figures.selection import Selection
from runpress.figures.titles import title_of
from runpress.model.grid import GridOptions
from runpress.model.panels.base import Panel

FIGURES: Mapping[str, str] = {
    "line": "line",
    "scatter": "scatter",
    "bar": "bar",
    "scalar": "scalar",
    "parallel-coordinates": "parallel_coordinates",
    "parameter-importance": "parameter_importance",
    "run-comparer": "run_comparer",
    "run-table": "run_table",
    "media-browser": "media_browser",
    "markdown": "markdown",
    "code-comparer": "code_comparer",
    "custom-chart": "custom_chart",
    "summary-table": "weave",
    "artifact": "weave",
    "artifact-file": "weave",
    "weave": "weave",
    "raw": "raw",
}
"""The module of each panel type."""


OF_RUNS = frozenset(
    {"line", "scatter", "bar", "scalar", "parallel-coordinates", "run-comparer", "run-table", "media-browser"}
)
"""Types that show nothing where there are no runs."""
REVEALING = frozenset({"lines", "dots", "bars", "parallel", "scalar", "comparer", "media"})
"""Figures whose runs the page's script can show and hide."""


class Drawer(Protocol):
    """What the module of a panel type offers."""

    def queries(self, panel: Panel, selection: Selection) -> tuple[Query, ...]:
        """What the panel asks of the data."""

    def figure(self, panel: Panel, selection: Selection, data: Data) -> Figure:
        """What the panel shows."""


def draw(panel: Panel, selection: Selection, data: Data, *, grid: GridOptions | None = None) -> Figure:
    """The figure of a panel over the runs of its grid."""
    if grid is not None and grid.custom_run_colors:
        selection = _recolored(selection, grid.custom_run_colors)
    selection = _own(panel, selection)
    figure = _with_hidden(panel, _figure(panel, selection, data), selection, data)
    alt = figure.alt
    if isinstance(figure.content, EmptyContent):
        reason = figure.content.reason
        alt = alt or f"Nothing to show: {reason}"
    return replace(figure, title=title_of(panel), alt=panel.alt or alt)


def _figure(panel: Panel, selection: Selection, data: Data) -> Figure:
    """What the module of the panel's type draws, which need not be loaded to say that there are no runs."""
    if not selection.runs and panel.type in OF_RUNS:
        return Figure(reasons.no_runs(selection, data))
    return _drawer(panel).figure(panel, selection, data)


def queries(panel: Panel, selection: Selection) -> tuple[Query, ...]:
    """The queries that the panel asks, in a fixed order; a preview compares their fingerprints.

    Names of metrics that a regular expression chooses are known only with the data, so for those the
    query for all names stands in: its fingerprint changes with the same sources.
    """
    own = _drawer(panel).queries(panel, selection)
    if hidden_refs(selection):
        own = (*own, *_drawer(panel).queries(panel, only_hidden(selection)))
    return (
        own
        if not selection.runs
        else tuple(dict.fromkeys((*own, *reasons.keys_queries(selection.runs)) if own else ()))
    )


def _with_hidden(panel: Panel, figure: Figure, selection: Selection, data: Data) -> Figure:
    """The figure with the runs that the author hid, for readers to show."""
    hidden = hidden_refs(selection)
    if not hidden:
        return figure
    draw = _drawer(panel).figure
    if isinstance(figure.content, EmptyContent):
        whole = figure if selection.runs else draw(panel, all_shown(selection), data)
        return _all_hidden(figure.content, whole)
    if figure.content.kind not in REVEALING:
        return figure
    if _takes_together(panel, figure.content, selection):
        whole = draw(panel, all_shown(selection), data)
        return replace(figure, content=regrouped(figure.content, whole.content, hidden))
    return replace(figure, content=joined(figure.content, draw(panel, only_hidden(selection), data).content))


def _all_hidden(reason: EmptyContent, whole: Figure) -> Figure:
    """The figure of runs that are all hidden."""
    if whole.content.kind not in REVEALING:
        return Figure(reason)
    return Figure(all_hidden(whole.content), alt=f"Nothing to show: {reason.reason}")


def _takes_together(panel: Panel, content: Content, selection: Selection) -> bool:
    """Whether marks of the figure stand for several runs each."""
    if isinstance(content, ScalarContent) or (isinstance(content, BarContent) and content.plot != "bar"):
        return True
    if not isinstance(content, LineContent | BarContent):
        return False
    own = getattr(panel, "groupby", None)
    if own is None:
        return bool(getattr(panel, "aggregate", None)) or any(part.groups for part in selection.runsets)
    return bool(own != "none")


def _recolored(selection: Selection, colors: Mapping[str, str]) -> Selection:
    """The selection with the grid's own colours, which win over those of the run sets."""
    authored = AuthorColors(colors)
    parts = []
    for part in selection.runsets:
        runs = tuple(replace(run, color=authored.of_run(run.run, name=run.label) or run.color) for run in part.runs)
        by_ref = {run.ref: run for run in runs}
        groups = tuple(
            replace(
                group,
                color=authored.of_group(group.values) or group.color,
                members=tuple(by_ref[member.ref] for member in group.members),
            )
            for group in part.groups
        )
        parts.append(replace(part, runs=runs, groups=groups))
    return Selection(tuple(parts))


def _own(panel: Panel, selection: Selection) -> Selection:
    """The run sets that the panel names, where it names some; all of its grid otherwise."""
    if not panel.runset:
        return selection
    parts = tuple(part for part in selection.runsets if part.runset.name in panel.runset)
    return Selection(parts) if parts else selection


def _drawer(panel: Panel) -> Drawer:
    # Imported on first use: a page of prose loads no figure.
    return cast("Drawer", import_module(f"runpress.figures.{FIGURES[panel.type]}"))
