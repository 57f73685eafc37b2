"""The workspaces and the report of W&B's tutorials, as documents: what they say is what the Python code there says."""

from pathlib import Path

import pytest

from runpress.model.blocks import Embed, Heading, PanelGrid, TableOfContents
from runpress.model.filters import print_filter
from runpress.model.text import plain_text
from runpress.model.view import Report, Workspace
from runpress.pipeline import compile_document
from runpress.source import SourceFile

CONTENT = Path(__file__).parents[2] / "content"


def view(path: str) -> Report | Workspace:
    compiled = compile_document(SourceFile(path, (CONTENT / path).read_text(encoding="utf-8")))
    assert compiled.diagnostics == ()
    return compiled.view


def workspace(name: str) -> Workspace:
    found = view(f"workspaces/{name}.md")
    assert isinstance(found, Workspace)
    assert found.front.project == "acme/workspace-api-example"
    return found


def sections(found: Workspace) -> list[tuple[str, bool, list[str]]]:
    """Name, whether it is open, and its panels in one word each."""
    return [
        (section.name, section.options.is_open, [short(panel) for panel in section.grid.panels])
        for section in found.sections
    ]


def short(panel) -> str:
    keys = getattr(panel, "y", None) or getattr(panel, "metrics", None) or (panel.metric,)
    names = " ".join(key.text("metric") for key in keys)
    return f"{panel.type} {names}"


def test_a_saved_view():
    found = workspace("example-workspace")
    assert found.front.title == "Example W&B Workspace"
    assert sections(found) == [("Validation Metrics", True, ["line val_loss", "bar val_accuracy", "scalar f1_score"])]
    assert found.sections[0].grid.panels[2].groupby_aggfunc == "mean"


def test_custom_settings():
    found = workspace("custom-settings")
    assert found.front.title == "An example workspace"
    assert sections(found) == [
        ("Validation", True, ["line val_loss", "line val_accuracy", "scalar f1_score", "scalar recall"]),
        ("Training", False, ["line train_loss", "line train_accuracy"]),
    ]
    settings = found.front.settings
    assert (settings.x_axis.text("metric"), settings.x_min, settings.x_max) == ("Step", 0, 75)
    assert (settings.smoothing_type, settings.smoothing_weight) == ("gaussian", 20)
    assert (settings.ignore_outliers, settings.remove_legends_from_panels) == (False, False)
    assert (settings.tooltip_number_of_runs, settings.tooltip_color_run_names) == ("default", True)
    assert (settings.max_runs, settings.point_visualization_method) == (20, "bucketing")
    assert settings.auto_expand_panel_search_results is False
    local = found.sections[0].options.panel_settings
    assert (local.x_min, local.x_max, local.smoothing_type) == (25, 50, "none")
    panel = found.sections[0].grid.panels[0]
    assert (panel.title, panel.title_x) == ("Validation Loss Custom Title", "Custom x-axis title")


def test_filters_and_a_regex():
    found = workspace("filtered-runs")
    assert found.front.title == "Advanced Filtered Workspace with Regex"
    assert sections(found) == [("Advanced Filtered Section", True, ["line val_loss", "line val_accuracy"])]
    assert (found.runset.query, found.runset.regex_query) == ("^s", True)
    assert print_filter(found.runset.filters) == (
        "summary.val_loss < 0.1 and summary.val_accuracy > 0.8"
        ' and id in ["sample-run", "slow-run", "swift-run", "other-run"]'
    )


def test_run_colours():
    found = workspace("run-colors")
    assert {run: settings.color for run, settings in found.runset.run_settings.items()} == {
        "sample-run": "purple",
        "slow-run": "orange",
        "swift-run": "teal",
        "other-run": "magenta",
    }


def test_grouped_runs():
    found = workspace("grouped-runs")
    assert found.front.title == "Grouped Runs Workspace"
    assert [str(key) for key in found.runset.groupby] == ["name"]


def test_sorted_runs():
    found = workspace("sorted-runs")
    assert found.front.title == "Sorted Runs Workspace"
    assert [str(order) for order in found.runset.order] == ["summary.val_loss"]
    assert found.runset.order[0].ascending


def test_everything_together():
    found = workspace("my-workspace-template")
    assert found.front.title == "My Workspace Template"
    assert sections(found) == [
        ("Main Metrics", True, ["line val_loss", "line val_accuracy", "scalar f1_score"]),
        ("Additional Metrics", False, ["scalar precision", "scalar recall"]),
    ]
    settings = found.front.settings
    assert (settings.x_min, settings.x_max, settings.smoothing_type, settings.smoothing_weight) == (0, 100, "none", 0)
    runset = found.runset
    assert (runset.query, runset.regex_query) == ("", False)
    assert print_filter(runset.filters) == 'summary.val_loss < 1 and name == "sample_run"'
    assert [str(key) for key in runset.groupby] == ["name"]
    assert [str(order) for order in runset.order] == ["summary.Step"]
    assert [settings.color for settings in runset.run_settings.values()] == ["red", "blue", "green", "orange"]
    assert not any(settings.disabled for settings in runset.run_settings.values())


def test_the_awesome_report():
    found = view("reports/my-awesome-model-training-report.md")
    assert isinstance(found, Report)
    assert found.front.title == "My Awesome Model Training Report"
    assert found.front.description
    kinds = [type(block) for block in found.blocks]
    assert kinds == [TableOfContents, Heading, Embed, Heading, Embed, Heading, Embed, PanelGrid]
    headings = [(block.level, plain_text(block.children)) for block in found.blocks if isinstance(block, Heading)]
    assert headings == [(2, "Experiment Summary"), (2, "Dataset Information"), (2, "Model Information")]
    assert all(block.options.markdown for block in found.blocks if isinstance(block, Embed))
    (panel,) = found.blocks[-1].panels
    assert (panel.title, panel.x.text("metric"), panel.title_x, panel.title_y) == ("Train Loss", "Step", "Step", "Loss")
    assert [key.text("metric") for key in panel.y] == ["loss"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("filtered-runs", {"sample_run", "swift_run"}),
        ("my-workspace-template", {"sample_run"}),
        ("sorted-runs", {"sample_run", "slow_run", "swift_run", "other_run"}),
    ],
)
def test_the_recorded_runs_that_a_workspace_selects(name, shown):
    from runpress.data import SourceConfig, open_store
    from runpress.data.protocol import RunsQuery

    runset = workspace(name).runset
    store = open_store([SourceConfig("acme/workspace-api-example", "runs/workspace-api-example", CONTENT)])
    query = RunsQuery(None, runset.filters, search=runset.query, is_regex=runset.regex_query)
    assert {run.name for run in store.runs(query)} == shown
