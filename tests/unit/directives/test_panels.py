"""Panel fences: what authors type becomes the options."""

from __future__ import annotations

import pytest

from runpress.directives.panel import told_by
from runpress.model.filters.nodes import And
from runpress.model.keys import Key
from runpress.model.panels import PANELS
from support.fences import front, lower, node


def key(text):
    return Key.parse(text, bare="metric")


def test_short_forms_set_the_options_they_stand_for() -> None:
    panel = node(
        "panel",
        """
type: line
y: [val_loss, train_loss]
smoothing: {type: gaussian, weight: 20, show_original: true}
log: {x: true, y: false}
range: {y: [0, null]}
titles: {x: Epoch}
legend: "${run:name}"
max_runs: 20
colors: {cosine: teal}
expressions: [a - b, a / b]
widths: {a1: 2.5}
marks: {a1: dashed}
""",
    )
    assert panel.y == (key("val_loss"), key("train_loss"))
    assert (panel.smoothing_type, panel.smoothing_factor, panel.smoothing_show_original) == ("gaussian", 20, True)
    assert (panel.log_x, panel.log_y) == (True, False)
    assert (panel.range_x, panel.range_y) == ((None, None), (0, None))
    assert panel.title_x == "Epoch"
    assert panel.legend_template == "${run:name}"
    assert panel.max_runs_to_show == 20
    assert panel.line_colors == {"cosine": "teal"}
    assert panel.custom_expressions == ("a - b", "a / b")
    assert panel.line_widths == {"a1": 2.5}
    assert panel.line_marks == {"a1": "dashed"}


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("smoothing: 0.6", "smoothing_factor: 0.6"),
        ("log: y", "log_y: true"),
        ("log: [x, y]", "log_x: true\nlog_y: true"),
        (
            "legend: {position: east, fields: run:displayName}",
            "legend_position: east\nlegend_fields: [run:displayName]",
        ),
        ("legend: false", "show_legend: false"),
        ("regex: ^val/", "metric_regex: ^val/"),
        ("y: loss", "y: [loss]"),
        ("x: WallTime\ny: loss", "x: Wall Time\ny: loss"),
        ("y: summary_metrics.loss", "y: summary.loss"),
        ("width: 12\ny: a", "y: a\nwidth: 12"),
    ],
)
def test_short_and_long_forms_are_the_same_panel(short, long) -> None:
    lead = "type: line\n" + ("" if "y:" in short or "regex" in short else "y: loss\n")
    assert node("panel", lead + short) == node("panel", lead + long)


@pytest.mark.parametrize(
    ("gradient", "points"),
    [
        ('[[0, "#440154"], [100, "#FDE725"]]', [(0, "#440154"), (100, "#FDE725")]),
        ("[[red, 0], [blue, 50.5]]", [(0, "red"), (50.5, "blue")]),
        ("[red, white, blue]", [(0, "red"), (50, "white"), (100, "blue")]),
        ("[{color: red, offset: 10}, {color: blue}]", [(10, "red"), (0, "blue")]),
    ],
)
def test_gradients(gradient, points) -> None:
    panel = node("panel", f"type: scatter\nx: a\ny: b\ngradient: {gradient}")
    assert [(point.offset, point.color) for point in panel.gradient] == points


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("lr", Key("config", ("lr",))),
        ("config.opt.lr", Key("config", ("opt", "lr"))),
        ("group", Key("run", ("group",))),
        ("Group", Key("run", ("group",))),
        ("job_type", Key("run", ("job_type",))),
        ("summary.best", Key("summary", ("best",))),
        ("none", "none"),
        ("None", "none"),
    ],
)
def test_a_panel_groups_by_config_unless_the_name_is_an_attribute(written, read) -> None:
    assert node("panel", f"y: loss\ngroupby: {written}").groupby == read


def test_scatter_axes_are_summary_values_unless_they_say_otherwise() -> None:
    panel = node("panel", "type: scatter\nx: config.lr\ny: acc\nz: created_at")
    assert panel.x == Key("config", ("lr",))
    assert panel.y == Key("summary", ("acc",))
    assert panel.z == Key("summary", ("created_at",))


def test_columns_of_parallel_coordinates() -> None:
    panel = node("panel", "type: parallel-coordinates\ncolumns: [acc, {metric: config.lr, name: Rate, log: true}]")
    assert [(str(column.metric), column.display_name, column.log) for column in panel.columns] == [
        ("summary.acc", None, None),
        ("config.lr", "Rate", True),
    ]


def test_columns_of_tables_in_both_spellings() -> None:
    panel = node(
        "panel",
        "type: run-table\ncolumns: {visible: [name, 'summary:acc', 'config:opt.value.lr', 'config:a.b.value', 'tags:__ALL__'],"
        " pinned: 'run:displayName'}\nsort: [-summary.acc, created_at]",
    )
    assert list(map(str, panel.visible_columns)) == ["name", "summary.acc", "config.opt.lr", 'config."a.b"', "tags"]
    assert list(map(str, panel.pinned_columns)) == ["name"]
    assert [str(order) for order in panel.order] == ["-summary.acc", "created_at"]


