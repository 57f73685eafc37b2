"""Line panel: metrics over steps, time or another metric; one curve a run, or a curve with a band a group."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from runpress.data.protocol import Data, Query
from runpress.data.statistics.aggregation import align
from runpress.data.statistics.expressions import ExpressionError, Term, parse_expression
from runpress.data.statistics.metric_names import matching
from runpress.figures import line_runs, line_text, reasons, strands, wording
from runpress.figures.curves import Drawn, curves_of, smoothing_of
from runpress.figures.figure import Axis, EmptyContent, Figure, Legend, LineContent, ScaleKind
from runpress.figures.line_runs import Shown
from runpress.figures.selection import SelectedRun, Selection
from runpress.figures.strands import Strand
from runpress.figures.tracks import ABSOLUTE, Asked, Track, fetch
from runpress.figures.values import scale_of
from runpress.model.attributes import AXES
from runpress.model.keys import Key
from runpress.model.panels.line import LinePanel

STEP = Key("metric", ("_step",))


def queries(panel: LinePanel, selection: Selection) -> tuple[Query, ...]:
    """The histories of the panel's metrics; metrics that a regular expression finds are known with the data."""
    shown = line_runs.shown(panel, selection, limit=panel.max_runs_to_show, line_colors=panel.line_colors or {})
    asked = _asked(panel, (), shown)
    if isinstance(asked, EmptyContent):
        return reasons.keys_queries(shown.runs)
    return (*asked.queries(shown.runs), *(reasons.keys_queries(shown.runs) if panel.pattern else ()))


def figure(panel: LinePanel, selection: Selection, data: Data) -> Figure:
    """The curves, or why there are none."""
    if not selection.runs:
        return Figure(reasons.no_runs(selection, data))
    shown = line_runs.shown(panel, selection, limit=panel.max_runs_to_show, line_colors=panel.line_colors or {})
    found = matching(panel.pattern, _names(selection.runs, data)) if panel.pattern else ()
    asked = _asked(panel, found, shown)
    if isinstance(asked, EmptyContent):
        return Figure(asked)
    if not asked.labels:
        return Figure(_no_metric(panel, selection.runs))
    tracks = fetch(asked, shown.runs, data)
    if not any(math.isfinite(value) for track in tracks for value in track.y):
        return Figure(
            _beyond_limit(asked, shown.runs, selection.runs, data) or _why_empty(asked, tracks, shown.runs, data)
        )
    return _figure(panel, asked, tracks, shown, data)


def _figure(panel: LinePanel, asked: Asked, tracks: Sequence[Track], shown: Shown, data: Data) -> Figure:
    found = _strands(panel, tracks, shown)
    if panel.plot_type in ("stacked-area", "pct-area"):
        found = _on_one_x(found)
    drawn = curves_of(found, panel)
    if not any(value is not None and math.isfinite(value) for curve in drawn.curves for value in curve.y):
        return Figure(_nothing_left(panel, drawn))
    x_axis = _x_axis(panel, asked)
    content = LineContent(
        x=x_axis,
        y=_y_axis(panel, asked),
        xs=tuple(drawn.xs),
        curves=tuple(drawn.curves),
        plot=panel.plot_type or "line",
        legend=None if panel.show_legend is False else Legend(panel.legend_position or "north"),
        smoothing=smoothing_of(panel),
        x_key=panel.xaxis_expression or asked.x,
        aggregate=_function(panel),
        area=_area(panel),
        limits=drawn.limits,
    )
    notes = line_text.notes_of(tracks, shown, drawn, labels=asked.labels)
    missing = [label for label in asked.metrics if not any(track.metric == label for track in tracks)]
    if missing:
        notes = (*notes, reasons.no_metric(missing, shown.runs, reasons.metric_counts(shown.runs, data)).reason)
    return Figure(
        content,
        alt=line_text.alt_of(found, x=x_axis, plot=content.plot),
        notes=notes,
    )


def _asked(panel: LinePanel, found: Sequence[str], shown: Shown) -> Asked | EmptyContent:
    """What the panel asks of histories, or what is wrong with an expression of it.

    The runs of a group need values at the same x, which buckets have and samples have not.
    """
    expressions: list[tuple[str, Term]] = []
    for text in panel.custom_expressions or ():
        term = parse_expression(text)
        if isinstance(term, ExpressionError):
            return EmptyContent(f"the expression `{text}` cannot be read: {term.message}", hint=term.help)
        expressions.append((text, term))
    x_term = parse_expression(panel.xaxis_expression) if panel.xaxis_expression else None
    if isinstance(x_term, ExpressionError):
        return EmptyContent(
            f"the expression of x, `{panel.xaxis_expression}`, cannot be read: {x_term.message}", hint=x_term.help
        )
    low, high = panel.range_x
    return Asked(
        metrics=tuple(dict.fromkeys((*map(_metric_name, panel.y), *found))),
        expressions=tuple(expressions),
        x=_metric_name(panel.x or STEP),
        x_term=x_term,
        is_sampled=panel.point_visualization_method == "sampling" and not shown.groups,
        low=low,
        high=high,
    )


def _metric_name(key: Key) -> str:
    """The name under which a key's values stand in histories."""
    return key.path[0] if key.section == "metric" else ".".join(key.path)


def _names(runs: Sequence[SelectedRun], data: Data) -> list[str]:
    return [name for name in reasons.metric_counts(runs, data) if name not in reasons.INTERNAL]


