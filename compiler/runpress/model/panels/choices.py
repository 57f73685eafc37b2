"""Values that several panel types choose from: W&B's, as its Python API spells them."""

from __future__ import annotations

from typing import Literal, TypeAlias

from runpress.model.settings import SmoothingType

FontSize: TypeAlias = Literal["small", "medium", "large", "auto"]
GroupAgg: TypeAlias = Literal["mean", "min", "max", "median", "sum", "samples"]
GroupArea: TypeAlias = Literal["minmax", "stddev", "stderr", "none", "samples"]
LinePlotStyle: TypeAlias = Literal["line", "stacked-area", "pct-area"]
BarPlotStyle: TypeAlias = Literal["bar", "boxplot", "violin"]
LegendPosition: TypeAlias = Literal["north", "south", "east", "west"]
Mark: TypeAlias = Literal["solid", "dashed", "dotted", "dotdash", "dotdotdash", "points"]
PointVizMethod: TypeAlias = Literal["bucketing-gorilla", "sampling"]

__all__ = [
    "BarPlotStyle",
    "FontSize",
    "GroupAgg",
    "GroupArea",
    "LegendPosition",
    "LinePlotStyle",
    "Mark",
    "PointVizMethod",
    "SmoothingType",
]
