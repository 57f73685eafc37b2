"""Options of the package's panels: each with its key in W&B's JSON and what the package takes for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, get_args

from runpress.codec.json_text import Json
from runpress.exporters.wws.code import Code, Listed, Raw, call, literal
from runpress.exporters.wws.names import colon_code, dotted_code, panel_group_code
from runpress.frozen import frozen
from runpress.model.panels import choices

_COLOR = re.compile(
    r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})|rgb\(\d+, ?\d+, ?\d+\)|rgba\(\d+, ?\d+, ?\d+, ?(?:0|1|0?\.\d+)\)"
)
_HIGHEST_OFFSET = 100


@frozen
class Field:
    """An option. `code` is None for a value that the package refuses."""

    name: str
    wire: str
    code: Callable[[Json], Code | None]


def of_type(*types: type) -> Callable[[Json], Code | None]:
    """Values of these types, as they are; a boolean is no number."""

    def code(value: Json) -> Code | None:
        fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
        return literal(value) if fits else None

    return code


def one_of(*values: Json) -> Callable[[Json], Code | None]:
    """One of these values."""
    return lambda value: literal(value) if any(value is each or value == each for each in values) else None


def mapping_to(inner: Callable[[Json], Code | None]) -> Callable[[Json], Code | None]:
    """An object whose values all fit."""

    def code(value: Json) -> Code | None:
        is_fit = isinstance(value, dict) and all(inner(each) is not None for each in value.values())
        return literal(value) if is_fit else None

    return code


def texts(value: Json) -> Code | None:
    """A list of texts."""
    is_fit = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return literal(value) if is_fit else None


def line_colors(value: Json) -> Code | None:
    """Colours of lines. A bare colour stands for itself and a transparent one that the package makes of it."""
    if not isinstance(value, dict):
        return None
    return literal({key: _short_color(color) for key, color in value.items()})


def gradient(value: Json) -> Code | None:
    """The points of a gradient."""
    if not isinstance(value, list):
        return None
    points = [_point(point) for point in value]
    found = [point for point in points if point is not None]
    return Listed(tuple(found)) if len(found) == len(points) else None


def columns(value: Json) -> Code | None:
    """The columns of parallel coordinates."""
    if not isinstance(value, list):
        return None
    found = [_column(column) for column in value]
    whole = [column for column in found if column is not None]
    return Listed(tuple(whole)) if len(whole) == len(found) else None


def _short_color(color: Json) -> Json:
    if isinstance(color, dict) and color.keys() == {"color", "transparentColor"}:
        shade = color["color"]
        return shade if isinstance(shade, str) and color["transparentColor"] == f"{shade}19" else color
    return color


def _point(point: Json) -> Code | None:
    if not isinstance(point, dict) or point.keys() != {"color", "offset"}:
        return None
    color, offset = point["color"], point["offset"]
    is_offset = isinstance(offset, int | float) and not isinstance(offset, bool) and 0 <= offset <= _HIGHEST_OFFSET
    if not isinstance(color, str) or not _COLOR.fullmatch(color) or not is_offset:
        return None
    return call("wr.GradientPoint", color=literal(color), offset=literal(offset))


def _column(column: Json) -> Code | None:
    named = (
        ("display_name", "displayName", of_type(str)),
        ("inverted", "inverted", of_type(bool)),
        ("log", "log", of_type(bool)),
    )
    if not isinstance(column, dict) or not column.keys() <= {"accessor", *(wire for _, wire, _ in named)}:
        return None
    metric = colon_code(column.get("accessor"))
    found = {name: code(column[wire]) for name, wire, code in named if wire in column}
    if metric is None or None in found.values():
        return None
    return call("wr.ParallelCoordinatesPlotColumn", metric=metric, **found)


TEXT, FLAG, WHOLE, NUMBER = of_type(str), of_type(bool), of_type(int), of_type(int, float)


def choice(alias: Any) -> Callable[[Json], Code | None]:
    """One of the words of an alias of ours, which are W&B's."""
    return one_of(*get_args(alias))


