"""Panels and the objects that W&B stores for them: what a declaration alone does not say."""

from __future__ import annotations

import pytest

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.oddities import path_text
from runpress.codec.panels import decode_panel, encode_panel
from runpress.model.keys import Key
from runpress.model.layout import Layout
from runpress.model.panels import (
    ArtifactPanel,
    BarPanel,
    CustomChartPanel,
    LinePanel,
    MediaBrowserPanel,
    RawPanel,
    RunTablePanel,
    ScalarPanel,
    ScatterPanel,
    SummaryTablePanel,
    WeavePanel,
)
from runpress.model.panels.base import Panel


def stored(view_type: str, **config) -> dict:
    return {"__id__": "k3x9a1", "layout": {"x": 0, "y": 0, "w": 8, "h": 6}, "viewType": view_type, "config": config}


def decoded(view_type: str, **config) -> Panel:
    return decode_panel(stored(view_type, **config), Decoding())


def config_of(panel: Panel) -> dict:
    return encode_panel(panel, Layout(), Encoding())["config"]


class TestIds:
    def test_equal_panels_have_different_ids_which_do_not_follow_their_place(self) -> None:
        first, again = Encoding(), Encoding()
        ids = [encode_panel(LinePanel(), Layout(), first)["__id__"] for _ in range(3)]
        moved = [encode_panel(LinePanel(), Layout(x=8 * at), again)["__id__"] for at in range(3)]
        assert len(set(ids)) == 3
        assert ids == moved

    def test_an_id_of_its_own_is_forgotten_and_a_shared_one_is_kept(self) -> None:
        panel = stored("Run Comparer")
        assert decode_panel(panel, Decoding()).id is None
        scope = Decoding(repeated=frozenset({"k3x9a1"}))
        assert decode_panel(panel, scope, path=("panels", 0)).id == "k3x9a1"
        assert [(each.code.id, path_text(each.path)) for each in scope.findings] == [("ST806", "$.panels[0].__id__")]

    @pytest.mark.parametrize("id_", ["", "loss", "val-loss", "Best_model", "panel.1"])
    def test_an_id_that_somebody_chose_is_kept(self, id_) -> None:
        panel = decode_panel({**stored("Run Comparer"), "__id__": id_}, Decoding())
        assert panel.id == id_
        assert encode_panel(panel, Layout(), Encoding())["__id__"] == id_

    @pytest.mark.parametrize(
        "id_", ["k3x9a1", "4fzyo82mvyr", "abcdefghijkl", "0b54d5f2-7f3c-4f6b-9d3e-3f1f7f3c4f6b", "a\ud800", "a\n"]
    )
    def test_an_id_that_w_and_b_may_have_made_is_made_anew(self, id_) -> None:
        assert decode_panel({**stored("Run Comparer"), "__id__": id_}, Decoding()).id is None

    def test_the_id_of_something_without_a_type_stays(self) -> None:
        panel = decode_panel({"__id__": "a", "config": {}}, Decoding())
        assert (panel.type, panel.id, panel.omit) == ("raw", "a", ("layout",))

    @pytest.mark.parametrize(
        ("view_type", "message"),
        [({}, "this panel has no `viewType`"), ({"viewType": 5}, "the `viewType` of this panel is no text")],
    )
    def test_a_type_that_is_no_text_is_said(self, view_type, message) -> None:
        scope = Decoding()
        assert decode_panel({"__id__": "a", **view_type, "config": {}}, scope, path=("p",)).type == "raw"
        assert [(each.path, each.message) for each in scope.findings] == [(("p",), f"{message}; it is kept as JSON")]


