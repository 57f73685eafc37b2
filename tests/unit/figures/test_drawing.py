"""All panel types: each has a figure, says what it is, and why it is empty."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import runpress.figures
from runpress.data.protocol import SeriesQuery
from runpress.figures import FIGURES, draw, inherit, queries, title_of
from runpress.figures.drawing import OF_RUNS
from runpress.figures.figure import CardContent, EmptyContent, MarkdownContent
from runpress.figures.reasons import no_runs
from runpress.model.filters.nodes import NO_RUN
from runpress.model.grid import GridOptions
from runpress.model.panels import (
    PANELS,
    ArtifactFilePanel,
    ArtifactPanel,
    BarPanel,
    CodeComparerPanel,
    CustomChartPanel,
    LinePanel,
    MarkdownPanel,
    ParallelCoordinatesPanel,
    ParameterImportancePanel,
    RawPanel,
    RunComparerPanel,
    ScalarPanel,
    ScatterPanel,
    SummaryTablePanel,
    WeavePanel,
)
from runpress.model.runset import Runset, RunSettings
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings
from support.memory_data import MemoryData
from support.runs import expression, rows, run, selected

REQUIRED = {"artifact-file": {"artifact": "model", "version": "v1", "file": "a.txt"}}


@pytest.fixture
def data():
    return MemoryData(
        [run("a", config={"lr": 1}), run("b", config={"lr": 2})], {"a": rows(loss=[1, 2]), "b": rows(loss=[3, 4])}
    )


@pytest.mark.parametrize("word", sorted(PANELS))
def test_what_is_said_without_loading_the_module_of_a_type_is_what_the_module_says(word, data):
    panel, nothing = PANELS[word](**REQUIRED.get(word, {})), selected(data, Runset(filters=expression("config.lr > 9")))
    own = import_module(f"runpress.figures.{FIGURES[word]}").figure(panel, nothing, data)
    assert own.content == draw(panel, nothing, data).content
    assert (word in OF_RUNS) == (own.content == no_runs(nothing, data))


def test_every_panel_type_has_a_figure_module_and_every_module_a_type():
    """A new panel type needs a module in `runpress/figures/` and a line in `FIGURES`."""
    assert set(FIGURES) == set(PANELS)
    folder = Path(runpress.figures.__file__).parent
    models = Path(import_module("runpress.model.panels").__file__).parent
    modules = {path.stem for path in models.glob("*.py")} & {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert set(FIGURES.values()) == modules
    for word, model in PANELS.items():
        assert model.__module__.rpartition(".")[2] == FIGURES[word]
        module = import_module(f"runpress.figures.{FIGURES[word]}")
        assert callable(module.queries)
        assert callable(module.figure)


@pytest.mark.parametrize("word", PANELS)
def test_every_panel_draws_something_and_says_it(word, data):
    panel = PANELS[word](type=word, **REQUIRED.get(word, {}))
    figure = draw(panel, selected(data), data)
    assert figure.alt
    content = figure.content
    assert not isinstance(content, EmptyContent) or content.reason
    assert isinstance(queries(panel, selected(data)), tuple)


@pytest.mark.parametrize("word", [word for word in PANELS if word != "markdown"])
def test_a_panel_without_runs_says_why_or_is_a_card(word):
    data = MemoryData([], configured=("acme/demo",))
    panel = PANELS[word](type=word, **REQUIRED.get(word, {}))
    content = draw(panel, selected(data), data).content
    if not isinstance(content, CardContent):
        assert content.reason == "the data of `acme/demo` holds no runs", "add the type to OF_RUNS in drawing.py"


def test_the_author_has_the_last_word_on_title_and_alternative(data):
    figure = draw(LinePanel(y="loss", title="", alt="What it shows"), selected(data), data)
    assert (figure.title, figure.alt) == ("", "What it shows")
    assert draw(LinePanel(y="nothing", alt="What it shows"), selected(data), data).alt == "What it shows"
    assert title_of(ScatterPanel(x="config.lr", y="acc")) == "acc by lr"
    assert title_of(BarPanel(metrics=["a", "b"])) == "a and b"


def test_colours_of_the_grid_win(data):
    figure = draw(
        LinePanel(y="loss"), selected(data), data, grid=GridOptions(custom_run_colors={"a": "red", "run b": "blue"})
    )
    assert [curve.color for curve in figure.content.curves] == ["red", "blue"]


def test_a_panel_may_name_its_run_set(data):
    selection = selected(data, Runset(name="one", query="run a"), Runset(name="two", query="run b"))
    figure = draw(LinePanel(y="loss", runset="two"), selection, data)
    assert [curve.label for curve in figure.content.curves] == ["run b"]


@pytest.mark.parametrize(
    ("panel", "label", "says"),
    [
        (CodeComparerPanel(diff="unified"), "Code comparer", "compared in one column"),
        (ParameterImportancePanel(with_respect_to="val_loss"), "Parameter importance", "`val_loss`"),
        (
            CustomChartPanel(chart_name="wandb/scatter/v0", query={"summaryTable": {"tableKey": "preds"}}),
            "Custom chart",
            "the table `preds`",
        ),
        (SummaryTablePanel(table_name="preds"), "Table", "`preds`"),
        (ArtifactPanel(artifact="model", tab="lineage"), "Artifact", "opened at its lineage"),
        (
            ArtifactFilePanel(artifact="model", version="v3", file="a.txt"),
            "Artifact file",
            "`a.txt` of the artifact `model:v3`",
        ),
        (WeavePanel(config={"panel2Config": {}}), "Query panel", "query language"),
        (
            RawPanel(spec={"viewType": "Confusion Matrix", "config": {"normalize": True}}),
            "Confusion Matrix",
            "`Confusion Matrix`",
        ),
        (RawPanel(spec={}), "Panel of an unknown type", "kept as it was written"),
    ],
)
def test_cards_say_what_they_are_and_what_will_be_shown(panel, label, says, data):
    figure = draw(panel, selected(data), data)
    assert isinstance(figure.content, CardContent)
    assert figure.content.type_label == label
    assert says in figure.content.text
    assert "Only W&B draws it, with 2 runs of run set `all`" in figure.content.text


def test_cards_say_what_is_true_of_published_documents_too(data):
    """Views that are published are shown by the same pages, on a server of ours for example."""
    for panel in (CodeComparerPanel(), RawPanel(spec={}), SummaryTablePanel(table_name="preds")):
        found = draw(panel, selected(data), data)
        assert "publish" not in f"{found.content.text} {found.alt}"


def test_cards_show_their_options_in_words(data):
    panel = CustomChartPanel(chart_name="x/y", chart_fields={"x": "loss", "y": "<b>"}, title="T")
    details = dict(draw(panel, selected(data), data).content.details)
    assert details == {"Chart name": "x/y", "Chart fields": "x: loss and y: <b>"}
    raw = RawPanel(spec={"viewType": "Foo", "config": {"a": [1, 2], "b": {"c": None}}})
    assert dict(draw(raw, selected(data), data).content.details) == {"a": "1 and 2", "b": "c: none"}


def test_markdown_asks_nothing(data):
    panel = MarkdownPanel(markdown="# Hi <b>")
    assert draw(panel, selected(data), data).content == MarkdownContent("# Hi <b>")
    assert queries(panel, selected(data)) == ()
    assert draw(MarkdownPanel(markdown=" "), selected(data), data).content.reason == "the panel has no text"


class TestNoRuns:
    """Why a run set shows nothing."""

    def reason(self, data, runset, *, project="acme/demo"):
        return draw(LinePanel(y="loss"), selected(data, runset, project=project), data).content

    def test_no_source_at_all(self):
        content = self.reason(MemoryData(), Runset())
        assert content.reason == "no data source is configured for the project `acme/demo`"
        assert "`data: {acme/demo: path/to/runs}`" in content.hint
        assert self.reason(MemoryData(), Runset(), project=None).reason == "no data source is configured"

    def test_a_project_that_is_spelled_otherwise(self, data):
        content = self.reason(data, Runset(project="acme/dmo"))
        assert content.reason == "no data source is configured for the project `acme/dmo`"
        assert content.hint.startswith("Did you mean `acme/demo`?")

    def test_a_filter_names_the_clause_that_removes_all(self, data):
        runset = Runset(name="few", filters=expression("config.lr >= 1 and config.lr > 5 and state == 'x'"))
        assert self.reason(data, runset).reason == "0 of 2 runs match run set `few`: none has `config.lr > 5`"
        together = Runset(name="few", filters=expression("config.lr <= 1 and config.lr >= 2 and config.lr >= 1"))
        assert (
            self.reason(data, together).reason
            == "0 of 2 runs match run set `few`: none has `config.lr <= 1 and config.lr >= 2`"
        )

    def test_a_run_set_with_an_error(self, data):
        content = self.reason(data, Runset(name="few", filters=NO_RUN))
        assert content.reason == "run set `few` selects no run, because it has an error"
        assert content.hint == "`runpress check` says what is wrong with it"

    def test_a_search(self, data):
        assert (
            self.reason(data, Runset(name="s", query="zz")).reason
            == "0 of 2 runs match run set `s`: no name contains `zz`"
        )
        regex = Runset(name="s", query="^z", regex_query=True)
        assert (
            self.reason(data, regex).reason
            == "0 of 2 runs match run set `s`: no name matches the regular expression `^z`"
        )

    def test_all_runs_hidden(self, data):
        hidden = Runset(name="h", run_settings={name: RunSettings(disabled=True) for name in "ab"})
        figure = draw(LinePanel(y="loss"), selected(data, hidden), data)
        assert figure.alt == "Nothing to show: all 2 runs of run set `h` are hidden"
        assert [curve.hidden for curve in figure.content.curves] == [True, True]
        comparer = draw(RunComparerPanel(), selected(data, hidden), data).content
        assert {run for run, _, _ in comparer.runs} == comparer.hidden == {"acme/demo/a", "acme/demo/b"}

    def test_several_run_sets(self, data):
        selection = selected(data, Runset(name="x", query="zz"), Runset(name="y", query="yy"))
        reason = draw(LinePanel(y="loss"), selection, data).content.reason
        assert (
            reason
            == "0 of 2 runs match run set `x`: no name contains `zz`; 0 of 2 runs match run set `y`: no name contains `yy`"
        )


class TestInherit:
    """Settings of sections and workspaces; the panel's own options win."""

    def test_a_line_panel_takes_what_it_leaves_out(self):
        section = SectionPanelSettings(x_axis="Wall Time", smoothing_type="gaussian", smoothing_weight=5)
        workspace = WorkspaceSettings(
            x_axis="Relative Time", max_runs=3, ignore_outliers=True, remove_legends_from_panels=True
        )
        panel = inherit(LinePanel(y="loss"), section=section, workspace=workspace)
        assert str(panel.x) == "Wall Time"
        assert (panel.smoothing_type, panel.smoothing_factor) == ("gaussian", 5)
        assert (panel.max_runs_to_show, panel.ignore_outliers, panel.show_legend) == (3, True, False)

    def test_its_own_options_win(self):
        section = SectionPanelSettings(x_axis="Wall Time", smoothing_type="gaussian", smoothing_weight=5, x_min=1)
        panel = LinePanel(y="loss", x="Step", smoothing_factor=0.5, range_x=(None, 9))
        assert inherit(panel, section=section) == panel

    def test_defaults_that_nobody_wrote_change_nothing(self):
        panel = LinePanel(y="loss", x="epoch")
        assert inherit(panel, section=SectionPanelSettings(), workspace=WorkspaceSettings()) is panel
        bar = BarPanel(metrics="x")
        assert inherit(bar, workspace=WorkspaceSettings(max_runs=3)) is bar


