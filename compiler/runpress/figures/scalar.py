"""Scalar panel: one number, a metric taken together over the runs; one more for each group."""

from __future__ import annotations

import math
from collections.abc import Sequence

from runpress.data.protocol import Data, Query
from runpress.data.statistics.aggregation import aggregate, band
from runpress.figures import legend, line_runs, reasons, wording
from runpress.figures.figure import EmptyContent, Figure, ScalarContent, ScalarPart
from runpress.figures.measures import Measure, measures_of
from runpress.figures.selection import Group, SelectedRun, Selection
from runpress.figures.values import scale_of
from runpress.model.panels.scalar import ScalarPanel

_SPREADS = {"minmax": "", "stddev": " (standard deviation)", "stderr": " (standard error)"}


def queries(panel: ScalarPanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their summary and config."""
    del panel, selection
    return ()


def figure(panel: ScalarPanel, selection: Selection, data: Data) -> Figure:
    """The number, or why there is none."""
    runs = selection.runs
    if not runs:
        return Figure(reasons.no_runs(selection, data))
    measures = measures_of(
        () if panel.custom_expressions or panel.metric is None else (panel.metric,), panel.custom_expressions
    )
    if isinstance(measures, EmptyContent):
        return Figure(measures)
    if not measures:
        return Figure(EmptyContent("the panel has no metric", hint="Name one: `metric: summary.val_acc`"))
    measure = measures[0]
    pairs = _values(measure, runs)
    if not pairs:
        return Figure(_why_empty(measure, runs))
    function = panel.groupby_aggfunc or "mean"
    value = aggregate(function, [value for _, value in pairs])
    low, high = _spread(panel, pairs)
    content = ScalarContent(
        label="" if panel.show_legend is False else _label(panel, measure, pairs),
        value=value,
        text=_text(measure, value),
        low=low,
        high=high,
        aggregate="mean" if function == "samples" else function,
        values=tuple((run.ref, value) for run, value in pairs),
        scale=scale_of(measure.key) if measure.key is not None else "linear",
        font_size=panel.font_size or "auto",
        parts=tuple(
            _part(panel, measure, group)
            for group in line_runs.groups_of(panel, selection)
            if _values(measure, group.members)
        ),
        head="" if panel.legend_template else _head(panel, measure),
    )
    lacking = len(runs) - len(pairs)
    notes = (f"{wording.count(lacking, 'run')} without a finite `{measure.label}` left out",) if lacking else ()
    return Figure(content, alt=_alt(content, measure), notes=notes)


def _values(measure: Measure, runs: Sequence[SelectedRun]) -> list[tuple[SelectedRun, float]]:
    found = [(run, measure.of(run)) for run in runs]
    return [(run, value) for run, value in found if value is not None and math.isfinite(value)]


def _spread(panel: ScalarPanel, pairs: Sequence[tuple[SelectedRun, float]]) -> tuple[float | None, float | None]:
    low, high = band(panel.groupby_rangefunc or "none", [value for _, value in pairs])
    return (low, high) if math.isfinite(low) and math.isfinite(high) else (None, None)


def _part(panel: ScalarPanel, measure: Measure, group: Group) -> ScalarPart:
    pairs = _values(measure, group.members)
    value = aggregate(panel.groupby_aggfunc or "mean", [value for _, value in pairs])
    return ScalarPart(
        label=group.label,
        color=group.color,
        value=value,
        text=_text(measure, value),
        group=group.key,
        runs=tuple(run.ref for run, _ in pairs),
    )


def _text(measure: Measure, value: float) -> str:
    scale = scale_of(measure.key) if measure.key is not None else "linear"
    if scale == "duration":
        return wording.duration(value)
    return wording.instant(value) if scale == "time" else wording.number(value)


def _label(panel: ScalarPanel, measure: Measure, pairs: Sequence[tuple[SelectedRun, float]]) -> str:
    """The text below the number: the author's, else what it is made of."""
    runs = tuple(run for run, _ in pairs)
    if panel.legend_template:
        text, _ = legend.group_text(
            measure.label, tuple(run.run for run in runs), metric=measure.label, template=panel.legend_template
        )
        return text
    if len(runs) == 1:
        return f"{measure.label} of {runs[0].label}"
    head = f"{_head(panel, measure)} of {wording.count(len(runs), 'run')}"
    low, high = _spread(panel, pairs)
    if low is None or high is None:
        return head
    return f"{head}, {_text(measure, low)} to {_text(measure, high)}{_SPREADS[panel.groupby_rangefunc or 'minmax']}"


def _head(panel: ScalarPanel, measure: Measure) -> str:
    function = panel.groupby_aggfunc if panel.groupby_aggfunc not in (None, "samples") else "mean"
    return f"{function} {measure.label}"


def _why_empty(measure: Measure, runs: Sequence[SelectedRun]) -> EmptyContent:
    having = sum(measure.of(run) is not None for run in runs)
    if measure.key is None:
        return EmptyContent(
            f"no run has a value of `{measure.label}`", hint="Each name in an expression must be one that runs have"
        )
    return reasons.only_nan([measure.label], having) if having else reasons.no_value([measure.key], runs)


def _alt(content: ScalarContent, measure: Measure) -> str:
    values = [value for _, value in content.values]
    if len(values) == 1:
        return f"{measure.label} {content.text}, 1 run"
    head = f"{content.aggregate} {measure.label} {content.text} of {wording.count(len(values), 'run')}"
    if min(values) == max(values):
        return f"{head}, all the same"
    spread = f"from {_text(measure, min(values))} to {_text(measure, max(values))}"
    parts = wording.listed(f"{part.label} {part.text}" for part in content.parts)
    return wording.sentence(head, spread, parts)
