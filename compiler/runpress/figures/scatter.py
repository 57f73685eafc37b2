"""Scatter panel: one dot a run, by two values of its summary or config, and a third as colour."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from runpress.data.protocol import Data, Query
from runpress.data.statistics.smoothing import smooth
from runpress.data.statistics.trends import regression, running
from runpress.figures import reasons, wording
from runpress.figures.colors import gradient_of, shown_colors, spread
from runpress.figures.figure import Axis, Dot, EmptyContent, Figure, GradientStop, Rule, ScatterContent
from runpress.figures.goals import goal_of
from runpress.figures.legend import run_text
from runpress.figures.palette import NEUTRAL
from runpress.figures.selection import SelectedRun, Selection
from runpress.figures.values import axis_of, finite_of, reading
from runpress.frozen import frozen
from runpress.model.keys import Key
from runpress.model.panels.scatter import ScatterPanel

_STEPS = 40
"""Points of a fitted line: a straight line in logarithms is a curve to whoever reads the numbers."""
_LARGEST_POWER = 300


@frozen
class _Axes:
    x: Key
    y: Key
    z: Key | None
    x_axis: Axis
    y_axis: Axis
    z_axis: Axis | None

    def fits(self, *values: float | None) -> bool:
        """Whether these values have a place: log axes begin above 0."""
        scales = (self.x_axis.scale, self.y_axis.scale)
        return all(
            value is not None and (scale != "log" or value > 0) for value, scale in zip(values, scales, strict=True)
        )


def queries(panel: ScatterPanel, selection: Selection) -> tuple[Query, ...]:
    """None beyond the run sets' own: runs bring their config and summary."""
    del panel, selection
    return ()


def figure(panel: ScatterPanel, selection: Selection, data: Data) -> Figure:
    """The dots and their lines."""
    runs = selection.runs
    if not runs:
        return Figure(reasons.no_runs(selection, data))
    if panel.x is None or panel.y is None:
        lacking = "x" if panel.x is None else "y"
        return Figure(EmptyContent(f"the panel has no `{lacking}`", hint=f"Name a key: `{lacking}: config.lr`"))
    axes = _axes(panel, panel.x, panel.y)
    having = [run for run in runs if _values(run, axes)[0] is not None and _values(run, axes)[1] is not None]
    if not having:
        return Figure(reasons.no_value([axes.x, axes.y], runs))
    placed = [run for run in having if axes.fits(*_values(run, axes))]
    if not placed:
        names = wording.quoted(
            [str(key) for key, axis in ((axes.x, axes.x_axis), (axes.y, axes.y_axis)) if axis.scale == "log"]
        )
        reason = f"none of {wording.count(len(having), 'run')} has values above 0 for the log axis of {names}"
        return Figure(EmptyContent(reason, hint="Leave out `log:`"))
    colors = shown_colors(selection)
    dots = tuple(_dot(run, panel, axes, color=colors[run.ref]) for run in placed)
    content = ScatterContent(
        x=axes.x_axis,
        y=axes.y_axis,
        z=axes.z_axis,
        dots=dots,
        rules=_rules(panel, dots, axes),
        gradient=_gradient(panel) if axes.z else (),
    )
    return Figure(content, alt=_alt(dots, axes), notes=_notes(runs, having, placed, dots, axes))


def _axes(panel: ScatterPanel, x: Key, y: Key) -> _Axes:
    return _Axes(
        x,
        y,
        panel.z,
        axis_of(x, label=None, log=panel.log_x, limits=panel.range_x),
        axis_of(y, label=None, log=panel.log_y, limits=panel.range_y),
        axis_of(panel.z, label=None, log=panel.log_z, limits=panel.range_z) if panel.z else None,
    )


def _values(run: SelectedRun, axes: _Axes) -> tuple[float | None, float | None]:
    return finite_of(run.run, axes.x), finite_of(run.run, axes.y)


def _dot(run: SelectedRun, panel: ScatterPanel, axes: _Axes, *, color: str) -> Dot:
    x, y = _values(run, axes)
    z = finite_of(run.run, axes.z) if axes.z else None
    if z is not None and axes.z_axis is not None and axes.z_axis.scale == "log" and z <= 0:
        z = None
    label, _ = run_text(run.run, label=run.label, template=panel.legend_template, fields=panel.legend_fields)
    shade = NEUTRAL if axes.z is not None and z is None else color
    return Dot(run=run.ref, label=label, color=shade, x=x or 0.0, y=y or 0.0, z=z, group=run.group)


