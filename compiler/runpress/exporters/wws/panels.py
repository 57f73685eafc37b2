"""Panels: `wr.LinePlot(…)` and its like."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import Json
from runpress.codec.panels import decode_panel, encode_panel
from runpress.codec.residue import same
from runpress.exporters.wws import fields
from runpress.exporters.wws.code import Code, Raw, call, literal
from runpress.exporters.wws.fields import metrics_code, take_range, taken
from runpress.exporters.wws.losses import Part
from runpress.exporters.wws.names import dotted_code
from runpress.model.layout import DEFAULT_HEIGHT, DEFAULT_WIDTH, Layout
from runpress.model.panels import ArtifactFilePanel, ArtifactPanel, SummaryTablePanel

Arguments = dict[str, "Code | None"]
Said = dict[str, Json]
_AXES = fields.one_of("step", "index", "run")


def panel(stored: Json, layout: Mapping[str, int] | None, written: Mapping[str, int], id_: str) -> Part:
    """A panel. `layout` is what the code says of its place, `written` where the package puts it."""
    view_type = stored.get("viewType") if isinstance(stored, Mapping) else None
    build = _BUILDERS.get(view_type) if isinstance(view_type, str) else None
    if build is None:
        return Part(None, None)
    config = stored.get("config")
    name, arguments, said = build(config if isinstance(config, dict) else {})
    if layout is not None:
        arguments["layout"] = _layout_code(layout)
    whole = {"__id__": id_, "layout": dict(written), "viewType": view_type, "config": said}
    return Part(call(f"wr.{name}", **arguments), whole)


def _layout_code(layout: Mapping[str, int]) -> Code:
    """`wr.Layout(…)` with what differs from its defaults."""
    default = {"x": 0, "y": 0, "w": DEFAULT_WIDTH, "h": DEFAULT_HEIGHT}
    return call("wr.Layout", **{key: literal(value) for key, value in layout.items() if value != default[key]})


Built = tuple[str, Arguments, Said]


def _line(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {"metrics": []}
    x = dotted_code(config.get("xAxis"))
    if x is not None:
        said["xAxis"] = config["xAxis"]
    arguments["x"] = x or Raw("None")
    _take_metrics(config, "y", arguments, said)
    taken(config, fields.LINE, arguments, said)
    take_range(config, "xAxis", "range_x", arguments, said)
    take_range(config, "yAxis", "range_y", arguments, said)
    _take_aggregate(config, arguments, said)
    if said.get("metricRegex"):
        said["useMetricRegex"] = True
    return "LinePlot", _ordered(arguments, ("title", "x", "y")), said


def _scatter(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {}
    taken(config, fields.SCATTER, arguments, said)
    for axis in "xyz":
        take_range(config, f"{axis}Axis", f"range_{axis}", arguments, said)
    return "ScatterPlot", arguments, said


def _bar(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {"metrics": [], "vertical": config.get("vertical") is True}
    _take_metrics(config, "metrics", arguments, said)
    arguments["orientation"] = literal("v") if said["vertical"] else None
    taken(config, fields.BAR, arguments, said)
    take_range(config, "xAxis", "range_x", arguments, said)
    _take_aggregate(config, arguments, said)
    return "BarPlot", _ordered(arguments, ("title", "metrics")), said


def _scalar(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    metrics = config.get("metrics")
    first = metrics[0] if isinstance(metrics, list) and metrics and isinstance(metrics[0], str) else ""
    metric = dotted_code(first)
    said: Said = {"metrics": [first if metric is not None else ""]}
    arguments["metric"] = metric if first else None
    taken(config, fields.SCALAR, arguments, said)
    return "ScalarChart", _ordered(arguments, ("title", "metric")), said


def _code_comparer(config: Mapping[str, Json]) -> Built:
    is_unified = config.get("diff") == "unified"
    return (
        "CodeComparer",
        {"diff": literal("unified") if is_unified else None},
        {"diff": "unified" if is_unified else "split"},
    )


def _parallel(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {"columns": []}
    taken(config, fields.PARALLEL, arguments, said)
    columns = fields.columns(config.get("columns"))
    if columns is not None and config["columns"]:
        arguments["columns"], said["columns"] = columns, config["columns"]
    return "ParallelCoordinatesPlot", arguments, said


def _importance(config: Mapping[str, Json]) -> Built:
    said: Said = {"columnsPinned": {}, "columnWidths": {}, "columnOrder": [], "pageSize": 10, "onlyShowSelected": False}
    target = config.get("targetKey")
    said["targetKey"] = target if isinstance(target, str) else ""
    arguments: Arguments = {"with_respect_to": literal(target) if said["targetKey"] else None}
    return "ParameterImportancePlot", arguments, said


def _run_comparer(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {}
    taken(config, (fields.Field("diff_only", "diffOnly", _split_or_true),), arguments, said)
    return "RunComparer", arguments, said


def _split_or_true(value: Json) -> Code | None:
    return literal(value) if value is True or value == "split" else None


def _media(config: Mapping[str, Json]) -> Built:
    arguments: Arguments = {}
    said: Said = {"mediaKeys": []}
    keys = fields.texts(config.get("mediaKeys"))
    if keys is not None and config["mediaKeys"]:
        arguments["media_keys"], said["mediaKeys"] = keys, config["mediaKeys"]
    own = (fields.Field("title", "chartTitle", fields.TEXT), fields.Field("num_columns", "columnCount", fields.WHOLE))
    taken(config, own, arguments, said)
    axes = _media_axes(config)
    arguments |= {name: literal(axis) for name, (_, _, axis) in axes.items()}
    for holder, key, axis in axes.values():
        said.setdefault(holder, {})[key] = axis
    told = "gallery" if "gallerySettings" in said else "grid" if "gridSettings" in said else None
    mode = config.get("mode") if config.get("mode") in ("gallery", "grid") else told
    if mode is not None:
        said["mode"] = mode
    is_clear = mode == told and not ("gallerySettings" in said and "gridSettings" in said)
    arguments["mode"] = None if is_clear else literal(mode)
    return "MediaBrowser", arguments, said


def _media_axes(config: Mapping[str, Json]) -> dict[str, tuple[str, str, Json]]:
    wanted = {
        "gallery_axis": ("gallerySettings", "axis"),
        "grid_x_axis": ("gridSettings", "xAxis"),
        "grid_y_axis": ("gridSettings", "yAxis"),
    }
    found: dict[str, tuple[str, str, Json]] = {}
    for name, (holder, key) in wanted.items():
        settings = config.get(holder)
        if isinstance(settings, dict) and _AXES(settings.get(key)) is not None:
            found[name] = (holder, key, settings[key])
    return found


def _markdown(config: Mapping[str, Json]) -> Built:
    value = config.get("value") if isinstance(config.get("value"), str) else ""
    return "MarkdownPanel", {"markdown": literal(value) if value else None}, {"value": value}


def _custom_chart(config: Mapping[str, Json]) -> Built:
    from runpress.exporters.wws.custom_charts import said_query, stored_query

    query = stored_query(config.get("userQuery"))
    said: Said = {"transform": {"name": "tableWithLeafColNames"}, "userQuery": said_query(query)}
    arguments: Arguments = {"query": literal(query) if query else None}
    for name, wire, kind in (
        ("chart_name", "panelDefId", str),
        ("chart_fields", "fieldSettings", dict),
        ("chart_strings", "stringSettings", dict),
    ):
        value = config.get(wire)
        said[wire] = value if isinstance(value, kind) else kind()
        arguments[name] = literal(said[wire]) if said[wire] else None
    return "CustomChart", arguments, said


def _weave(config: Mapping[str, Json]) -> Built:
    """A query panel: one of the three that the package knows, if it makes just this query of it."""
    for name, arguments in _known_queries(config):
        return name, arguments, dict(config)
    return "WeavePanel", {"config": literal(dict(config)) if config else None}, dict(config)


def _known_queries(config: Mapping[str, Json]) -> list[tuple[str, Arguments]]:
    stored = {"viewType": "Weave", "config": dict(config)}
    found = decode_panel(stored, Decoding())
    plain = type(found)(**{name: getattr(found, name) for name in found.model_fields_set - {"extra", "omit", "beside"}})
    if not same(encode_panel(plain, Layout(), Encoding()).get("config"), config):
        return []
    match plain:
        case SummaryTablePanel(table_name=table):
            return [("WeavePanelSummaryTable", {"table_name": literal(table)})]
        case ArtifactPanel(artifact=artifact, tab=tab):
            shown = None if tab in (None, "overview") else literal(tab)
            return [("WeavePanelArtifact", {"artifact": literal(artifact), "tab": shown})]
        case ArtifactFilePanel(artifact=artifact, version=version, file=file):
            named = {"artifact": literal(artifact), "version": literal(version), "file": literal(file)}
            return [("WeavePanelArtifactVersionedFile", dict(named))]
    return []


def _take_metrics(config: Mapping[str, Json], name: str, arguments: Arguments, said: Said) -> None:
    metrics = metrics_code(config.get("metrics"))
    if metrics is not None and config["metrics"]:
        arguments[name], said["metrics"] = metrics, config["metrics"]


def _take_aggregate(config: Mapping[str, Json], arguments: Arguments, said: Said) -> None:
    if said.get("groupBy") not in (None, "None"):
        said["aggregate"] = True
    else:
        taken(config, (fields.Field("aggregate", "aggregate", fields.FLAG),), arguments, said)


def _ordered(arguments: Arguments, first: tuple[str, ...]) -> Arguments:
    """The arguments, these before all others. The default x axis goes without saying."""
    if isinstance(arguments.get("x"), Raw) and arguments["x"] == Raw('"Step"'):
        arguments["x"] = None
    return {
        name: arguments[name] for name in (*first, *(key for key in arguments if key not in first)) if name in arguments
    }


_BUILDERS: dict[str, Callable[[Mapping[str, Json]], Built]] = {
    "Run History Line Plot": _line,
    "Scatter Plot": _scatter,
    "Bar Chart": _bar,
    "Scalar Chart": _scalar,
    "Code Comparer": _code_comparer,
    "Parallel Coordinates Plot": _parallel,
    "Parameter Importance": _importance,
    "Run Comparer": _run_comparer,
    "Media Browser": _media,
    "Markdown Panel": _markdown,
    "Vega2": _custom_chart,
    "Weave": _weave,
}
