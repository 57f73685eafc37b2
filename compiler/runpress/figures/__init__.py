"""Figures: panels with their data, in the one form that every back end draws.

    selection = select(runsets, data, default_project=…)
    figure = draw(panel, selection, data, grid=…)

One module a panel type, of the name that the type's model has: `queries(panel, selection)` and
`figure(panel, selection, data)`.
"""

from __future__ import annotations

from runpress.figures.drawing import FIGURES, draw, queries
from runpress.figures.figure import Figure
from runpress.figures.inherited import inherit
from runpress.figures.json import as_json, as_text
from runpress.figures.selecting import select, selection_queries
from runpress.figures.selection import Selection
from runpress.figures.titles import title_of

__all__ = [
    "FIGURES",
    "Figure",
    "Selection",
    "as_json",
    "as_text",
    "draw",
    "inherit",
    "queries",
    "select",
    "selection_queries",
    "title_of",
]
