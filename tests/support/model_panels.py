"""Strategies for panels as documents say them: every option of every type, with values that W&B can hold."""

from __future__ import annotations

import typing
from typing import Any

from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from runpress.codec.columns import column_of_text, text_of_column
from runpress.model.colors import without_name
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.model.panels.base import Panel
from runpress.model.values import GroupKeyType, KeyType

NAMES = st.sampled_from(["loss", "val/acc", "lr", "ü b", "Step", "group", "a:b", "x-y", "9", "true"])
WORDS = NAMES | st.sampled_from(["", " ", "a\nb", "${run:name}", "# no heading", "- x", "{a: b}", "null"])
ATTRIBUTES = st.sampled_from(["name", "id", "state", "created_at", "group", "runtime", "tags"])
COLORS = st.sampled_from(["red", "#fff", "#FAC13C80", "rgb(1, 2, 3)", "rgba(1,2,3,0.5)", "RebeccaPurple"])
NUMBERS = st.sampled_from([0.0, 0.5, 1.0, 2.5, 1e-9])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | WORDS,
    lambda inner: st.lists(inner, max_size=2).map(tuple) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
PATHS = st.lists(st.sampled_from(["lr", "opt", "a b", "batch"]), min_size=1, max_size=3).map(tuple)
CONFIGS = PATHS.map(lambda path: Key("config", path)) | st.just(Key("config", ("opt.lr",)))
SUMMARIES = PATHS.map(lambda path: Key("summary", path))
METRICS = NAMES.map(lambda name: Key("metric", (name,))) | st.sampled_from(
    [Key("metric", (name,)) for name in ("_step", "_timestamp", "_runtime", "_absolute_runtime")]
)
QUERY = st.dictionaries(
    st.sampled_from(["summary", "history", "config", "id", "summaryTable"]),
    st.none()
    | st.lists(NAMES, max_size=2).map(tuple)
    | st.dictionaries(st.sampled_from(["keys", "tableKey"]), NAMES, min_size=1),
    max_size=3,
).filter(lambda query: query.get("id") != ())  # asked for in any case
BY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    "with_respect_to": SUMMARIES,
    "query": QUERY,
    "config": st.dictionaries(st.sampled_from(["a", "b"]), JSON, max_size=2),
    "chart_fields": st.dictionaries(WORDS, WORDS, max_size=2),
    "metric_regex": st.sampled_from(["^val/", "loss|acc", "."]),
    "xaxis_expression": WORDS,
    "range_x": st.sampled_from([(None, None), (0.0, 1.0), (None, 2.5), (-1.0, None)]),
    "gradient": st.lists(
        # W&B's gradients have no names of colours: those are published in digits.
        st.fixed_dictionaries({"color": COLORS.map(without_name), "offset": st.sampled_from([0.0, 50.0, 100.0])}),
        min_size=1,
        max_size=3,
    ),
    # Several spellings name one column of W&B's (`Step`, `_step`, `metric._step`): one of them comes back.
    "legend_fields": st.lists(WORDS.map(column_of_text).map(text_of_column), max_size=3).map(tuple),
    "smoothing_factor": NUMBERS,
    "running_smoothing": st.sampled_from([0.0, 0.5, 1.0]),
    "line_widths": st.dictionaries(NAMES, st.sampled_from([0.5, 2.0]), max_size=2),
    "line_colors": st.dictionaries(NAMES, COLORS, max_size=2),
    "min_color": COLORS,
    "table_name": NAMES,
}
BY_FIELD |= dict.fromkeys(("range_y", "range_z"), BY_FIELD["range_x"])
BY_FIELD |= {"max_color": COLORS, "chart_strings": BY_FIELD["chart_fields"]}
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    bool: st.booleans(),
    int: st.integers(1, 100),
    float: NUMBERS,
    str: WORDS,
}
NOT_STORED = frozenset({"type", "width", "height", "layout", "runset", "alt", "id", "extra", "beside", "omit"})
"""Options of the document alone, and those that keep what is stored beside the others."""


@st.composite
def model_panels(draw: st.DrawFn) -> Panel:
    """A panel of any type but the table of runs and raw ones, with options that all are stored."""
    word = draw(st.sampled_from([word for word in PANELS if word not in ("run-table", "raw")]))
    model = PANELS[word]
    fields = draw(st.lists(st.sampled_from(sorted(set(model.model_fields) - NOT_STORED)), unique=True, max_size=8))
    needed = [name for name in ("table_name", "artifact", "version", "file", "config") if name in model.model_fields]
    values = {name: draw(_strategy(name, model.model_fields[name])) for name in {*fields, *needed}}
    values = _without_what_follows(values)
    faulty = model.model_validate(values).unwritable()  # errors in a document
    return model.model_validate({name: value for name, value in values.items() if name not in faulty})


def _without_what_follows(values: dict[str, Any]) -> dict[str, Any]:
    """The options without those that say what others imply: decoding leaves these out."""
    values = {
        name: value for name, value in values.items() if value is not None or name in ("x", "orientation", "diff")
    }
    if values.get("groupby", "none") != "none" and values.get("aggregate"):
        del values["aggregate"]
    if values.get("use_metric_regex") and values.get("metric_regex"):
        del values["use_metric_regex"]
    axes = {
        "gallery" if name == "gallery_axis" else "grid" for name in values if name.endswith("_axis") and name[0] == "g"
    }
    if axes == {values.get("mode")} or (not axes and values.get("mode") == "auto"):
        del values["mode"]
    if len(axes) == 2:
        values.setdefault("mode", "grid")
    if values.get("max_runs_to_show") == 500 and "query" in values:
        del values["max_runs_to_show"]
    return values


def _strategy(name: str, field: FieldInfo) -> st.SearchStrategy[Any]:
    if name in BY_FIELD:
        return BY_FIELD[name]
    return _of_type(field.annotation, field.metadata)


def _of_type(kind: Any, metadata: list[Any]) -> st.SearchStrategy[Any]:
    key_type = next((one for one in metadata if isinstance(one, KeyType)), None)
    if key_type is not None:
        return _keys(key_type)
    if isinstance(kind, type) and issubclass(kind, Node):
        return _nodes(kind)
    inner = typing.get_args(kind)
    return _of_parts(typing.get_origin(kind), inner) if inner else SIMPLE[kind]


def _of_parts(origin: Any, inner: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if origin is typing.Annotated:
        return _of_type(inner[0], list(inner[1:]))
    if origin is typing.Literal:
        return st.sampled_from(inner)
    if origin is tuple:
        return st.lists(_of_type(inner[0], []), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(NAMES, JSON if inner[1] is Any else _of_type(inner[1], []), max_size=2)
    return st.one_of([_of_type(one, []) for one in inner])


def _keys(key_type: KeyType) -> st.SearchStrategy[Any]:
    attributes = ATTRIBUTES.map(lambda name: Key("run", (name,)))
    if isinstance(key_type, GroupKeyType):
        return CONFIGS | attributes | st.just("none") | st.just(Key("metric", ("custom",)))
    if key_type.bare == "summary":
        return SUMMARIES | CONFIGS | attributes
    return METRICS | SUMMARIES | CONFIGS


def _nodes(model: type[Node]) -> st.SearchStrategy[Any]:
    parts = {name: _strategy(name, field) for name, field in model.model_fields.items()}
    return st.fixed_dictionaries(parts)
