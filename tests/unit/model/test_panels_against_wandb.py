"""Panel options have W&B's names, choices and wire names: compared with the official package."""

from __future__ import annotations

import dataclasses
import typing
import warnings

import pytest

from runpress.model.node import encoding, wire_name
from runpress.model.panels import PANELS, choices
from runpress.model.runset import Runset
from runpress.model.section import SectionLayoutSettings, SectionOptions
from runpress.model.settings import SectionPanelSettings, WorkspaceSettings

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import wandb_workspaces.reports.v2.interface as reports
    import wandb_workspaces.workspaces.interface as workspaces
    from wandb_workspaces.reports.v2 import internal

CLASSES = {
    "line": reports.LinePlot,
    "scatter": reports.ScatterPlot,
    "bar": reports.BarPlot,
    "scalar": reports.ScalarChart,
    "parallel-coordinates": reports.ParallelCoordinatesPlot,
    "parameter-importance": reports.ParameterImportancePlot,
    "run-comparer": reports.RunComparer,
    "media-browser": reports.MediaBrowser,
    "markdown": reports.MarkdownPanel,
    "code-comparer": reports.CodeComparer,
    "custom-chart": reports.CustomChart,
    "summary-table": reports.WeavePanelSummaryTable,
    "artifact": reports.WeavePanelArtifact,
    "artifact-file": reports.WeavePanelArtifactVersionedFile,
    "weave": reports.WeavePanel,
}
OURS_ALONE = {"run-table", "raw"}
CONFIGS = {
    "line": internal.LinePlotConfig,
    "scatter": internal.ScatterPlotConfig,
    "bar": internal.BarPlotConfig,
    "scalar": internal.ScalarChartConfig,
    "parallel-coordinates": internal.ParallelCoordinatesPlotConfig,
    "run-comparer": internal.RunComparerConfig,
    "media-browser": internal.MediaBrowserConfig,
    "markdown": internal.MarkdownPanelConfig,
    "code-comparer": internal.CodeComparerConfig,
}
# Options that W&B's app has and its Python API has not; their wire names are those of the older API.
OLD = {
    "line": {
        "showLegend", "groupRunsLimit", "colorEachMetricDifferently", "aggregateMetrics",
        "useGlobalSmoothingWeight", "useLocalSmoothing", "startingXAxis", "yAxisAutoRange",
    },
    "scatter": {"minColor", "maxColor", "legendFields", "yAxisLineSmoothingWeight"},
    "bar": {
        "plotStyle", "legendFields", "groupRunsLimit", "colorEachMetricDifferently", "aggregateMetrics", "showLegend",
    },
    "scalar": {"groupBy", "aggregate", "aggregateMetrics", "groupRunsLimit", "legendFields", "showLegend"},
    "parallel-coordinates": {"legendFields", "gradientColor"},
    "run-comparer": {"collapsedTree"},
    "markdown": set(),
    "code-comparer": set(),
    "media-browser": {
        "stepIndex", "mediaIndex", "actualSize", "fitToDimension", "pixelated", "selection", "page", "tileLayout",
        "stepStrideLength", "snapToExistingStep", "maxGalleryItems", "maxYAxisCount", "moleculeConfig",
        "segmentationMaskConfig", "boundingBoxConfig",
    },
}  # fmt: skip


def names(declared: type) -> set[str]:
    return {field.name for field in dataclasses.fields(declared) if not field.name.startswith("_")}


def aliases(config: type) -> set[str]:
    return {info.alias or name for name, info in config.model_fields.items()}


def test_every_type_is_compared() -> None:
    assert set(PANELS) == set(CLASSES) | OURS_ALONE, (
        "add the type to CLASSES, or to OURS_ALONE if W&B's package lacks it"
    )


@pytest.mark.parametrize("word", CLASSES)
def test_a_panel_has_all_options_of_wandbs_class(word) -> None:
    missing = names(CLASSES[word]) - set(PANELS[word].model_fields)
    # An artifact panel inherits `config` there, and ignores it.
    assert missing == ({"config"} if word == "artifact" else set())


@pytest.mark.parametrize("word", CONFIGS)
def test_a_panel_has_all_options_of_the_app(word) -> None:
    wires = {wire_name(field) for field in PANELS[word].model_fields.values()}
    assert OLD[word] <= wires


@pytest.mark.parametrize("word", CONFIGS)
def test_options_that_are_stored_as_they_are_have_wandbs_wire_names(word) -> None:
    model = PANELS[word]
    wires = {
        name: wire_name(field)
        for name, field in model.model_fields.items()
        if wire_name(field) and not encoding(field) and name != "title"
    }
    assert wires or word in ("code-comparer", "markdown")
    known = aliases(CONFIGS[word]) | OLD[word]
    assert {field: wire for field, wire in wires.items() if wire not in known} == {}


def test_view_types_are_wandbs() -> None:
    views = {model.view_type for model in PANELS.values() if model.view_type}
    declared = {
        typing.get_args(internal.__dict__[name].model_fields["view_type"].annotation)[0]
        for name in dir(internal)
        if hasattr(internal.__dict__.get(name), "model_fields") and "view_type" in internal.__dict__[name].model_fields
        if typing.get_args(internal.__dict__[name].model_fields["view_type"].annotation)
    }
    assert views <= declared, "`view_type` is W&B's name of the type; leave it empty for a panel that is ours alone"


@pytest.mark.parametrize(
    "name",
    [
        "LinePlotStyle",
        "BarPlotStyle",
        "FontSize",
        "LegendPosition",
        "GroupAgg",
        "GroupArea",
        "Mark",
        "SmoothingType",
        "PointVizMethod",
    ],
)
def test_choices_are_wandbs(name) -> None:
    assert typing.get_args(getattr(choices, name)) == typing.get_args(getattr(internal, name))


@pytest.mark.parametrize(
    ("ours", "theirs", "but"),
    [
        (Runset, reports.Runset, set()),
        # Colours of groups stand among the other colours.
        (Runset, workspaces.RunsetSettings, {"group_colors"}),
        # A section's name is its heading, its panels are fences.
        (SectionOptions, workspaces.Section, {"name", "panels"}),
        (SectionLayoutSettings, workspaces.SectionLayoutSettings, set()),
        (SectionPanelSettings, workspaces.SectionPanelSettings, set()),
        (WorkspaceSettings, workspaces.WorkspaceSettings, set()),
    ],
)
def test_other_nodes_have_all_options_of_wandbs_classes(ours, theirs, but) -> None:
    assert names(theirs) - set(ours.model_fields) == but


WITHOUT_EFFECT = {"panel_search_query", "auto_expand_panel_search_results"}
"""W&B's package never writes these, so that they have no default to share."""
FOLLOWS = {"smoothing_type"}
"""What nobody said follows from another option: no weight, no smoothing."""
ONE_POSITION = {"remove_legends_from_panels", "tooltip_color_run_names"}
"""Of these it never writes the default. Here that is what nobody said."""


@pytest.mark.parametrize("ours", [WorkspaceSettings, SectionPanelSettings, SectionLayoutSettings])
def test_defaults_of_settings_are_wandbs(ours) -> None:
    theirs = getattr(workspaces, ours.__name__)()
    mine = ours().model_dump()
    for name in names(type(theirs)) - WITHOUT_EFFECT:
        assert mine[name] == getattr(theirs, name) or (name in ONE_POSITION | FOLLOWS and mine[name] is None), name