def test_a_table_for_a_custom_chart_is_wandbs_query() -> None:
    panel = node("panel", "type: custom-chart\nchart: wandb/bar/v0\ntable: predictions\nfields: {x: label}")
    assert panel.query == {"summaryTable": {"tableKey": "predictions"}}
    assert panel.chart_fields == {"x": "label"}


def test_numbers_are_text_as_they_are_written_where_text_is_wanted() -> None:
    panel = node("panel", "y: [1.10, 0x1F]\ntitle: 1e3\nline_titles: {a1: 2.50}")
    assert panel.title == "1e3"
    assert [name.path[0] for name in panel.y] == ["1.10", "0x1F"]
    assert panel.line_titles == {"a1": "2.50"}


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        ("y", "line"),
        ("y x title", "line"),
        ("y smoothing", "line"),
        ("x y z", "scatter"),
        ("x y regression", "scatter"),
        ("metrics groupby", "bar"),
        ("metric title", "scalar"),
        ("media_keys columns", "media-browser"),
        ("markdown", "markdown"),
        ("chart fields", "custom-chart"),
        ("artifact", "artifact"),
        ("artifact tab", "artifact"),
        ("artifact version file", "artifact-file"),
        ("table_name", "summary-table"),
        ("diff_only", "run-comparer"),
        ("diff", "code-comparer"),
        ("with_respect_to", "parameter-importance"),
        ("spec", "raw"),
        ("config", "weave"),
        ("pinned_columns", "run-table"),
        ("title width", None),
        ("", None),
    ],
)
def test_keys_tell_the_type(keys, word) -> None:
    assert told_by(frozenset(keys.split())) == word


@pytest.mark.parametrize("word", PANELS)
def test_a_panel_of_each_type_knows_where_it_was_written(word) -> None:
    panel = node("panel", PANELS[word].example)
    assert panel.span is not None
    assert panel.span.text.rstrip() == PANELS[word].example.rstrip()
    assert panel.value_span("type").text == word


def test_an_option_knows_where_it_was_written_also_in_a_short_form() -> None:
    panel = node("panel", "y: [loss, acc]\nrange: {y: [0, 1]}\nlog: y")
    assert panel.value_span("y", 1).text == "acc"
    assert panel.value_span("range_y").text == "[0, 1]"
    assert panel.key_span("range_y").text == "y"
    assert panel.value_span("log_y").text == "y"
    assert panel.value_span("title") == panel.span


def test_where_a_panel_stands_is_no_part_of_what_it_is() -> None:
    assert node("panel", "y: loss") == node("panel", "\n\ny:    loss")
    assert node("panel", "y: loss") != node("panel", "y: acc")


def test_faults_are_left_out_and_the_rest_is_kept() -> None:
    panel, findings = lower("panel", "y: [loss, {a: 1}, acc]\nlog: q\ncolors: {a: red, b: rot}\ntitle: Loss")
    assert panel.y == (key("loss"), key("acc"))
    assert panel.line_colors == {"a": "red"}
    assert panel.title == "Loss"
    assert len(findings) == 3


def test_defaults_fill_what_the_panel_does_not_say() -> None:
    document, findings = front(
        "defaults:\n  panel: {x: Wall Time, height: 9, max_runs: 3}\n  line: {smoothing: {type: gaussian, weight: 20}, max_runs: 5}\n"
        "  bar: {orientation: v}"
    )
    assert findings == []
    panel = node("panel", "y: loss\nsmoothing_factor: 3", defaults=document.defaults)
    assert panel.x == key("Wall Time")
    assert panel.height == 9
    assert panel.max_runs_to_show == 5
    assert (panel.smoothing_type, panel.smoothing_factor) == ("gaussian", 3)
    bar = node("panel", "metrics: acc", defaults=document.defaults)
    assert (bar.orientation, bar.max_runs_to_show, bar.height) == ("v", 3, 9)


def test_a_faulty_default_is_reported_where_it_stands_and_nowhere_else() -> None:
    document, findings = front("defaults: {line: {log: q, title: [a], max_runs: 5}}")
    assert [finding.span.text for finding in findings] == ["q", "[a]"]
    panel = node("panel", "y: loss", defaults=document.defaults)
    assert panel.title is None
    assert panel.max_runs_to_show == 5


def test_defaults_conflict_with_nothing() -> None:
    document, _ = front("defaults: {panel: {width: 1/2, height: 5}}")
    panel = node("panel", "y: loss\nlayout: {x: 0}", defaults=document.defaults)
    assert panel.layout is not None


def test_the_projects_defaults_stand_below_the_documents() -> None:
    project, _ = front("defaults: {line: {max_runs: 1, title: P}, bar: {max_bars: 2}}")
    document, _ = front("defaults: {line: {title: D}}")
    merged = document.defaults.over(project.defaults)
    panel = node("panel", "y: loss", defaults=merged)
    assert (panel.max_runs_to_show, panel.title) == (1, "D")
    assert node("panel", "metrics: acc", defaults=merged).max_bars_to_show == 2


def test_a_filter_of_the_defaults_is_read() -> None:
    document, findings = front('defaults: {runset: {filters: state == "finished" and config.lr > 1}}')
    assert findings == []
    assert isinstance(node("runset", "name: a", defaults=document.defaults).filters, And)
