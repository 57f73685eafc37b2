"""Bar panel: one bar a run or group and metric; also boxes and violins of groups."""

from typing import ClassVar, Literal

from runpress.model.colors import Color
from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.choices import BarPlotStyle, FontSize, GroupAgg, GroupArea
from runpress.model.panels.shorts import COLORS, EXPRESSIONS, MAX_BARS, MAX_RUNS, legend, ranges, titles
from runpress.model.shorts import ShortForm
from runpress.model.values import Count, GroupKey, MetricKeys, Range, Texts


class BarPanel(Panel):
    """One bar a run or group and metric; also boxes and violins of groups."""

    example: ClassVar[str] = """\
type: bar
metrics: summary.val_acc
groupby: schedule
orientation: v
plot_style: violin
"""
    view_type: ClassVar[str] = "Bar Chart"
    left_to_server: ClassVar[frozenset[str]] = frozenset({"orientation"})
    hints: ClassVar[tuple[str, ...]] = ("metrics", "orientation", "plot_style")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("metrics", "custom_expressions"),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "metric": "metrics",
        "y": "metrics",
        "x": "metrics",
        "vertical": "orientation",
        "horizontal": "orientation",
        "style": "plot_style",
        "plot_type": "plot_style",
        "group": "groupby",
        "group_by": "groupby",
        "limit": "max_runs",
        "aggfunc": "groupby_aggfunc",
        "range_y": "range_x",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        ranges("x"),
        titles("x", "y"),
        legend("template", "fields", "show"),
        MAX_RUNS,
        MAX_BARS,
        COLORS,
        EXPRESSIONS,
    )

    type: Literal["bar"] = option("bar", doc="The type of the panel.")
    metrics: MetricKeys = option((), doc="The metrics whose last values are shown.", wire="metrics", encoding="metrics")
    orientation: Literal["v", "h"] | None = option(
        "h",
        doc="Bars that lie (`h`) or stand (`v`); `null` leaves it to the server, where they lie, as `dialect: editor` does where it is left out.",
        wire="vertical",
        encoding="orientation",
    )
    plot_style: BarPlotStyle | None = option(doc="Bars, boxes or violins; `bar` if left out.", wire="plotStyle")
    range_x: Range = option((None, None), doc="The ends of the axis of values.", wire="xAxis", encoding="range")
    title_x: str | None = option(doc="The title of the x axis.", wire="xAxisTitle")
    title_y: str | None = option(doc="The title of the y axis.", wire="yAxisTitle")
    groupby: GroupKey | None = option(
        doc="One bar a value of this key; that of the run set if left out, `none` for no groups.",
        wire="groupBy",
        encoding="groupby",
    )
    groupby_aggfunc: GroupAgg | None = option(doc="The bar of a group; mean if left out.", wire="groupAgg")
    groupby_rangefunc: GroupArea | None = option(doc="The whiskers of a group; none if left out.", wire="groupArea")
    aggregate: bool | None = option(doc="One bar for all runs.", wire="aggregate", encoding="aggregate")
    aggregate_metrics: bool | None = option(doc="One bar for all metrics of a run.", wire="aggregateMetrics")
    group_runs_limit: Count | None = option(
        doc="The greatest number of runs in a group; all if left out.", wire="groupRunsLimit"
    )
    max_runs_to_show: Count | None = option(
        doc="The greatest number of runs; the preview draws 100 if left out.", wire="limit"
    )
    max_bars_to_show: Count | None = option(
        doc="The greatest number of bars; the preview draws 100 if left out.", wire="barLimit"
    )
    custom_expressions: Texts | None = option(
        doc="Expressions of metrics, each a bar: `loss - val_loss`.", wire="expressions"
    )
    show_legend: bool | None = option(doc="Whether there is a legend.", wire="showLegend")
    legend_template: str | None = option(doc="The text of a bar: `${run:name}`.", wire="legendTemplate")
    legend_fields: Texts | None = option(
        doc="Keys to name at a bar: `[name, config.lr]`.", wire="legendFields", encoding="column-texts"
    )
    line_titles: dict[str, str] | None = option(
        doc="Texts by bar: `run id:metric`, a run id or a group value.", wire="overrideSeriesTitles"
    )
    line_colors: dict[str, Color] | None = option(
        doc="Colours by bar: `run id:metric`, a run id or a group value.",
        wire="overrideColors",
        encoding="line-colors",
    )
    color_each_metric_differently: bool | None = option(
        doc="A colour for each metric in place of each run.", wire="colorEachMetricDifferently"
    )
    font_size: FontSize | None = option(doc="The size of its text; `auto` if left out.", wire="fontSize")