class TestWhatIsKept:
    def test_unknown_keys_of_the_configuration_are_extra_and_those_beside_it_beside(self) -> None:
        panel = decode_panel({**stored("Run Comparer", future=1), "key": "loss"}, Decoding())
        assert (panel.extra, panel.beside) == ({"future": 1}, {"key": "loss"})

    @pytest.mark.parametrize(
        ("mark", "auto", "beside"), [(True, True, None), (False, False, None), (1, None, {"isAuto": 1})]
    )
    def test_whether_somebody_changed_the_panel_is_an_option(self, mark, auto, beside) -> None:
        spec = {**stored("Run Comparer"), "isAuto": mark}
        panel = decode_panel(spec, Decoding())
        assert (panel.auto, panel.beside) == (auto, beside)
        assert encode_panel(panel, Layout(), Encoding())["isAuto"] is mark

    @pytest.mark.parametrize(
        ("text", "said", "ends"),
        [
            ("# T\r\n\r\ntext\r\n", "# T\n\ntext\n", "crlf"),
            ("10%\r50%\n", "10%\n50%\n", {"cr": (1,)}),
        ],
    )
    def test_each_line_of_markdown_stands_on_its_own_however_it_ends(self, text, said, ends) -> None:
        panel = decode_panel(stored("Markdown Panel", value=text), Decoding())
        assert (panel.markdown, panel.extra) == (said, {"value": {"$line_ends": ends}})
        assert encode_panel(panel, Layout(), Encoding())["config"]["value"] == text

    def test_a_raw_panel_says_all_of_itself_and_may_be_marked_as_changed(self) -> None:
        panel = decode_panel({**stored("Hologram"), "isAuto": True}, Decoding())
        assert (panel.auto, panel.spec["isAuto"]) == (None, True)
        changed = panel.model_copy(update={"auto": False})
        assert encode_panel(changed, Layout(), Encoding())["isAuto"] is False

    def test_a_wrong_value_leaves_the_panel_its_type_and_is_a_finding_with_its_place(self) -> None:
        scope = Decoding()
        panel = decode_panel(stored("Run History Line Plot", metrics=["a"], limit="many"), scope, path=("p",))
        assert isinstance(panel, LinePanel)
        assert (panel.y, panel.max_runs_to_show, panel.extra) == ((Key("metric", ("a",)),), None, {"limit": "many"})
        assert [(each.code.id, path_text(each.path)) for each in scope.findings] == [("ST805", "$.p.config.limit")]

    @pytest.mark.parametrize("config", [None, [], "text", 3])
    def test_a_configuration_that_is_no_object_is_kept(self, config) -> None:
        panel = decode_panel({**stored("Bar Chart"), "config": config}, Decoding())
        assert isinstance(panel, BarPanel)
        assert encode_panel(panel, Layout(), Encoding())["config"] == config

    def test_a_type_that_nobody_knows_is_raw(self) -> None:
        panel = decoded("Confusion Matrix", a=[1])
        assert isinstance(panel, RawPanel)
        assert panel.spec == {"viewType": "Confusion Matrix", "config": {"a": (1,)}}

    def test_null_is_no_oddity(self) -> None:
        scope = Decoding()
        decode_panel(stored("Run History Line Plot", metrics=["a"], limit=None), scope)
        assert scope.findings == []


