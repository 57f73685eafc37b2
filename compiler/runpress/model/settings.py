"""Settings that panels inherit: of a workspace (`settings:` in the front matter) and of a section."""

from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from runpress.model.keys import Key
from runpress.model.node import Node, option
from runpress.model.shorts import ShortForm, Split
from runpress.model.values import Count, Listed, MetricKey, Number

SmoothingType: TypeAlias = Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"]
TooltipNumberOfRuns: TypeAlias = Literal["single", "default", "all_runs"]
PointMethod: TypeAlias = Literal["bucketing", "downsampling"]

STEP = Key("metric", ("_step",))


UP_TO_ONE: tuple[SmoothingType, ...] = ("exponentialTimeWeighted", "exponential")
"""Types of smoothing whose weight is a share; the others take a width in points."""


def is_too_heavy(kind: str | None, weight: float | None) -> bool:
    """Whether a type of smoothing (time-weighted if none is said) cannot have this weight."""
    return weight is not None and weight > 1 and (kind or UP_TO_ONE[0]) in UP_TO_ONE


class InheritedSettings(Node):
    """What sections and workspaces say alike."""

    counts_when_said: ClassVar[bool] = True
    meant_by_weight: ClassVar[SmoothingType | None] = UP_TO_ONE[0]
    """The type of smoothing that a weight alone means."""

    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Split(
            "x",
            {"axis": "x_axis", "min": "x_min", "max": "x_max", "active": "x_axis_active"},
            "The x axis: `x: Step` or `x: {axis: Wall Time, min: 0}`.",
            scalar="axis",
        ),
        Split(
            "smoothing",
            {"type": "smoothing_type", "weight": "smoothing_weight", "active": "smoothing_active"},
            "Smoothing of line panels: `smoothing: {type: gaussian, weight: 20}`.",
            scalar="weight",
        ),
    )

    x_axis: MetricKey = option(STEP, doc="The x axis of line panels.", wire="xAxis", encoding="metric")
    x_min: Number | None = option(doc="The least value on the x axis.", wire="xAxisMin")
    x_max: Number | None = option(doc="The greatest value on the x axis.", wire="xAxisMax")
    x_axis_active: bool | None = option(
        doc="Whether the x axis counts; if left out, it does where it is not `Step` or has an end.",
        wire="xAxisActive",
        encoding="x-axis-active",
    )
    smoothing_type: SmoothingType | None = option(
        doc="How lines are smoothed; if left out, `exponentialTimeWeighted` where there is a weight, else `none`.",
        wire="smoothingType",
        encoding="smoothing-type",
    )
    smoothing_weight: Annotated[float, Field(ge=0, le=1000)] = option(
        0,
        doc="How much lines are smoothed: 0 to 1 for exponential types, a width in points for the others.",
        wire="smoothingWeight",
    )
    smoothing_active: bool | None = option(
        doc="Whether the smoothing counts; if left out, it does where there is a type or a weight.",
        wire="smoothingActive",
        encoding="smoothing-active",
    )
    ignore_outliers: bool = option(False, doc="Leave outliers out of the y range.", wire="ignoreOutliers")
    use_run_table_grouping: bool = option(
        True,
        doc="Group the runs in panels as the table of runs groups them; only on the server.",
        wire="useRunsTableGroupingInPanels",
    )

    def unwritable(self) -> frozenset[str]:
        """The weight, where the type cannot have it."""
        return frozenset({"smoothing_weight"} if is_too_heavy(self.smoothing_type, self.smoothing_weight) else ())

    @model_validator(mode="after")
    def _leave_out_what_is_meant(self) -> Self:
        """A type that a weight means by itself is not said: both ways of writing it are one."""
        if self.smoothing_type is None or self.smoothing_type != self.meant_by_weight or not self.smoothing_weight:
            return self
        object.__setattr__(self, "__pydantic_fields_set__", self.model_fields_set - {"smoothing_type"})
        self.__dict__["smoothing_type"] = None
        return self


