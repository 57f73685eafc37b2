"""Properties of figures: any options over any data give a figure, its texts are the author's, its JSON is JSON."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.data.protocol import Media, Run
from runpress.figures import as_json, as_text, draw, queries, select
from runpress.figures.figure import EmptyContent
from runpress.model.keys import Key
from runpress.model.panels import PANELS
from runpress.model.runset import Runset, RunSettings
from support.memory_data import MemoryData

NAMES = ["loss", "val/acc", "lr", "a.b", "<b>&\"'`", "${x}", "[[y]]", "é\u202e", "config", "Step", ""]
IDS = ["a", "b", "c", "<i>", "a b"]

names = st.sampled_from(NAMES)
filled = st.sampled_from([name for name in NAMES if name])
floats = st.one_of(st.floats(), st.sampled_from([0.0, -0.0, 1.0, 1e308, -1e308, 5e-324, math.nan, math.inf, -math.inf]))
plain = st.one_of(st.none(), st.booleans(), st.integers(), floats, names, st.just(10**400))
values = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(names, inner, max_size=2), max_leaves=4
)
trees = st.dictionaries(filled, values, max_size=5)
keys = st.one_of(
    st.builds(lambda name: Key("metric", (name,)), filled),
    st.builds(lambda section, name: Key(section, (name,)), st.sampled_from(["config", "summary"]), filled),
    st.sampled_from([Key("run", (name,)) for name in ("name", "state", "tags", "created_at", "runtime", "group")]),
    st.just(Key("metric", ("_step",))),
    st.just(Key("metric", ("_timestamp",))),
    st.just(Key("metric", ("_absolute_runtime",))),
)
expressions = st.sampled_from(
    ["loss", "loss / lr", "${val/acc} * config.lr", "loss +", "x", "1 / 0", "log(loss)", "config..x", "2 ** 9999"]
)
bound = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
COLORS = st.sampled_from(["red", "#fff", "rgb(1, 2, 3)"])
line_keys = st.sampled_from(["a", "a:loss", "sgd", "run", "loss", "<i>", "sgd / 1"])

BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "y": st.lists(keys, max_size=3).map(tuple),
    "metrics": st.lists(keys, max_size=3).map(tuple),
    "x": keys,
    "z": st.none() | keys,
    "metric": st.none() | keys,
    "with_respect_to": st.none() | keys,
    "groupby": st.one_of(st.none(), st.just("none"), keys),
    "custom_expressions": st.none() | st.lists(expressions, max_size=2).map(tuple),
    "xaxis_expression": st.none() | expressions,
    "xaxis_format": st.sampled_from([None, "datetime"]),
    "metric_regex": st.sampled_from([None, "l", "^val/", ".*"]),
    "legend_template": st.none()
    | st.sampled_from(["${run:name}", "${config:lr} [[ ${x} ]]", "[[", "${", "{0}%s", "${run:nope}"]),
    "legend_fields": st.none()
    | st.lists(st.sampled_from(["run:displayName", "config:lr", "x"]), max_size=2).map(tuple),
    "line_colors": st.none() | st.dictionaries(line_keys, COLORS, max_size=3),
    "line_titles": st.none() | st.dictionaries(line_keys, names, max_size=3),
    "line_widths": st.none() | st.dictionaries(line_keys, st.floats(0.5, 9), max_size=3),
    "line_marks": st.none() | st.dictionaries(line_keys, st.sampled_from(["dashed", "points"]), max_size=3),
    "smoothing_factor": st.none() | st.sampled_from([0, 0.5, 0.999, 1, 7.5, 1000]),
    "media_keys": st.lists(names, max_size=2).map(tuple),
    "title": st.none() | names,
    "alt": st.none() | names,
    "markdown": names,
    "chart_name": names,
    "chart_fields": st.dictionaries(names, names, max_size=2),
    "spec": trees,
    "query": trees,
    "config": trees,
    "extra": st.none() | trees,
    "table_name": names,
    "artifact": names,
    "version": names,
    "file": names,
    "columns": st.lists(keys, max_size=3).map(tuple),
    "order": st.lists(keys.map(lambda key: {"name": key, "ascending": False}), max_size=2).map(tuple),
    **{
        name: st.lists(keys, max_size=3).map(tuple)
        for name in ("visible_columns", "pinned_columns", "hidden_columns", "column_order")
    },
}


def _range():
    return st.tuples(bound, bound).filter(lambda pair: None in pair or pair[0] < pair[1])


def _strategy(field: str, annotation: Any) -> st.SearchStrategy[Any] | None:
    """Values for an option: those listed above, else those that its type allows."""
    if field in BY_NAME:
        return BY_NAME[field]
    if field.startswith("range_"):
        return _range()
    text = repr(annotation)
    if "Literal[" in text and "dict" not in text:
        inside = text[text.index("Literal[") + 8 : text.index("]", text.index("Literal["))]
        return st.sampled_from([part.strip().strip("'") for part in inside.split(",")])
    if "bool" in text:
        return st.booleans()
    if "int" in text and "dict" not in text:
        return st.integers(1, 5)
    return None


@st.composite
def panels(draw_value):
    word = draw_value(st.sampled_from(sorted(PANELS)))
    model = PANELS[word]
    options: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        if name in ("type", "layout", "width", "height", "runset", "gradient"):
            continue
        strategy = keys if (word, name) == ("scatter", "y") else _strategy(name, field.annotation)
        if strategy is not None and (field.is_required() or draw_value(st.booleans())):
            options[name] = draw_value(strategy)
    if word == "parallel-coordinates" and "columns" in options:
        options["columns"] = tuple({"metric": key, "log": draw_value(st.booleans())} for key in options["columns"])
    options = {name: value for name, value in options.items() if value is not None}
    return model(type=word, **options)


@st.composite
def datas(draw_value):
    ids = draw_value(st.lists(st.sampled_from(IDS), unique=True, max_size=4))
    runs = [
        Run(
            id=run,
            name=draw_value(names),
            project=draw_value(st.sampled_from(["x/p", "x/q"])),
            attributes=draw_value(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "tags": st.lists(names, max_size=2),
                        "created_at": st.sampled_from(["2026-11-21T00:00:00Z", "nonsense", 5, None]),
                        "runtime": plain.filter(lambda value: not isinstance(value, str)),
                        "group": st.none() | names,
                        "state": names,
                    },
                )
            ),
            config=draw_value(trees),
            summary=draw_value(trees),
        )
        for run in ids
    ]
    columns = st.dictionaries(filled, floats, max_size=3)
    history = {
        run: [
            {"_step": at, "_runtime": 2.0 * at, "_timestamp": 1e9 + at} | row
            for at, row in enumerate(draw_value(st.lists(columns, max_size=5)))
        ]
        for run in ids
    }
    images = [
        Media(run, name, step, 0, "/x.png")
        for run in ids
        for name, step in draw_value(st.lists(st.tuples(names, st.integers(0, 3)), max_size=2))
    ]
    return MemoryData(runs, history, images)


runsets = st.builds(
    lambda groupby, limit, colors, hidden: Runset(
        groupby=groupby,
        limit=limit,
        custom_run_colors=colors,
        run_settings={run: RunSettings(disabled=True) for run in hidden},
    ),
    st.lists(keys, max_size=2).map(tuple),
    st.none() | st.integers(1, 3),
    st.dictionaries(st.sampled_from([*NAMES, "a", "lr / 1"]), COLORS, max_size=2),
    st.lists(st.sampled_from(IDS), max_size=1),
)


def check(panel, chosen, data):
    selection = select(chosen, data, default_project=None)
    figure = draw(panel, selection, data)
    assert figure.alt
    if isinstance(figure.content, EmptyContent):
        assert figure.content.reason
    text = as_text(figure)
    assert json.loads(text) == json.loads(json.dumps(as_json(figure)))
    again = draw(panel, select(chosen, data, default_project=None), data)
    assert as_text(again) == text
    assert all(hash(query) is not None for query in queries(panel, selection))
    return selection, figure


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(panels(), st.lists(runsets, max_size=2), datas())
def test_any_panel_over_any_data_gives_a_figure(panel, chosen, data):
    check(panel, chosen, data)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=20000, suppress_health_check=list(HealthCheck), deadline=None)
@given(panels(), st.lists(runsets, max_size=2), datas())
def test_any_panel_over_any_data_gives_a_figure_at_length(panel, chosen, data):
    check(panel, chosen, data)


@settings(max_examples=60, deadline=None)
@given(
    st.text(min_size=1, max_size=20).filter(lambda text: text.strip()),
    st.sampled_from(["line", "scatter", "bar", "run-table", "run-comparer"]),
)
def test_the_name_of_a_run_passes_unchanged(name, word):
    data = MemoryData(
        [Run("a", name, "x/p", config={"lr": 1.0}, summary={"loss": 2.0})], {"a": [{"_step": 0, "loss": 1.0}]}
    )
    options = {"line": {"y": "loss"}, "scatter": {"x": "config.lr", "y": "loss"}, "bar": {"metrics": "loss"}}
    panel = PANELS[word](type=word, **options.get(word, {}))
    content = draw(panel, select([Runset()], data, default_project="x/p"), data).content
    labels = {
        "line": lambda: content.curves[0].label,
        "scatter": lambda: content.dots[0].label,
        "bar": lambda: content.bars[0].label,
        "run-table": lambda: content.rows[0].cells[0],
        "run-comparer": lambda: content.runs[0][1],
    }
    assert labels[word]() == name
