"""Panels: the object that W&B stores for one, and back.

    {"__id__", "layout", "viewType", "config"}

The fields of a panel make its `config`. What it keeps beside them: `extra` is merged into `config`, `beside` into the
object, `omit` names what the stored object lacks (`config/xAxis`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.columns import COLUMN_TEXTS
from runpress.codec.fields import (
    Decoding,
    Encoding,
    Primitive,
    built,
    decode_node,
    difference,
    encode_node,
    parts_of,
    plain,
    tupled,
    with_residue,
)
from runpress.codec.ids import is_chosen
from runpress.codec.json_text import Json, dumps
from runpress.codec.odd_values import report_odd_values, wire_keys
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.overridden import report_overridden
from runpress.codec.primitives import weave
from runpress.codec.primitives.charts import (
    GRADIENT,
    LINES,
    NULLABLE,
    ORIENTATION,
    LineColors,
    MetricRegex,
    Range,
    UseMetricRegex,
)
from runpress.codec.primitives.columns import ParallelColumns
from runpress.codec.primitives.custom_chart import Limit, VegaQuery
from runpress.codec.primitives.keys import COLON_KEY, GROUPBY, METRIC, TARGET, Aggregate, Metrics, OneMetric
from runpress.codec.primitives.media import GALLERY_AXIS, GRID_X_AXIS, GRID_Y_AXIS, MODE, PAGE, Inner
from runpress.diagnostics.codes import lowering
from runpress.diagnostics.codes import stored as codes
from runpress.model.layout import Layout
from runpress.model.panels import PANELS
from runpress.model.panels.base import Panel
from runpress.model.panels.raw import RawPanel
from runpress.model.panels.run_table import RunTablePanel
from runpress.model.panels.weave import WeavePanel
from runpress.source import NOWHERE

PRIMITIVES: dict[str, Primitive] = {
    "metric": METRIC,
    "metrics": Metrics(),
    "one-metric": OneMetric(),
    "colon-key": COLON_KEY,
    "target": TARGET,
    "groupby": GROUPBY,
    "aggregate": Aggregate(),
    "range": Range(),
    "metric-regex": MetricRegex(),
    "use-metric-regex": UseMetricRegex(),
    "line-colors": LineColors(),
    "gradient": GRADIENT,
    "column-texts": COLUMN_TEXTS,
    "parallel-columns": ParallelColumns(),
    "orientation": ORIENTATION,
    "lines": LINES,
    "nullable": NULLABLE,
    "gallery-axis": GALLERY_AXIS,
    "grid-x-axis": GRID_X_AXIS,
    "grid-y-axis": GRID_Y_AXIS,
    "media-mode": MODE,
    "media-page": PAGE,
    "vega-query": VegaQuery(),
    "vega-limit": Limit(),
    "vega-transform": Inner("name"),
    "weave-table": weave.TABLE,
    "weave-artifact": weave.ARTIFACT,
    "weave-artifact-file": weave.ARTIFACT_FILE,
    "weave-runs": weave.RUN_TABLE,
    "weave-config": weave.WHOLE,
}
"""The primitives that fields of panels name."""

AUTO = "isAuto"
_ID = "__id__"
_ALWAYS = frozenset({_ID, "layout", "config"})
_BY_VIEW_TYPE: dict[str, type[Panel]] = {
    **{model.view_type: model for model in PANELS.values() if model.view_type not in ("", WeavePanel.view_type)},
}
_QUERY_VIEW_TYPES = (WeavePanel.view_type, "Weave Trace")


def encode_panel(panel: Panel, layout: Layout, scope: Encoding) -> dict[str, Json]:
    """The panel as W&B stores it, at this place."""
    _note(panel, scope)
    report_overridden(panel, PRIMITIVES, scope)
    out = _said(panel, layout, scope)
    return _identified(out, panel, scope) if _ID not in panel.omit else out


def decode_panel(
    stored: Mapping[str, Json], scope: Decoding, *, layout: Layout | None = None, path: JsonPath = ()
) -> Panel:
    """The panel that says a stored object, which stands where `layout` says (the default place if left out).

    `path` is where the object stands.
    """
    panel = _decoded(stored, scope, layout or Layout())
    _report(panel, scope, path)
    if not isinstance(stored.get("viewType"), str):
        lacks = "the `viewType` of this panel is no text" if "viewType" in stored else "this panel has no `viewType`"
        scope.findings.append(Oddity(codes.ODD_VALUE, path, f"{lacks}; it is kept as JSON"))
    return panel


def _decoded(stored: Mapping[str, Json], scope: Decoding, layout: Layout) -> Panel:
    model = _model(stored)
    config = stored.get("config")
    if model is RawPanel:
        spec = {key: value for key, value in stored.items() if key not in (_ID, "layout")}
        panel: Panel = built(RawPanel, {"spec": tupled(spec)})
    else:
        panel = decode_node(model, config if isinstance(config, dict) else {}, PRIMITIVES, scope)
    kept = _with_residue(panel, stored, layout, scope)
    if model.view_type == WeavePanel.view_type and model is not WeavePanel and _is_long(kept.extra, config):
        panel = decode_node(WeavePanel, config if isinstance(config, dict) else {}, PRIMITIVES, scope)
        return _with_residue(panel, stored, layout, scope)
    return kept


def _report(panel: Panel, scope: Decoding, path: JsonPath) -> None:
    if not panel.extra and not panel.beside and panel.id is None:
        return
    name = "a panel of no type" if isinstance(panel, RawPanel) else f"a panel of type {type(panel).view_type}"
    report_odd_values(panel.beside, _ALWAYS, path, scope, of=name)
    report_odd_values(panel.extra, wire_keys(type(panel)), (*path, "config"), scope, of=name)
    if panel.id and panel.id in scope.repeated:
        scope.findings.append(Oddity(codes.SHARED_ID, (*path, _ID), f"`{panel.id}` is the id of something else, too"))


def _note(panel: Panel, scope: Encoding) -> None:
    """Say which options of a table of runs, and of a panel that is stored as it is, W&B cannot hold."""
    if isinstance(panel, RawPanel) and panel.title:
        message = f"the title `{panel.title}` of a raw panel is not published: `spec` is all of it"
        help_ = "write it into the `config` of `spec`, as W&B does: `chartTitle` in most panels"
        scope.findings.append(lowering.PANEL.at(panel.span or NOWHERE, message, help=help_))
    if not isinstance(panel, RunTablePanel):
        return
    lost = [name for name in RunTablePanel.model_fields if name in panel.model_fields_set - Panel.model_fields.keys()]
    if lost:
        names = ", ".join(f"`{name}`" for name in lost)
        message = f"{names} of a run table {'is' if len(lost) == 1 else 'are'} not published"
        help_ = "W&B chooses the columns itself; columns of a run set are published"
        scope.findings.append(lowering.PANEL.at(panel.span or NOWHERE, message, help=help_))


def _said(panel: Panel, layout: Layout, scope: Encoding) -> dict[str, Json]:
    """The object without an id, with what the panel keeps beside its fields."""
    out: dict[str, Json] = {"layout": {"x": layout.x, "y": layout.y, "w": layout.w, "h": layout.h}}
    if isinstance(panel, RawPanel):
        out |= plain(panel.spec)
        scope.has_raw_keys = True
    else:
        out |= {"viewType": type(panel).view_type, "config": encode_node(panel, PRIMITIVES, scope)}
    if panel.auto is not None:
        out[AUTO] = panel.auto
    if panel.extra is None and not panel.beside:
        return with_residue(out, None, panel.omit, scope)
    beside = dict(panel.beside or {})
    if panel.extra is not None:
        beside["config"] = panel.extra
    return with_residue(out, beside, panel.omit, scope)


def _identified(out: dict[str, Json], panel: Panel, scope: Encoding) -> dict[str, Json]:
    """The object with its id, which stands first; an id is made of all but the place."""
    if panel.id is not None:
        return {_ID: panel.id, **out}
    if _ID in out:
        return out
    return {_ID: scope.ids.make("panel", {key: value for key, value in out.items() if key != "layout"}), **out}


def _with_residue(panel: Panel, stored: Mapping[str, Json], layout: Layout, scope: Decoding) -> Panel:
    """The panel with what its fields do not say."""
    id_ = stored.get(_ID)
    said = {_ID: id_ if isinstance(id_, str) else "", **_said(panel, layout, Encoding())}
    kept = _own_id(id_, scope, has_type=isinstance(panel, RawPanel) is False or "viewType" in stored)
    if isinstance(stored.get(AUTO), bool) and not isinstance(panel, RawPanel):
        kept["auto"] = said[AUTO] = stored[AUTO]
    left = difference(stored, said)
    if not left:
        return panel.model_copy(update=kept) if kept else panel
    return panel.model_copy(update={**kept, **parts_of(left, "config")})


def _own_id(id_: Json, scope: Decoding, *, has_type: bool) -> dict[str, Any]:
    """The id as an option, where it cannot be made anew: it is shared, chosen, or of something that is no panel."""
    if isinstance(id_, str) and (is_chosen(id_) or id_ in scope.repeated or not has_type):
        return {"id": id_}
    return {}


def _model(stored: Mapping[str, Json]) -> type[Panel]:
    view_type = stored.get("viewType")
    if not isinstance(view_type, str):
        return RawPanel
    if view_type in _QUERY_VIEW_TYPES:
        return weave.kind_of_query(stored.get("config")) if view_type == WeavePanel.view_type else WeavePanel
    return _BY_VIEW_TYPE.get(view_type, RawPanel)


def _is_long(extra: Any, config: Json) -> bool:
    """Whether a template saves little: what differs from it is more than half of the whole."""
    return bool(extra) and 2 * len(dumps(extra)) > len(dumps(config))