class SectionPanelSettings(InheritedSettings):
    """Settings for the panels of a section; a panel's own options win."""

    example: ClassVar[str] = """\
x: Wall Time
smoothing: {type: gaussian, weight: 5}
max_runs: 5
"""

    max_runs: Count | None = option(
        doc="The greatest number of runs in a panel; that of the workspace if left out.", wire="maxRuns"
    )
    point_visualization_method: PointMethod | None = option(
        doc="How long histories are thinned; as in the workspace if left out.",
        wire="pointVisualizationMethod",
        encoding="point-method",
    )
    remove_legends_from_panels: bool | None = option(
        doc="Draw panels without legends; as in the workspace if left out.", wire="suppressLegends"
    )
    tooltip_number_of_runs: TooltipNumberOfRuns | None = option(
        doc="How many runs the tooltip lists; only on the server.", wire="tooltipNumberOfRuns"
    )
    tooltip_color_run_names: bool | None = option(
        doc="Colour run names in the tooltip; only on the server.", wire="colorRunNames"
    )


class WorkspaceSettings(InheritedSettings):
    """Settings for the panels of a whole workspace; sections and panels win over them."""

    example: ClassVar[str] = """\
x: Wall Time
smoothing: {type: exponential, weight: 0.6}
max_runs: 20
ignore_outliers: true
"""

    max_runs: Count = option(10, doc="The greatest number of runs in a panel.", wire="maxRuns")
    point_visualization_method: PointMethod = option(
        "bucketing",
        doc="How long histories are thinned: buckets keep spikes, downsampling is W&B's faster choice.",
        wire="pointVisualizationMethod",
        encoding="point-method",
    )
    remove_legends_from_panels: bool | None = option(
        doc="Draw panels without legends; they have them if left out.", wire="suppressLegends", encoding="if-true"
    )
    tooltip_number_of_runs: TooltipNumberOfRuns = option(
        "default", doc="How many runs the tooltip lists; only on the server.", wire="tooltipNumberOfRuns"
    )
    tooltip_color_run_names: bool | None = option(
        doc="Colour run names in the tooltip, as W&B does if left out; only on the server.",
        wire="colorRunNames",
        encoding="if-false",
    )
    sort_panels_alphabetically: bool = option(
        False, doc="Sort the panels of each section by title.", wire="sortAlphabetically", encoding="panel-bank"
    )
    group_by_prefix: Literal["first", "last"] = option(
        "last",
        doc="Which part of a metric's name makes the section of an automatic panel: up to the first or the last `/`; only on the server.",
        wire="autoOrganizePrefix",
        encoding="panel-bank-prefix",
    )
    show_empty_sections: bool = option(
        False,
        doc="Show sections without panels, too; only on the server.",
        wire="showEmptySections",
        encoding="panel-bank",
    )
    panel_search_query: str | None = option(
        doc="What the panel search starts with; only on the server.", wire="searchQuery", encoding="panel-bank"
    )
    auto_expand_panel_search_results: bool | None = option(
        doc="Open sections that hold a panel found by the search; only on the server.",
        wire="autoExpandSearchResults",
        encoding="panel-bank",
    )
    panel_search_history: Annotated[tuple[dict[str, Any], ...], Listed()] | None = option(
        doc="Earlier panel searches, as W&B keeps them: `[{query: loss}]`.", wire="searchHistory", encoding="panel-bank"
    )
    auto_generate_panels: bool | None = option(
        False,
        doc="Let W&B add panels for metrics that have none; `null` leaves it to W&B; only on the server.",
        wire="shouldAutoGeneratePanels",
        encoding="or-absent",
    )
    panel_config_overrides: dict[str, dict[str, Any]] | None = option(
        doc="What readers changed in panels, by metric or `__custom_panel__:` and the panel's `id`, as W&B keeps it.",
        wire="panelConfigOverrides",
        encoding="panel-overrides",
    )
    panel_placement_overrides: dict[str, dict[str, Any]] | None = option(
        doc="Where readers moved panels, by metric or `__custom_panel__:` and the panel's `id`, as W&B keeps it.",
        wire="panelPlacementOverrides",
        encoding="panel-overrides",
    )
