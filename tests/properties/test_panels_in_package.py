"""The real package reads the panels that we store as its own, and keeps what it knows of them."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import assume, example, given, settings

from runpress.codec.views import encode_view
from runpress.model.blocks.grid import PanelGrid
from runpress.model.front_matter import FrontMatter
from runpress.model.panels import CustomChartPanel, MediaBrowserPanel
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.model.view import Report
from support.model_panels import model_panels
from support.normalise import differences, normalise
from support.wandb_package import loaded, offline, spec_of

RENAMED = ('"Step"', "opt.lr.value")
"""A metric with the name of an axis, and a config key with a point: the package renames them when it loads them."""
ADDED = {"diff", "vertical", "columnOrder", "columnWidths", "columnsPinned", "onlyShowSelected", "pageSize"}
"""What the package writes where the app has no key."""
SET = {"useMetricRegex", "userQuery", "aggregate", "mode"}
"""What the package sets by itself: a pattern is in use, 500 runs are asked for, a grouping takes runs together, an axis of
a media browser tells its mode."""
KNOWN_COLOR = re.compile(r"#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})|rgba?\(.*\)")


def is_refused(panel: Panel) -> bool:
    """Whether the package takes the panel for none of its own: names of colours, other transforms, `false`."""
    colors = [point.color for point in getattr(panel, "gradient", None) or ()]
    transform = getattr(panel, "transform", None)
    return (
        not all(map(KNOWN_COLOR.fullmatch, colors))
        or transform not in (None, "tableWithLeafColNames")
        or getattr(panel, "diff_only", None) is False
    )


def panel_of(spec: Any) -> Any:
    grid = next(block for block in spec["blocks"] if block["type"] == "panel-grid")
    return grid["metadata"]["panelBankSectionConfig"]["panels"][0]


def is_read(panel: Panel) -> None:
    view = Report(front=FrontMatter(kind="report"), blocks=(PanelGrid(panels=(panel,), runsets=(Runset(),)),))
    spec = encode_view(view, markdown=lambda _: "").spec
    assume(not any(name in json.dumps(panel_of(spec)) for name in RENAMED))
    with offline():
        report = loaded("report", spec)
        theirs = panel_of(spec_of(report))
    kind = type(next(block for block in report.blocks if hasattr(block, "panels")).panels[0]).__name__
    assert (kind == "UnknownPanel") == is_refused(panel)
    found = differences(theirs["config"], normalise(panel_of(spec)["config"]), superset=True)
    changed = {path.split(".")[1].split("[")[0] for path, _, _ in found}
    assert changed <= ADDED | SET


@settings(max_examples=40)
@given(model_panels())
@example(CustomChartPanel(transform=""))
@example(MediaBrowserPanel(mode="auto", gallery_axis="step"))
def test_the_package_reads_our_panels(panel) -> None:
    is_read(panel)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=5_000)
@given(model_panels())
def test_the_package_reads_very_many_of_our_panels(panel) -> None:
    is_read(panel)