class TestWhatFollows:
    def test_a_grouping_takes_runs_together(self) -> None:
        assert config_of(LinePanel(groupby="lr"))["aggregate"] is True
        assert "aggregate" not in config_of(LinePanel(groupby="none"))
        assert config_of(LinePanel(groupby="lr", aggregate=False))["aggregate"] is False
        assert decoded("Bar Chart", metrics=[], vertical=False, groupBy="lr.value", aggregate=True).aggregate is None

    def test_an_axis_may_have_one_end_and_end_at_nought(self) -> None:
        config = config_of(LinePanel(range_x=(None, 0), range_y=(0, 2.5)))
        ends = {name: end for name, end in config.items() if name[1:] in ("AxisMin", "AxisMax")}
        assert ends == {"xAxisMax": 0, "yAxisMin": 0, "yAxisMax": 2.5}
        panel = decoded("Run History Line Plot", xAxis="_step", metrics=[], **ends)
        assert isinstance(panel, LinePanel)
        assert (panel.range_x, panel.range_y) == ((None, 0), (0, 2.5))

    def test_a_pattern_is_in_use_unless_it_is_said_not_to_be(self) -> None:
        assert config_of(LinePanel(metric_regex="^a"))["useMetricRegex"] is True
        panel = decoded("Run History Line Plot", xAxis="_step", metrics=[], metricRegex="^a", useMetricRegex=False)
        assert isinstance(panel, LinePanel)
        assert (panel.metric_regex, panel.pattern) == ("^a", None)

    def test_gradients_have_no_names_of_colours(self) -> None:
        panel = ScatterPanel.model_validate(
            {"gradient": [{"color": "Navy", "offset": 0}, {"color": "#fff", "offset": 100}]}
        )
        assert [point["color"] for point in config_of(panel)["customGradient"]] == ["#000080", "#fff"]

    def test_the_axes_of_media_tell_the_mode(self) -> None:
        assert config_of(MediaBrowserPanel(gallery_axis="step"))["mode"] == "gallery"
        assert config_of(MediaBrowserPanel(grid_y_axis="run"))["mode"] == "grid"
        assert "mode" not in config_of(MediaBrowserPanel())

    def test_axes_without_a_mode_are_left_to_the_server(self) -> None:
        stored = {"mediaKeys": [], "gallerySettings": {"axis": "step"}, "gridSettings": {"xAxis": "run"}}
        panel = decoded("Media Browser", **stored)
        assert isinstance(panel, MediaBrowserPanel)
        assert (panel.mode, panel.gallery_axis, panel.grid_x_axis, panel.extra) == ("auto", "step", "run", None)
        assert config_of(panel) == stored
        grid = decoded("Media Browser", mediaKeys=[], gridSettings={"xAxis": "run"})
        assert (grid.mode, grid.omit) == ("auto", ())
        assert decoded("Media Browser", mediaKeys=[]).mode is None

    @pytest.mark.parametrize(
        ("color", "faint"),
        [
            ("#ff0000", "#ff000019"),  # as the package
            ("#abc", "#aabbcc19"),
            ("red", "rgba(255,0,0,0.1)"),
            ("rgb(1, 2, 3)", "rgba(1,2,3,0.1)"),
        ],
    )
    def test_colours_of_lines_have_a_faint_one_for_bands(self, color, faint) -> None:
        pair = config_of(LinePanel(line_colors={"a:loss": color}))["overrideColors"]["a:loss"]
        assert pair == {"color": color, "transparentColor": faint}

    def test_another_faint_colour_is_all_that_is_kept_beside(self) -> None:
        pair = {"color": "red", "transparentColor": "red19"}
        panel = decoded("Run History Line Plot", xAxis="_step", metrics=[], overrideColors={"a": pair})
        assert isinstance(panel, LinePanel)
        assert panel.line_colors == {"a": "red"}
        assert panel.extra == {"overrideColors": {"a": {"transparentColor": "red19"}}}


class TestOlderForms:
    def test_a_very_old_line_has_one_metric_under_key(self) -> None:
        panel = decoded("Run History Line Plot", key="loss")
        assert isinstance(panel, LinePanel)
        assert panel.y == (Key("metric", ("loss",)),)
        assert config_of(panel) == {"key": "loss"}

    def test_very_old_parallel_coordinates_have_dimensions(self) -> None:
        panel = decoded("Parallel Coordinates Plot", dimensions=["config:lr.value", "summary:acc"])
        assert [str(column.metric) for column in panel.columns] == ["config.lr", "summary.acc"]  # type: ignore[attr-defined]  # a panel with columns
        assert config_of(panel) == {"dimensions": ["config:lr.value", "summary:acc"]}

    @pytest.mark.parametrize(
        ("accessor", "key"),
        [("c::lr", "config.lr"), ("c::opt.lr", "config.opt.lr"), ("c::", "metric.c::"), ("c::a..b", "metric.c::a..b")],
    )
    def test_old_axes_of_parallel_coordinates_are_of_the_config(self, accessor, key) -> None:
        stored = {"columns": [{"accessor": accessor, "log": True}, {"accessor": "summary:acc"}]}
        panel = decoded("Parallel Coordinates Plot", **stored)
        assert [column.metric for column in panel.columns] == [Key.parse(key), Key("summary", ("acc",))]  # type: ignore[attr-defined]  # a panel with columns
        assert config_of(panel) == stored

    def test_a_scalar_of_several_metrics_shows_the_first(self) -> None:
        panel = decoded("Scalar Chart", metrics=["a", "b"])
        assert isinstance(panel, ScalarPanel)
        assert panel.metric == Key("metric", ("a",))
        assert config_of(panel)["metrics"] == ["a", "b"]