FONT_SIZE = choice(choices.FontSize)
GROUPED = (
    Field("groupby_aggfunc", "groupAgg", choice(choices.GroupAgg)),
    Field("groupby_rangefunc", "groupArea", choice(choices.GroupArea)),
)
GROUPBY = (Field("groupby", "groupBy", panel_group_code), *GROUPED)
STYLE = (Field("legend_template", "legendTemplate", TEXT), Field("font_size", "fontSize", FONT_SIZE))
LINE = (
    Field("title", "chartTitle", TEXT),
    Field("log_x", "xLogScale", FLAG),
    Field("log_y", "yLogScale", FLAG),
    Field("title_x", "xAxisTitle", TEXT),
    Field("title_y", "yAxisTitle", TEXT),
    Field("ignore_outliers", "ignoreOutliers", FLAG),
    *GROUPBY,
    Field("smoothing_factor", "smoothingWeight", NUMBER),
    Field("smoothing_type", "smoothingType", choice(choices.SmoothingType)),
    Field("smoothing_show_original", "showOriginalAfterSmoothing", FLAG),
    Field("max_runs_to_show", "limit", WHOLE),
    Field("custom_expressions", "expressions", texts),
    Field("plot_type", "plotType", choice(choices.LinePlotStyle)),
    Field("legend_position", "legendPosition", choice(choices.LegendPosition)),
    Field("xaxis_expression", "xExpression", TEXT),
    Field("xaxis_format", "xAxisFormat", TEXT),
    Field("legend_fields", "legendFields", texts),
    Field("metric_regex", "metricRegex", TEXT),
    Field("point_visualization_method", "pointVisualizationMethod", choice(choices.PointVizMethod)),
    Field("line_titles", "overrideSeriesTitles", mapping_to(TEXT)),
    Field("line_colors", "overrideColors", line_colors),
    Field("line_widths", "overrideLineWidths", mapping_to(NUMBER)),
    Field("line_marks", "overrideMarks", mapping_to(choice(choices.Mark))),
    *STYLE,
)
SCATTER = (
    Field("title", "chartTitle", TEXT),
    Field("x", "xAxis", colon_code),
    Field("y", "yAxis", colon_code),
    Field("z", "zAxis", colon_code),
    Field("log_x", "xAxisLogScale", FLAG),
    Field("log_y", "yAxisLogScale", FLAG),
    Field("log_z", "zAxisLogScale", FLAG),
    Field("running_ymin", "showMinYAxisLine", FLAG),
    Field("running_ymax", "showMaxYAxisLine", FLAG),
    Field("running_ymean", "showAvgYAxisLine", FLAG),
    Field("gradient", "customGradient", gradient),
    Field("regression", "showLinearRegression", FLAG),
    *STYLE,
)
BAR = (
    Field("title", "chartTitle", TEXT),
    Field("title_x", "xAxisTitle", TEXT),
    Field("title_y", "yAxisTitle", TEXT),
    *GROUPBY,
    Field("max_runs_to_show", "limit", WHOLE),
    Field("max_bars_to_show", "barLimit", WHOLE),
    Field("custom_expressions", "expressions", texts),
    Field("line_titles", "overrideSeriesTitles", of_type(dict)),
    Field("line_colors", "overrideColors", line_colors),
    *STYLE,
)
SCALAR = (
    Field("title", "chartTitle", TEXT),
    *GROUPED,
    Field("custom_expressions", "expressions", texts),
    *STYLE,
)
PARALLEL = (
    Field("title", "chartTitle", TEXT),
    Field("gradient", "customGradient", gradient),
    Field("font_size", "fontSize", FONT_SIZE),
)


def metrics_code(value: Json) -> Code | None:
    """A list of metrics."""
    if not isinstance(value, list):
        return None
    found = [dotted_code(item) for item in value]
    whole = [code for code in found if code is not None]
    return Listed(tuple(whole)) if len(whole) == len(found) else None


def taken(
    config: Mapping[str, Json], fields: tuple[Field, ...], arguments: dict[str, Code | None], said: dict[str, Json]
) -> None:
    """Add each field that the package can say to the arguments and to what it writes."""
    for field in fields:
        if field.wire not in config:
            continue
        code = field.code(config[field.wire])
        if code is not None:
            arguments[field.name] = code
            said[field.wire] = config[field.wire]


def take_range(
    config: Mapping[str, Json], axis: str, name: str, arguments: dict[str, Code | None], said: dict[str, Json]
) -> None:
    """Add the ends of an axis, either of which may be missing."""
    ends = {end: config.get(f"{axis}{end}") for end in ("Min", "Max")}
    codes = {end: NUMBER(value) for end, value in ends.items()}
    if any(code is not None for code in codes.values()):
        shown = [code.text if isinstance(code, Raw) else "None" for code in codes.values()]
        arguments[name] = Raw(f"({', '.join(shown)})")
        said |= {f"{axis}{end}": ends[end] for end, code in codes.items() if code is not None}
