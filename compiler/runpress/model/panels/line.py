"""Line panel: metrics over steps or time, one line a run, or a line with a band a group."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from runpress.model.colors import Color
from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.choices import (
    FontSize,
    GroupAgg,
    GroupArea,
    LegendPosition,
    LinePlotStyle,
    Mark,
    PointVizMethod,
    SmoothingType,
)
from runpress.model.panels.shorts import COLORS, EXPRESSIONS, MAX_RUNS, legend, log, ranges, titles
from runpress.model.settings import STEP, is_too_heavy
from runpress.model.shorts import Alias, ShortForm, Split
from runpress.model.values import Count, GroupKey, MetricKey, MetricKeys, Range, Regex, Texts


class LinePanel(Panel):
    """Metrics over steps, time or another metric: one line a run, or a line with a band a group."""

    example: ClassVar[str] = """\
type: line
title: Validation loss
x: Step
y: [val_loss, train_loss]
log: y
smoothing: {type: gaussian, weight: 20}
legend: "${run:name}"
max_runs: 20
"""
    view_type: ClassVar[str] = "Run History Line Plot"
    left_to_server: ClassVar[frozenset[str]] = frozenset({"x"})
    hints: ClassVar[tuple[str, ...]] = ("y", "metric_regex", "regex", "smoothing", "line_marks")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("y", "metric_regex", "custom_expressions"),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "metric": "y",
        "metrics": "y",
        "keys": "y",
        "x_axis": "x",
        "xaxis": "x",
        "xlim": "range",
        "ylim": "range",
        "limit": "max_runs",
        "runs": "max_runs",
        "group": "groupby",
        "group_by": "groupby",
        "aggfunc": "groupby_aggfunc",
        "band": "groupby_rangefunc",
        "dashes": "marks",
        "smoothing_weight": "smoothing",
        "outliers": "ignore_outliers",
        "plot_style": "plot_type",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        log("x", "y"),
        ranges("x", "y"),
        titles("x", "y"),
        Split(
            "smoothing",
            {"type": "smoothing_type", "weight": "smoothing_factor", "show_original": "smoothing_show_original"},
            "Smoothing: `smoothing: 0.6` or `smoothing: {type: gaussian, weight: 20}`.",
            scalar="weight",
        ),
        legend("template", "position", "fields", "show"),
        MAX_RUNS,
        COLORS,
        EXPRESSIONS,
        Alias("regex", "metric_regex", "Metrics whose whole name or a part of it matches: `regex: ^val/`."),
        Alias("widths", "line_widths", "Widths of lines: `widths: {a1b2c3: 3}`."),
        Alias("marks", "line_marks", "Styles of lines: `marks: {a1b2c3: dashed}`."),
    )

    type: Literal["line"] = option("line", doc="The type of the panel.")
    x: MetricKey | None = option(
        STEP,
        doc="The x axis: `Step`, `Relative Time`, `Wall Time` or a metric; `null` leaves it to the section and the workspace, as `dialect: editor` does where it is left out.",
        wire="xAxis",
        encoding="metric",
    )
    y: MetricKeys = option((), doc="The metrics to draw.", wire="metrics", encoding="metrics")
    range_x: Range = option((None, None), doc="The ends of the x axis.", wire="xAxis", encoding="range")
    range_y: Range = option((None, None), doc="The ends of the y axis.", wire="yAxis", encoding="range")
    log_x: bool | None = option(doc="A logarithmic x axis; linear if left out.", wire="xLogScale")
    log_y: bool | None = option(doc="A logarithmic y axis; linear if left out.", wire="yLogScale")
    title_x: str | None = option(doc="The title of the x axis.", wire="xAxisTitle")
    title_y: str | None = option(doc="The title of the y axis.", wire="yAxisTitle")
    ignore_outliers: bool | None = option(
        doc="Leave what is below the 5th or above the 95th percentile out of the y range.", wire="ignoreOutliers"
    )
    groupby: GroupKey | None = option(
        doc="Draw one line a value of this key; that of the run set if left out, `none` for no groups.",
        wire="groupBy",
        encoding="groupby",
    )
    groupby_aggfunc: GroupAgg | None = option(doc="The line of a group; mean if left out.", wire="groupAgg")
    groupby_rangefunc: GroupArea | None = option(doc="The band of a group; min to max if left out.", wire="groupArea")
    aggregate: bool | None = option(doc="Draw all runs as one group.", wire="aggregate", encoding="aggregate")
    smoothing_factor: Annotated[float, Field(ge=0, le=1000)] | None = option(
        doc="How much lines are smoothed: 0 to 1 for exponential types, a width in points for the others; not at all if left out.",
        wire="smoothingWeight",
    )
    smoothing_type: SmoothingType | None = option(
        doc="How lines are smoothed; `exponentialTimeWeighted` where only a weight is there.", wire="smoothingType"
    )
    smoothing_show_original: bool | None = option(
        doc="Draw the unsmoothed line faintly behind; it is, if left out.", wire="showOriginalAfterSmoothing"
    )
    max_runs_to_show: Count | None = option(
        doc="The greatest number of runs; the preview draws 100 if left out.", wire="limit"
    )
    custom_expressions: Texts | None = option(
        doc="Expressions of metrics, each a line: `loss - val_loss`.", wire="expressions"
    )
    plot_type: LinePlotStyle | None = option(doc="Lines, or stacked areas; `line` if left out.", wire="plotType")
    font_size: FontSize | None = option(doc="The size of its text; `auto` if left out.", wire="fontSize")
    show_legend: bool | None = option(doc="Whether there is a legend; there is, if left out.", wire="showLegend")
    legend_position: LegendPosition | None = option(
        doc="Where the legend stands; above, `north`, if left out.", wire="legendPosition"
    )
    legend_template: str | None = option(doc="The text of a legend entry: `${run:name}: ${y}`.", wire="legendTemplate")
    legend_fields: Texts | None = option(
        doc="Keys to name in legend entries: `[name, config.lr]`.", wire="legendFields", encoding="column-texts"
    )
    xaxis_expression: str | None = option(doc="An expression of the x value: `x / 1000`.", wire="xExpression")
    xaxis_format: str | None = option(doc="The format of x values, `datetime` for example.", wire="xAxisFormat")
    metric_regex: Regex | None = option(
        doc="Metrics by regular expression, in place of `y`.", wire="metricRegex", encoding="metric-regex"
    )
    use_metric_regex: bool | None = option(
        doc="Whether `metric_regex` is in use; it is, if left out.", wire="useMetricRegex", encoding="use-metric-regex"
    )
    point_visualization_method: PointVizMethod | None = option(
        doc="How long histories are thinned: 1,000 buckets that keep spikes, or 1,500 of the points; buckets if left out, and always for groups.",
        wire="pointVisualizationMethod",
    )
    line_titles: dict[str, str] | None = option(
        doc="Legend texts by line: `run id:metric`.", wire="overrideSeriesTitles"
    )
    line_colors: dict[str, Color] | None = option(
        doc="Colours by line: `run id:metric`, a run id or a group value.",
        wire="overrideColors",
        encoding="line-colors",
    )
    line_widths: dict[str, Annotated[float, Field(gt=0, le=100)]] | None = option(
        doc="Widths by line, in pixels; 1.5 if left out.", wire="overrideLineWidths"
    )
    line_marks: dict[str, Mark] | None = option(doc="Styles by line.", wire="overrideMarks")
    group_runs_limit: Count | None = option(
        doc="The greatest number of runs in a group; all if left out.", wire="groupRunsLimit"
    )
    color_each_metric_differently: bool | None = option(
        doc="A colour for each metric in place of each run.", wire="colorEachMetricDifferently"
    )
    aggregate_metrics: bool | None = option(doc="Draw the metrics of a run as one group.", wire="aggregateMetrics")
    use_global_smoothing: bool | None = option(
        doc="Take smoothing from the section or workspace.", wire="useGlobalSmoothingWeight"
    )
    use_local_smoothing: bool | None = option(
        doc="Smooth each panel by itself, as W&B once did; only on the server.", wire="useLocalSmoothing"
    )
    starting_x_axis: str | None = option(
        doc="The x axis that W&B once began with; only on the server.", wire="startingXAxis"
    )
    y_axis_auto_range: bool | None = option(
        doc="Fit the y range to what is seen while zooming; only on the server.", wire="yAxisAutoRange"
    )

    def unwritable(self) -> frozenset[str]:
        """The weight, where the type cannot have it."""
        return frozenset({"smoothing_factor"} if is_too_heavy(self.smoothing_type, self.smoothing_factor) else ())

    @property
    def pattern(self) -> str | None:
        """The regular expression for metrics, if it is in use."""
        return None if self.use_metric_regex is False else self.metric_regex or None
