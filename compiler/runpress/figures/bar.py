"""Bar panel: one bar a run or group and metric; boxes and violins show how the runs of a group spread."""

from __future__ import annotations

import math
from collections.abc import Sequence

from runpress.data.protocol import Data, Query
from runpress.data.statistics.aggregation import aggregate, band
from runpress.data.statistics.distributions import box, density
from runpress.figures import legend, line_runs, palette, reasons, wording
from runpress.figures.author_colors import AuthorColors
from runpress.figures.figure import Axis, Bar, BarContent, EmptyContent, Figure
from runpress.figures.goals import goal_of
from runpress.figures.groups import group_names
from runpress.figures.line_runs import Shown
from runpress.figures.measures import Measure, measures_of
from runpress.figures.selection import Group, SelectedRun, Selection
from runpress.figures.values import scale_of
from runpress.frozen import frozen
from runpress.model.keys import Key
from runpress.model.panels.bar import BarPanel

MOST_BARS = 100


@frozen
class _Part:
    """What one bar stands for: a run, or a group."""

    label: str
    color: str
    runs: tuple[SelectedRun, ...]
    group: Group | None = None

    @property
    def id(self) -> str:
        return self.group.key if self.group is not None else self.runs[0].ref

    @property
    def names(self) -> tuple[str, ...]:
        """What an author may call it in `titles` and `colors`."""
        if self.group is not None:
            return (*group_names(self.group), self.group.label)
        return (self.runs[0].run.id, self.runs[0].label, self.runs[0].run.name)