class TestCustomCharts:
    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"summary": ("a", "b")},
            {"id": None, "name": None},
            {"history": {"keys": ("x",), "id": None}, "empty": None},
            {"summaryTable": {"tableKey": "t"}},
            ({"name": "history", "fields": ({"name": "x", "fields": ()},)},),
        ],
    )
    def test_queries_come_back(self, query) -> None:
        panel = decoded("Vega2", **config_of(CustomChartPanel(query=query)))
        assert isinstance(panel, CustomChartPanel)
        assert (panel.query, panel.extra) == (query, None)

    def test_the_runs_that_are_asked_for_are_an_option(self) -> None:
        query = config_of(CustomChartPanel(max_runs_to_show=7))["userQuery"]
        assert query["queryFields"][0]["args"][1] == {"name": "limit", "value": 7}

    def test_a_query_of_something_else_than_runs_is_kept(self) -> None:
        query = {"queryFields": [{"name": "project", "fields": []}, {"name": "runSets"}]}
        panel = decoded("Vega2", userQuery=query)
        assert config_of(panel) == {"userQuery": query}


class TestQueries:
    def test_settings_of_columns_stay_beside_the_table(self) -> None:
        config = config_of(SummaryTablePanel(table_name="t"))
        config["panel2Config"]["panelConfig"] = {"tableState": {"pageSize": 5}}
        panel = decoded("Weave", **config)
        assert isinstance(panel, SummaryTablePanel)
        assert (panel.table_name, panel.extra) == (
            "t",
            {"panel2Config": {"panelConfig": {"tableState": {"pageSize": 5}}}},
        )

    def test_a_tree_that_is_mostly_other_is_a_query_of_its_own(self) -> None:
        config = config_of(ArtifactPanel(artifact="a"))
        config["panel2Config"]["panelConfig"] = {"long": "x" * 5000}
        panel = decoded("Weave", **config)
        assert type(panel) is WeavePanel
        assert config_of(panel) == config

    def test_two_panels_share_nothing(self) -> None:
        first, second = config_of(ArtifactPanel(artifact="a")), config_of(ArtifactPanel(artifact="a"))
        first["panel2Config"]["exp"]["type"]["tag"].clear()
        assert second == config_of(ArtifactPanel(artifact="a"))

    def test_a_table_of_runs_says_what_is_not_published(self) -> None:
        scope = Encoding()
        encode_panel(RunTablePanel(page_size=5), Layout(), scope)
        assert [(each.code.id, each.message) for each in scope.findings] == [
            ("WB913", "`page_size` of a run table is not published")
        ]

    def test_a_raw_panel_says_that_its_title_is_not_published(self) -> None:
        scope = Encoding()
        spec = {"viewType": "Whiteboard", "config": {}}
        assert encode_panel(RawPanel(title="Mine", spec=spec), Layout(), scope)["config"] == {}
        (finding,) = scope.findings
        assert finding.code.id == "WB913"
        assert finding.message == "the title `Mine` of a raw panel is not published: `spec` is all of it"
        assert "chartTitle" in finding.help
