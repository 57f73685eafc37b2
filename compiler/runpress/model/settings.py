"""Settings that panels inherit: of a workspace (`settings:` in the front matter) and of a section."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import Field

from runpress.model.keys import Key
from runpress.model.node import Node, option
from runpress.model.shorts import ShortForm, Split
from runpress.model.values import Count, MetricKey, Number

SmoothingType: TypeAlias = Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"]
TooltipNumberOfRuns: TypeAlias = Literal["single", "default", "all_runs"]

STEP = Key("metric", ("_step",))
_X = Split(
    "x",
    {"axis": "x_axis", "min": "x_min", "max": "x_max"},
    "The x axis: `x: Step` or `x: {axis: Wall Time, min: 0}`.",
    scalar="axis",
)
_SMOOTHING = Split(
    "smoothing",
    {"type": "smoothing_type", "weight": "smoothing_weight"},
    "Smoothing of line panels: `smoothing: {type: gaussian, weight: 20}`.",
    scalar="weight",
)


class SectionPanelSettings(Node):
    """Settings for the panels of a section; a panel's own options win."""

    shorts: ClassVar[tuple[ShortForm, ...]] = (_X, _SMOOTHING)

    x_axis: MetricKey = option(STEP, doc="The x axis of line panels.", wire="xAxis", encoding="metric")
    x_min: Number | None = option(doc="The least value on the x axis.", wire="xAxisMin")
    x_max: Number | None = option(doc="The greatest value on the x axis.", wire="xAxisMax")
    smoothing_type: SmoothingType = option("none", doc="How lines are smoothed.", wire="smoothingType")
    smoothing_weight: Annotated[float, Field(ge=0, le=1000)] = option(
        0,
        doc="How much lines are smoothed: 0 to 1 for exponential types, a width in points for the others.",
        wire="smoothingWeight",
    )


class WorkspaceSettings(Node):
    """Settings for the panels of a whole workspace; sections and panels win over them."""

    example: ClassVar[str] = """\
x: Wall Time
smoothing: {type: exponential, weight: 0.6}
max_runs: 20
ignore_outliers: true
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = (_X, _SMOOTHING)

    x_axis: MetricKey = option(STEP, doc="The x axis of line panels.", wire="xAxis", encoding="metric")
    x_min: Number | None = option(doc="The least value on the x axis.", wire="xAxisMin")
    x_max: Number | None = option(doc="The greatest value on the x axis.", wire="xAxisMax")
    smoothing_type: SmoothingType = option("none", doc="How lines are smoothed.", wire="smoothingType")
    smoothing_weight: Annotated[float, Field(ge=0, le=1000)] = option(
        0,
        doc="How much lines are smoothed: 0 to 1 for exponential types, a width in points for the others.",
        wire="smoothingWeight",
    )
    ignore_outliers: bool = option(False, doc="Leave outliers out of the y range.", wire="ignoreOutliers")
    sort_panels_alphabetically: bool = option(
        False, doc="Sort the panels of each section by title.", wire="sortAlphabetically"
    )
    group_by_prefix: Literal["first", "last"] = option(
        "last",
        doc="Which part of a metric's name makes the section of an automatic panel: up to the first or the last `/`; only on the server.",
        wire="autoOrganizePrefix",
        encoding="prefix",
    )
    remove_legends_from_panels: bool = option(False, doc="Draw panels without legends.", wire="suppressLegends")
    tooltip_number_of_runs: TooltipNumberOfRuns = option(
        "default", doc="How many runs the tooltip lists; only on the server.", wire="tooltipNumberOfRuns"
    )
    tooltip_color_run_names: bool = option(
        True, doc="Colour run names in the tooltip; only on the server.", wire="colorRunNames"
    )
    max_runs: Count = option(10, doc="The greatest number of runs in a panel.", wire="maxRuns")
    point_visualization_method: Literal["bucketing", "downsampling"] = option(
        "bucketing",
        doc="How long histories are thinned: buckets keep spikes, downsampling is W&B's faster choice.",
        wire="pointVisualizationMethod",
        encoding="point-method",
    )
    panel_search_query: str = option(
        "", doc="What the panel search starts with; only on the server.", wire="searchQuery"
    )
    auto_expand_panel_search_results: bool = option(
        False,
        doc="Open sections that hold a panel found by the search; only on the server.",
        wire="autoExpandSearchResults",
    )
    auto_generate_panels: bool = option(
        False, doc="Let W&B add panels for metrics that have none; only on the server.", wire="shouldAutoGeneratePanels"
    )