def queries(panel: BarPanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their summary and config."""
    del panel, selection
    return ()


def figure(panel: BarPanel, selection: Selection, data: Data) -> Figure:
    """The bars, or why there are none."""
    runs = selection.runs
    if not runs:
        return Figure(reasons.no_runs(selection, data))
    measures = measures_of(panel.metrics, panel.custom_expressions)
    if isinstance(measures, EmptyContent):
        return Figure(measures)
    if not measures:
        return Figure(EmptyContent("the panel has no metric", hint="Name one: `metrics: val_loss`"))
    shown = line_runs.shown(panel, selection, limit=panel.max_runs_to_show, line_colors=panel.line_colors or {})
    parts = _parts(panel, shown)
    if panel.aggregate_metrics and len(measures) > 1:
        bars = [_bar(panel, part, measures) for part in parts]
    else:
        bars = [
            _bar(panel, part, [measure], place=at, count=len(measures))
            for part in parts
            for at, measure in enumerate(measures)
        ]
    there = [bar for bar in bars if bar.value is not None]
    if not there:
        return Figure(_why_empty(measures, shown.runs))
    most = panel.max_bars_to_show or MOST_BARS
    notes = (*shown.notes, *_notes(measures, shown, len(there), most))
    content = BarContent(
        value=_axis(panel, measures),
        category_label=_category_label(panel, shown),
        bars=tuple(there[:most]),
        plot=panel.plot_style or "bar",
        orientation="vertical" if panel.orientation == "v" else "horizontal",
        aggregate="mean" if panel.groupby_aggfunc in (None, "samples") else panel.groupby_aggfunc,
        area=panel.groupby_rangefunc or "none",
    )
    return Figure(content, alt=_alt(content, measures, shown), notes=notes)


def _parts(panel: BarPanel, shown: Shown) -> list[_Part]:
    if shown.groups:
        return [_Part(group.label, group.color, group.members, group) for group in shown.groups]
    if panel.plot_style in ("boxplot", "violin"):
        # A box of one run says nothing, so all runs are taken together.
        label = wording.count(len(shown.runs), "run")
        group = Group("all", label, palette.COLORS[palette.place("all")], (), shown.runs)
        return [_Part(label, group.color, shown.runs, group)]
    return [_Part(run.label, run.color, (run,)) for run in shown.runs]


def _bar(panel: BarPanel, part: _Part, measures: Sequence[Measure], *, place: int = 0, count: int = 1) -> Bar:
    metric = ", ".join(measure.label for measure in measures)
    found = [(run, measure.of(run)) for measure in measures for run in part.runs]
    pairs = [(run, value) for run, value in found if value is not None and math.isfinite(value)]
    values = [value for _, value in pairs]
    value = aggregate(panel.groupby_aggfunc or "mean", values)
    low, high = band(panel.groupby_rangefunc or "none", values) if len(values) > 1 else (math.nan, math.nan)
    is_spread = panel.plot_style in ("boxplot", "violin")
    spread = box(values) if is_spread else None
    return Bar(
        id=f"{part.id}:{metric}",
        label=_label(panel, part, metric, is_several=count > 1),
        color=_color(panel, part, metric, place=place, count=count),
        value=value if math.isfinite(value) else None,
        runs=tuple(dict.fromkeys(run.ref for run, _ in pairs)),
        group=part.group.key if part.group is not None else part.runs[0].group,
        metric=metric,
        low=low if math.isfinite(low) else None,
        high=high if math.isfinite(high) else None,
        quartiles=(spread.low, spread.first, spread.median, spread.third, spread.high) if spread else None,
        outliers=spread.outliers if spread else (),
        density=tuple(density(values)) if panel.plot_style == "violin" else (),
        values=tuple((run.ref, value) for run, value in pairs),
    )


def _label(panel: BarPanel, part: _Part, metric: str, *, is_several: bool) -> str:
    titles = panel.line_titles or {}
    for key in (*(f"{name}:{metric}" for name in part.names), *part.names, metric):
        if key in titles:
            return titles[key]
    template = panel.legend_template
    if part.group is not None:
        label, _ = legend.group_text(part.label, tuple(run.run for run in part.runs), metric=metric, template=template)
    else:
        run = part.runs[0]
        label, _ = legend.run_text(
            run.run, label=run.label, metric=metric, template=template, fields=panel.legend_fields
        )
    return f"{label} {metric}" if is_several and not template else label


def _color(panel: BarPanel, part: _Part, metric: str, *, place: int, count: int) -> str:
    colors = AuthorColors(panel.line_colors or {})
    own = colors.of(*(f"{name}:{metric}" for name in part.names), *part.names, metric)
    if own is None:
        own = colors.of_group(part.group.values) if part.group is not None else colors.of_run(part.runs[0].run)
    if own is not None:
        return own
    if panel.color_each_metric_differently and count > 1:
        return palette.COLORS[place % len(palette.COLORS)]
    return part.color


def _axis(panel: BarPanel, measures: Sequence[Measure]) -> Axis:
    """The axis of values; it lies along x where bars lie, and stands along y where they stand."""
    title = panel.title_y if panel.orientation == "v" else panel.title_x
    label = title if title is not None else measures[0].label if len(measures) == 1 else ""
    scales = {scale_of(measure.key) for measure in measures if measure.key is not None}
    low, high = panel.range_x
    return Axis(label=label, scale=scales.pop() if len(scales) == 1 else "linear", low=low, high=high)


def _category_label(panel: BarPanel, shown: Shown) -> str:
    title = panel.title_x if panel.orientation == "v" else panel.title_y
    if title is not None:
        return title
    if isinstance(panel.groupby, Key):
        return panel.groupby.label
    return "Group" if shown.groups else "Run"


def _why_empty(measures: Sequence[Measure], runs: Sequence[SelectedRun]) -> EmptyContent:
    values = [value for measure in measures for run in runs if (value := measure.of(run)) is not None]
    if values and all(measure.key is not None for measure in measures):
        having = {run.ref for measure in measures for run in runs if measure.of(run) is not None}
        return reasons.only_nan([measure.label for measure in measures], len(having))
    keys = [measure.key for measure in measures if measure.key is not None]
    if keys:
        return reasons.no_value(keys, runs)
    names = wording.quoted([measure.label for measure in measures])
    return EmptyContent(f"no run has a value of {names}", hint="Each name in an expression must be one that runs have")


def _notes(measures: Sequence[Measure], shown: Shown, bars: int, most: int) -> list[str]:
    total = wording.count(len(shown.runs), "run")
    notes: list[str] = []
    for measure in measures:
        having = sum(value is not None and math.isfinite(value) for value in map(measure.of, shown.runs))
        if having < len(shown.runs):
            notes.append(
                f"{wording.grouped(str(having))} of {total} {'has' if having == 1 else 'have'} a finite `{measure.label}`"
            )
    if bars > most:
        notes.append(f"{wording.grouped(str(most))} of {wording.count(bars, 'bar')} shown")
    return notes


_NOUNS = {"bar": "bar", "boxplot": "box", "violin": "violin"}


def _alt(content: BarContent, measures: Sequence[Measure], shown: Shown) -> str:
    noun = _NOUNS[content.plot]
    runs = wording.count(len({run for bar in content.bars for run in bar.runs}), "run")
    bars = wording.count(len(content.bars), noun, "boxes" if noun == "box" else "")
    head = f"{bars} of {runs}" if shown.groups or content.plot != "bar" else runs
    function = content.aggregate if shown.groups or content.plot != "bar" else ""
    return wording.sentence(head, *(_extremes(content, measure.label, function) for measure in measures[:3]))


def _extremes(content: BarContent, metric: str, function: str) -> str:
    own = [
        (bar.value, bar.label.removesuffix(f" {metric}"))
        for bar in content.bars
        if bar.metric == metric and bar.value is not None
    ]
    name = f"{function} {metric}" if function else metric
    if not own:
        return ""
    if len(own) == 1:
        return f"{name} {wording.number(own[0][0])}"
    low, high = min(own), max(own)
    goal = goal_of(metric)
    best, other = (low, high) if goal == "lowest" else (high, low)
    words = ("lowest", "highest") if goal == "lowest" else ("highest", "lowest")
    return (
        f"{words[0]} {name} {wording.number(best[0])} ({best[1]}), {words[1]} {wording.number(other[0])} ({other[1]})"
    )