class TestHiddenRuns:
    """A run that the author hid is part of the figure, for readers to show; what the figure says leaves it out."""

    HIDDEN = Runset(name="all", order=["name"], run_settings={"a": RunSettings(disabled=True)})

    def drawn(self, data, panel, runset=HIDDEN):
        return draw(panel, selected(data, runset), data)

    def test_its_curve_stands_behind_the_others(self, data):
        figure = self.drawn(data, LinePanel(y="loss"))
        assert [(curve.label, curve.hidden) for curve in figure.content.curves] == [("run b", False), ("run a", True)]
        assert [list(x) for x in figure.content.xs] == [[0, 1]]
        assert list(figure.content.curves[1].y) == [1, 2]
        assert figure.alt == "1 run, lowest loss 3 at step 0"

    def test_its_x_joins_the_others(self):
        data = MemoryData([run("a"), run("b")], {"a": rows(loss=[1, 2, 3]), "b": rows(loss=[4])})
        content = self.drawn(data, LinePanel(y="loss")).content
        assert [list(content.xs[curve.x]) for curve in content.curves] == [[0], [0, 1, 2]]

    def test_dots_bars_and_lines(self, data):
        scatter = self.drawn(data, ScatterPanel(x="config.lr", y="config.lr", running_ymax=True)).content
        assert [(dot.label, dot.hidden) for dot in scatter.dots] == [("run b", False), ("run a", True)]
        assert [list(rule.y) for rule in scatter.rules] == [[2]]
        bars = self.drawn(data, BarPanel(metrics="config.lr")).content.bars
        assert [(bar.label, bar.hidden) for bar in bars] == [("run b", False), ("run a", True)]
        parallel = self.drawn(data, ParallelCoordinatesPanel(columns=["config.lr"])).content
        assert [(line.label, line.hidden) for line in parallel.lines] == [("run b", False), ("run a", True)]

    def test_it_is_in_no_group_and_no_number(self, data):
        grouped = Runset(order=["name"], groupby=["state"], run_settings={"a": RunSettings(disabled=True)})
        curves = self.drawn(data, LinePanel(y="loss"), grouped).content.curves
        assert [curve.runs for curve in curves] == [("acme/demo/b",)]
        assert len(self.drawn(data, LinePanel(y="loss", groupby="state")).content.curves) == 1
        assert self.drawn(data, ScalarPanel(metric="config.lr")).content.value == 2

    def test_its_queries_are_asked_for(self, data):
        asked = queries(LinePanel(y="loss"), selected(data, self.HIDDEN))
        assert [query.runs for query in asked if isinstance(query, SeriesQuery)] == [("b",), ("a",)]


@pytest.mark.parametrize("word", sorted(PANELS))
def test_a_panel_that_says_nothing_is_drawn_all_the_same(word, data):
    panel, runs = PANELS[word](**REQUIRED.get(word, {})), selected(data, Runset())
    asked = queries(panel, runs)
    assert isinstance(asked, tuple)
    assert draw(panel, runs, data).content is not None