def _gradient(panel: ScatterPanel) -> tuple[GradientStop, ...]:
    if not panel.gradient and (panel.min_color or panel.max_color):
        ends = gradient_of(None)
        return spread([panel.min_color or ends[0].color, panel.max_color or ends[-1].color])
    return gradient_of(panel.gradient)


def _rules(panel: ScatterPanel, dots: Sequence[Dot], axes: _Axes) -> tuple[Rule, ...]:
    xs, ys = [dot.x for dot in dots], [dot.y for dot in dots]
    rules: list[Rule] = []
    if panel.running_ymin:
        rules.append(_running("min", xs, ys, panel))
    if panel.running_ymax:
        rules.append(_running("max", xs, ys, panel))
    if panel.running_ymean:
        rules.append(_running("mean", xs, ys, panel))
    if panel.regression and (fitted := _regression(xs, ys, axes)):
        rules.append(fitted)
    return tuple(rules)


def _running(
    kind: Literal["min", "max", "mean"], xs: Sequence[float], ys: Sequence[float], panel: ScatterPanel
) -> Rule:
    places, line = running(kind, xs, ys)
    smoothed = smooth("exponential", places, line, panel.running_smoothing or 0.0)
    return Rule(f"running {kind}", tuple(places), tuple(smoothed))


def _regression(xs: Sequence[float], ys: Sequence[float], axes: _Axes) -> Rule | None:
    """The least-squares line, straight as it is drawn: fitted in logarithms on log axes."""
    is_log_x, is_log_y = axes.x_axis.scale == "log", axes.y_axis.scale == "log"
    us = [math.log10(x) for x in xs] if is_log_x else list(xs)
    vs = [math.log10(y) for y in ys] if is_log_y else list(ys)
    line = regression(us, vs)
    if line is None:
        return None
    low, high = min(us), max(us)
    # In a half-logarithmic figure the ends alone would not tell how the line goes between them.
    count = _STEPS if is_log_x != is_log_y else 1
    places = [low + (high - low) * at / count for at in range(count + 1)]
    heights = [line.slope * u + line.intercept for u in places]
    label = f"regression, R² {wording.number(line.r_squared, digits=3)}"
    return Rule(label, _powers(places, is_log=is_log_x), _powers(heights, is_log=is_log_y))


def _powers(values: Sequence[float], *, is_log: bool) -> tuple[float | None, ...]:
    if not is_log:
        return tuple(values)
    return tuple(10**value if abs(value) <= _LARGEST_POWER else None for value in values)


def _notes(
    runs: Sequence[SelectedRun],
    having: Sequence[SelectedRun],
    placed: Sequence[SelectedRun],
    dots: Sequence[Dot],
    axes: _Axes,
) -> tuple[str, ...]:
    notes: list[str] = []
    if len(having) < len(runs):
        names = wording.quoted([str(key) for key in dict.fromkeys((axes.x, axes.y))])
        notes.append(f"{wording.grouped(str(len(having)))} of {wording.count(len(runs), 'run')} have {names}")
    if len(placed) < len(having):
        dropped = wording.count(len(having) - len(placed), "run")
        notes.append(f"{dropped} with values not above 0 left out of the log axis")
    without = sum(dot.z is None for dot in dots)
    if axes.z is not None and without:
        notes.append(f"{wording.count(without, 'run')} without `{axes.z}`, in grey")
    return tuple(notes)


def _alt(dots: Sequence[Dot], axes: _Axes) -> str:
    runs = wording.count(len(dots), "run")
    if len(dots) == 1:
        dot = dots[0]
        return f"{runs}, {axes.y.label} {reading(dot.y, axes.y_axis)} at {axes.x.label} {reading(dot.x, axes.x_axis)}"
    goal = goal_of(axes.y.label) or "highest"
    best = (min if goal == "lowest" else max)(dots, key=lambda dot: dot.y)
    return wording.sentence(
        f"{runs}, {axes.y.label} {_spread([dot.y for dot in dots], axes.y_axis)}",
        f"{axes.x.label} {_spread([dot.x for dot in dots], axes.x_axis)}",
        f"{goal} {axes.y.label} {reading(best.y, axes.y_axis)} at {axes.x.label} {reading(best.x, axes.x_axis)} ({best.label})",
    )


def _spread(values: Sequence[float], axis: Axis) -> str:
    low, high = reading(min(values), axis), reading(max(values), axis)
    return low if low == high else f"{low} to {high}"
