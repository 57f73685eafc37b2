"""From strands to curves: smoothing, log axes, colours, dashes, labels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from runpress.data.statistics.outliers import inner_range, positive, without_outliers
from runpress.data.statistics.smoothing import smooth
from runpress.figures import legend, palette
from runpress.figures.author_colors import AuthorColors
from runpress.figures.figure import Curve, Dash, Members, Numbers, Smoothing
from runpress.figures.groups import group_names
from runpress.figures.strands import Strand
from runpress.frozen import frozen
from runpress.model.panels.line import LinePanel

SAMPLE_WIDTH = 0.75
WIDTH = 1.5
MOST_MEMBER_VALUES: Final = 50_000
"""So many numbers of single runs go with the groups of a figure: about as much as 50 curves."""
DEFAULT_SMOOTHING: Final = "exponentialTimeWeighted"
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Drawn:
    """Curves, the x arrays that they share, and what had to be left out."""

    curves: list[Curve] = field(default_factory=list)
    xs: list[Numbers] = field(default_factory=list)
    nonpositive_x: int = 0
    nonpositive_y: int = 0
    limits: tuple[float, float] | None = None
    """The range outside of which points were left out as outliers."""
    outliers: int = 0

    def x_index(self, x: Numbers) -> int:
        """The place of an x array among the shared ones."""
        for at, other in enumerate(self.xs):
            if other is x or (len(other) == len(x) and other == x):
                return at
        self.xs.append(x)
        return len(self.xs) - 1


def smoothing_of(panel: LinePanel) -> Smoothing:
    """The author's smoothing; a weight without a type is of W&B's default type."""
    weight = panel.smoothing_factor or 0.0
    show_original = panel.smoothing_show_original is not False
    kind = panel.smoothing_type or (DEFAULT_SMOOTHING if weight else "none")
    if kind == "none" or not weight:
        return Smoothing(show_original=show_original)
    return Smoothing(kind, weight, show_original)


def curves_of(strands: Sequence[Strand], panel: LinePanel) -> Drawn:
    """The curves, in the order of their strands."""
    drawn = Drawn()
    if panel.log_x:
        strands = [_right_of_zero(strand, drawn) for strand in strands]
    if panel.ignore_outliers:
        drawn.limits = inner_range(value for strand in strands for value in strand.y)
    members = sum(strand.together.size for strand in strands if strand.together)
    pen = _Pen(
        drawn,
        smoothing_of(panel),
        _x_range(strands),
        is_log=bool(panel.log_y),
        has_members=members <= MOST_MEMBER_VALUES,
    )
    for strand, look in zip(strands, _looks(strands, panel), strict=True):
        if strand.y:
            drawn.curves.append(pen.curve(strand, look))
    return drawn


@frozen
class _Look:
    id: str
    label: str
    crosshair: str
    color: str
    dash: Dash
    width: float


@frozen
class _Pen:
    """Draws the curves of one figure and notes what it leaves out."""

    drawn: Drawn
    smoothing: Smoothing
    x_range: float
    is_log: bool
    has_members: bool

    def curve(self, strand: Strand, look: _Look) -> Curve:
        raw, low, high = self._kept(strand)
        y: Sequence[float] = self._smooth(strand.x, raw)
        is_smoothed = self.smoothing.kind != "none"
        if is_smoothed and strand.is_aggregate and low is not None and high is not None:
            low, high = self._smooth(strand.x, low), self._smooth(strand.x, high)
        if self.is_log:
            raw, lost = positive(raw)
            self.drawn.nonpositive_y += lost
            y = positive(y)[0]
            low = None if low is None else positive(low)[0]
            high = None if high is None else positive(high)[0]
        return Curve(
            id=look.id,
            label=look.label,
            color=look.color,
            x=self.drawn.x_index(strand.x),
            y=y,
            runs=tuple(run.ref for run in strand.runs),
            group=strand.group.key if strand.group is not None else strand.runs[0].group,
            metric=strand.metric,
            original=raw if is_smoothed else None,
            low=low,
            high=high,
            dash=look.dash,
            width=look.width,
            points=strand.count,
            crosshair=look.crosshair,
            members=self._members(strand),
        )

    def _members(self, strand: Strand) -> Members | None:
        if strand.together is None or not self.has_members:
            return None
        y, low, high = strand.together.y, strand.together.low, strand.together.high
        runs = tuple(run.ref for run in strand.runs)
        return Members(self.drawn.x_index(strand.x), runs, tuple(y), tuple(low), tuple(high))

    def _kept(self, strand: Strand) -> tuple[Sequence[float], Sequence[float] | None, Sequence[float] | None]:
        """The values and their band without outliers."""
        limits = self.drawn.limits
        if limits is None:
            return strand.y, strand.low, strand.high
        kept = without_outliers(strand.y, limits)
        self.drawn.outliers += _lost(strand.y, kept)
        low, high = strand.low, strand.high
        return kept, None if low is None else _clipped(low, limits), None if high is None else _clipped(high, limits)

    def _smooth(self, x: Sequence[float], y: Sequence[float]) -> Sequence[float]:
        if self.smoothing.kind == "none":
            return y
        return smooth(self.smoothing.kind, x, y, self.smoothing.weight, x_range=self.x_range)


def _right_of_zero(strand: Strand, drawn: Drawn) -> Strand:
    """The strand without the points that a log x axis has no place for."""
    start = next((at for at, x in enumerate(strand.x) if x > 0), len(strand.x))
    drawn.nonpositive_x += start
    if not start:
        return strand
    low, high = strand.low, strand.high
    return replace(
        strand,
        x=strand.x[start:],
        y=strand.y[start:],
        low=None if low is None else low[start:],
        high=None if high is None else high[start:],
        together=strand.together and strand.together.from_point(start),
    )


def _clipped(values: Sequence[float], limits: tuple[float, float]) -> list[float]:
    return [min(max(value, limits[0]), limits[1]) for value in values]


def _lost(before: Sequence[float], after: Sequence[float]) -> int:
    return sum(math.isnan(new) and not math.isnan(old) for old, new in zip(before, after, strict=True))


def _x_range(strands: Sequence[Strand]) -> float:
    ends = [(strand.x[0], strand.x[-1]) for strand in strands if strand.x]
    return max(last for _, last in ends) - min(first for first, _ in ends) if ends else 0.0


def _looks(strands: Sequence[Strand], panel: LinePanel) -> list[_Look]:
    metrics = list(dict.fromkeys(strand.metric for strand in strands))
    colors = AuthorColors(panel.line_colors or {})
    painted = [_color(strand, panel, colors, metrics) for strand in strands]
    dashes = _dashes(strands, painted, metrics, by_metric=not panel.color_each_metric_differently)
    return [
        _Look(
            id=_id(strand),
            label=label,
            crosshair=crosshair,
            color=color,
            dash=_first(panel.line_marks, keys) or dash,
            width=_first(panel.line_widths, keys) or (SAMPLE_WIDTH if strand.is_sample else WIDTH),
        )
        for strand, color, dash in zip(strands, painted, dashes, strict=True)
        for keys in (_line_keys(strand),)
        for label, crosshair in (_texts(strand, panel, keys, is_several=len(metrics) > 1),)
    ]


def _line_keys(strand: Strand) -> tuple[str, ...]:
    """What an author may call this curve in `titles`, `colors`, `widths` and `marks`; the surest name first."""
    names = [*group_names(strand.group), strand.group.label] if strand.group is not None else []
    if len(strand.runs) == 1 and (strand.group is None or strand.is_sample or not strand.group.values):
        run = strand.runs[0]
        names = [run.run.id, run.label, run.run.name, *names]
    return (*(f"{name}:{strand.metric}" for name in names), *names, strand.metric)


def _first(options: Mapping[str, _Value] | None, keys: Sequence[str]) -> _Value | None:
    return next((options[key] for key in keys if key in options), None) if options else None


def _color(strand: Strand, panel: LinePanel, colors: AuthorColors, metrics: Sequence[str]) -> str:
    own = colors.of(*_line_keys(strand))
    if own is None and strand.group is None:
        own = colors.of_run(strand.runs[0].run, name=strand.runs[0].label)
    if own is not None:
        return own
    if panel.color_each_metric_differently and len(metrics) > 1:
        return palette.COLORS[metrics.index(strand.metric) % len(palette.COLORS)]
    return strand.group.color if strand.group is not None else strand.runs[0].color


def _dashes(
    strands: Sequence[Strand], colors: Sequence[str], metrics: Sequence[str], *, by_metric: bool
) -> tuple[Dash, ...]:
    """Several metrics of a run are told apart by dashes; else dashes tell runs of one colour apart."""
    if by_metric and len(metrics) > 1:
        return tuple(palette.DASHES[metrics.index(strand.metric) % len(palette.DASHES)] for strand in strands)
    whole = iter(palette.dashes([c for s, c in zip(strands, colors, strict=True) if not s.is_sample]))
    return tuple("solid" if strand.is_sample else next(whole) for strand in strands)


def _id(strand: Strand) -> str:
    if strand.group is not None and not strand.is_sample:
        return f"{strand.group.key}:{strand.metric}"
    prefix = f"{strand.group.key}:" if strand.group is not None else ""
    return f"{prefix}{strand.runs[0].ref}:{strand.metric}"


def _texts(strand: Strand, panel: LinePanel, keys: Sequence[str], *, is_several: bool) -> tuple[str, str]:
    """The legend text and the crosshair text of a curve."""
    template = panel.legend_template
    if strand.is_aggregate and strand.group is not None:
        runs = tuple(run.run for run in strand.runs)
        label, crosshair = legend.group_text(strand.group.label, runs, metric=strand.metric, template=template)
    else:
        run = strand.runs[0]
        label, crosshair = legend.run_text(
            run.run, label=run.label, metric=strand.metric, template=template, fields=panel.legend_fields
        )
    titled = (
        next((panel.line_titles[key] for key in keys if key in panel.line_titles), None) if panel.line_titles else None
    )
    if titled is not None:
        return titled, crosshair
    return (f"{label} {strand.metric}" if is_several and not template else label), crosshair