def _strands(panel: LinePanel, tracks: Sequence[Track], shown: Shown) -> list[Strand]:
    if not shown.groups:
        if panel.aggregate_metrics:
            return _per_run(panel, tracks, shown)
        return [strands.of_run(track) for track in tracks]
    by_run: dict[str, dict[str, Track]] = {}
    for track in tracks:
        by_run.setdefault(track.metric, {})[track.run.ref] = track
    found: list[Strand] = []
    for own in by_run.values():
        for group in shown.groups:
            members = [own[run.ref] for run in group.members if run.ref in own]
            if members:
                found += strands.of_group(group, members, function=_function(panel), area=_area(panel))
    return found


def _function(panel: LinePanel) -> str:
    return panel.groupby_aggfunc or "mean"


def _area(panel: LinePanel) -> str:
    return panel.groupby_rangefunc or "minmax"


def _per_run(panel: LinePanel, tracks: Sequence[Track], shown: Shown) -> list[Strand]:
    """One curve a run over all of its metrics."""
    name = ", ".join(dict.fromkeys(track.metric for track in tracks))
    found: list[Strand] = []
    for run in shown.runs:
        own = [track for track in tracks if track.run.ref == run.ref]
        if own:
            found.append(strands.of_metrics(run, own, name=name, function=panel.groupby_aggfunc or "mean"))
    return found


def _on_one_x(found: Sequence[Strand]) -> list[Strand]:
    """Areas can be stacked only where all curves have their points at the same x."""
    xs, columns = align([(strand.x, strand.y) for strand in found])
    return [strands.moved(strand, xs, ys) for strand, ys in zip(found, columns, strict=True)]


def _x_axis(panel: LinePanel, asked: Asked) -> Axis:
    default = panel.xaxis_expression or AXES.get(asked.x, asked.x)
    label = panel.title_x if panel.title_x is not None else default
    low, high = panel.range_x
    scale: ScaleKind = "log" if panel.log_x else "linear"
    if panel.xaxis_expression is None:
        scale = scale_of(Key("metric", (asked.x,)), log=panel.log_x)
    return Axis(label=label, scale="time" if panel.xaxis_format == "datetime" else scale, low=low, high=high)


def _y_axis(panel: LinePanel, asked: Asked) -> Axis:
    default = asked.labels[0] if len(asked.labels) == 1 else ""
    low, high = panel.range_y
    label = panel.title_y if panel.title_y is not None else default
    return Axis(label=label, scale="log" if panel.log_y else "linear", low=low, high=high)


def _no_metric(panel: LinePanel, runs: Sequence[SelectedRun]) -> EmptyContent:
    if panel.pattern:
        return EmptyContent(
            f"no metric of {wording.count(len(runs), 'run')} matches the regular expression `{panel.pattern}`"
        )
    return EmptyContent("the panel has no metric", hint="Name one: `y: val_loss`")


def _beyond_limit(
    asked: Asked, runs: Sequence[SelectedRun], every: Sequence[SelectedRun], data: Data
) -> EmptyContent | None:
    """The metric is logged, but only by runs that the limit leaves out."""
    if len(runs) == len(every):
        return None
    shown, all_runs = reasons.metric_counts(runs, data), reasons.metric_counts(every, data)
    metric = next((name for name in asked.needed if name in all_runs and name not in shown), None)
    if metric is None:
        return None
    text = f"none of the first {wording.grouped(str(len(runs)))} of {wording.count(len(every), 'run')} logs `{metric}`"
    return EmptyContent(
        f"{text}; {wording.count(all_runs[metric], 'other')} {'does' if all_runs[metric] == 1 else 'do'}",
        hint="Raise `max_runs:`, or sort or filter the run set",
    )


def _why_empty(asked: Asked, tracks: Sequence[Track], runs: Sequence[SelectedRun], data: Data) -> EmptyContent:
    if tracks:
        return reasons.only_nan(list(asked.labels), len({track.run.ref for track in tracks}))
    counts: Mapping[str, int] = reasons.metric_counts(runs, data)
    absent = [metric for metric in asked.needed if metric not in counts]
    if absent and (not asked.metrics or all(metric in absent for metric in asked.metrics)):
        return reasons.no_metric(absent, runs, counts)
    if asked.x not in counts and asked.x not in AXES:
        reason = reasons.no_metric([asked.x], runs, counts)
        return EmptyContent(f"the x axis: {reason.reason}", hint=reason.hint)
    if (asked.low, asked.high) != (None, None) and any(data.series(query) for query in asked.queries(runs, whole=True)):
        return EmptyContent(
            f"no point of {wording.quoted(asked.labels)} lies within the x range {_range(asked)}",
            hint="Change `range:` or leave it out",
        )
    return reasons.never_together(
        asked.needed,
        AXES.get(asked.x, asked.x),
        {**counts, AXES.get(asked.x, asked.x): counts.get(_x_source(asked), len(runs))},
    )


def _x_source(asked: Asked) -> str:
    return "_timestamp" if asked.x == ABSOLUTE else asked.x


def _range(asked: Asked) -> str:
    low = "the start" if asked.low is None else wording.number(asked.low)
    high = "the end" if asked.high is None else wording.number(asked.high)
    return f"{low} to {high}"


def _nothing_left(panel: LinePanel, drawn: Drawn) -> EmptyContent:
    axis = "y" if drawn.nonpositive_y and panel.log_y else "x"
    return EmptyContent(f"no point is above 0, as the log {axis} axis needs", hint="Leave out `log:`")
