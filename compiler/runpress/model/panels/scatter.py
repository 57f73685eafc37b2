"""Scatter panel: one mark a run, by two values of its summary or config, and a third as colour."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from runpress.model.colors import Color
from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.choices import FontSize
from runpress.model.panels.gradient import Gradient
from runpress.model.panels.shorts import legend, log, ranges
from runpress.model.shorts import ShortForm, Split
from runpress.model.values import Range, SummaryKey, Texts


class ScatterPanel(Panel):
    """One mark a run, by two values of its summary or config, and a third as colour."""

    example: ClassVar[str] = """\
type: scatter
x: config.lr
y: summary.val_acc
z: config.batch_size
log: x
gradient: ["#440154", "#FDE725"]
running: max
"""
    view_type: ClassVar[str] = "Scatter Plot"
    hints: ClassVar[tuple[str, ...]] = ("z", "running", "running_ymin", "running_ymax", "running_ymean", "regression")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("x",), ("y",))
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "color": "z",
        "color_by": "z",
        "colors": "gradient",
        "colormap": "gradient",
        "cmap": "gradient",
        "trend": "regression",
        "trendline": "regression",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        log("x", "y", "z"),
        ranges("x", "y", "z"),
        Split(
            "running",
            {"min": "running_ymin", "max": "running_ymax", "mean": "running_ymean"},
            "Running lines over x: `running: min` or `running: [min, max]`.",
            flags=True,
        ),
        legend("template", "fields"),
    )

    type: Literal["scatter"] = option("scatter", doc="The type of the panel.")
    x: SummaryKey | None = option(doc="The x axis: a summary or config key.", wire="xAxis", encoding="colon-key")
    y: SummaryKey | None = option(doc="The y axis: a summary or config key.", wire="yAxis", encoding="colon-key")
    z: SummaryKey | None = option(doc="The colour: a summary or config key.", wire="zAxis", encoding="colon-key")
    range_x: Range = option((None, None), doc="The ends of the x axis.", wire="xAxis", encoding="range")
    range_y: Range = option((None, None), doc="The ends of the y axis.", wire="yAxis", encoding="range")
    range_z: Range = option((None, None), doc="The ends of the colour scale.", wire="zAxis", encoding="range")
    log_x: bool | None = option(doc="A logarithmic x axis; linear if left out.", wire="xAxisLogScale")
    log_y: bool | None = option(doc="A logarithmic y axis; linear if left out.", wire="yAxisLogScale")
    log_z: bool | None = option(doc="A logarithmic colour scale; linear if left out.", wire="zAxisLogScale")
    running_ymin: bool | None = option(doc="A line of the least y so far.", wire="showMinYAxisLine")
    running_ymax: bool | None = option(doc="A line of the greatest y so far.", wire="showMaxYAxisLine")
    running_ymean: bool | None = option(doc="A line of the mean y so far.", wire="showAvgYAxisLine")
    running_smoothing: Annotated[float, Field(ge=0, le=1)] | None = option(
        doc="How much the running lines are smoothed, from 0 to 1.", wire="yAxisLineSmoothingWeight"
    )
    regression: bool | None = option(doc="A straight line fitted by least squares.", wire="showLinearRegression")
    gradient: Gradient | None = option(
        doc="The colours of z: `[navy, lime]`, or with their places `[[0, navy], [40, teal], [100, lime]]`.",
        wire="customGradient",
        encoding="gradient",
    )
    min_color: Color | None = option(doc="The colour of the least z, where there is no gradient.", wire="minColor")
    max_color: Color | None = option(doc="The colour of the greatest z, where there is no gradient.", wire="maxColor")
    legend_template: str | None = option(doc="The text of a mark: `${run:name}`.", wire="legendTemplate")
    legend_fields: Texts | None = option(
        doc="Keys to name at a mark: `[name, config.lr]`.", wire="legendFields", encoding="column-texts"
    )
    font_size: FontSize | None = option(doc="The size of its text; `auto` if left out.", wire="fontSize")
