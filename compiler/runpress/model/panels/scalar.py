"""Scalar panel: one number, of one metric over all runs."""

from typing import ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.choices import FontSize, GroupAgg, GroupArea
from runpress.model.panels.shorts import EXPRESSIONS, legend
from runpress.model.shorts import ShortForm
from runpress.model.values import Count, GroupKey, MetricKey, Texts


class ScalarPanel(Panel):
    """One number: a metric, taken together over the runs."""

    example: ClassVar[str] = """\
type: scalar
metric: summary.val_acc
groupby_aggfunc: mean
"""
    view_type: ClassVar[str] = "Scalar Chart"
    hints: ClassVar[tuple[str, ...]] = ("metric",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("metric", "custom_expressions"),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "metrics": "metric",
        "y": "metric",
        "value": "metric",
        "aggfunc": "groupby_aggfunc",
        "agg": "groupby_aggfunc",
        "group": "groupby",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (legend("template", "fields", "show"), EXPRESSIONS)

    type: Literal["scalar"] = option("scalar", doc="The type of the panel.")
    metric: MetricKey | None = option(
        doc="The metric: `val_loss`, or `summary.val_acc`.", wire="metrics", encoding="one-metric"
    )
    groupby: GroupKey | None = option(
        doc="One number a value of this key; that of the run set if left out, `none` for no groups.",
        wire="groupBy",
        encoding="groupby",
    )
    groupby_aggfunc: GroupAgg | None = option(doc="How runs are taken together; mean if left out.", wire="groupAgg")
    groupby_rangefunc: GroupArea | None = option(
        doc="The spread beside the number; none if left out.", wire="groupArea"
    )
    aggregate: bool | None = option(doc="Take all runs together.", wire="aggregate", encoding="aggregate")
    aggregate_metrics: bool | None = option(doc="Take all metrics together.", wire="aggregateMetrics")
    group_runs_limit: Count | None = option(
        doc="The greatest number of runs in a group; all if left out.", wire="groupRunsLimit"
    )
    custom_expressions: Texts | None = option(
        doc="Expressions of metrics in place of the metric: `loss - val_loss`.", wire="expressions"
    )
    show_legend: bool | None = option(doc="Whether there is a legend.", wire="showLegend")
    legend_template: str | None = option(doc="The text below the number.", wire="legendTemplate")
    legend_fields: Texts | None = option(
        doc="Keys to name below the number: `[name, config.lr]`.", wire="legendFields", encoding="column-texts"
    )
    font_size: FontSize | None = option(doc="The size of its text; `auto` if left out.", wire="fontSize")
