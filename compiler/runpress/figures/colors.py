"""Colours as figures show them: of runs that may be grouped, and gradients."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.figures.figure import GradientStop
from runpress.figures.palette import GRADIENT
from runpress.figures.selection import Selection
from runpress.model.panels.gradient import GradientPoint


def shown_colors(selection: Selection) -> dict[str, str]:
    """The colour of each run's mark by its name in figures: its group's where its run set groups."""
    colors: dict[str, str] = {}
    for part in selection.runsets:
        groups = {group.key: group.color for group in part.groups}
        for run in part.runs:
            colors.setdefault(run.ref, groups.get(run.group, run.color))
    return colors


def gradient_of(points: Sequence[GradientPoint] | None) -> tuple[GradientStop, ...]:
    """The author's gradient in order of offset, else the palette's."""
    if points:
        stops = sorted(points, key=lambda point: point.offset)
        return tuple(GradientStop(point.offset, point.color) for point in stops)
    return spread(GRADIENT)


def spread(colors: Sequence[str]) -> tuple[GradientStop, ...]:
    """Colours at even distances."""
    last = max(len(colors) - 1, 1)
    return tuple(GradientStop(100 * at / last, color) for at, color in enumerate(colors))
