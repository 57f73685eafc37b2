"""Specs of workspaces as servers may hold them: known keys with known and odd values, unknown keys, pieces missing."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support.stored_panels import stored_panels
from support.stored_runsets import stored_runsets

IDS = st.sampled_from(["a1", "b2", "c3", "shared", ""])
TEXTS = st.sampled_from(
    ["", "loss", "val/loss", "a b", " edge ", "two\nlines", "# hash", "*star*", "🚀", "x # y", "Charts"]
)
NUMBERS = st.sampled_from([0, 1, 2, 0.5, 10.0, -1, 100_000, 1e300])
COLORS = st.sampled_from(["red", "#00ff00", "rgb(1, 2, 3)", "", "no colour"])
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "b", "x/y"]), inner, max_size=2),
    max_leaves=4,
)


def objects(known: dict[str, st.SearchStrategy[Any]], *, missing: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    """Objects with these keys, of which some are missing, odd, or joined by unknown ones."""
    whole = st.fixed_dictionaries({} if missing else known, optional=known if missing else {})
    odd = st.dictionaries(st.sampled_from([*known, "unknown"]), JSON, max_size=1)
    return st.builds(lambda own, other: {**own, **other}, whole, odd | st.just({}))


SETTINGS = objects(
    {
        "xAxis": st.sampled_from(["_step", "_timestamp", "epoch", "config.lr.value", "Step"]),
        "xAxisMin": NUMBERS,
        "xAxisMax": NUMBERS,
        "xAxisActive": st.booleans(),
        "smoothingType": st.sampled_from(["none", "exponential", "gaussian", "loud"]),
        "smoothingWeight": NUMBERS,
        "smoothingActive": st.booleans(),
        "ignoreOutliers": st.booleans(),
        "useRunsTableGroupingInPanels": st.booleans(),
        "maxRuns": NUMBERS,
        "pointVisualizationMethod": st.sampled_from(["bucketing-gorilla", "sampling", "bucketing"]),
        "suppressLegends": st.booleans(),
        "colorRunNames": st.booleans(),
        "tooltipNumberOfRuns": st.sampled_from(["single", "default", "all_runs", "many"]),
        "shouldAutoGeneratePanels": st.booleans(),
    }
)
FLOW = objects(
    {
        "snapToColumns": st.booleans(),
        "columnsPerPage": NUMBERS,
        "rowsPerPage": NUMBERS,
        "gutterWidth": NUMBERS,
        "boxWidth": NUMBERS,
        "boxHeight": NUMBERS,
    }
)


def sections() -> st.SearchStrategy[Any]:
    """Sections of a panel bank."""
    return objects(
        {
            "__id__": IDS,
            "name": TEXTS,
            "isOpen": st.booleans(),
            "pinned": st.booleans(),
            "type": st.sampled_from(["flow", "grid", "round"]),
            "sorted": NUMBERS,
            "isPanelsAuto": st.booleans(),
            "defaultName": TEXTS,
            "flowConfig": FLOW,
            "localPanelSettings": SETTINGS,
            "panels": st.lists(stored_panels() | JSON, max_size=3),
        }
    )


def colors() -> st.SearchStrategy[Any]:
    """Colours of runs, and of groups of the run set `a1` and of others."""
    groups = [
        "run-color-group:%22a1%22:%5B%7B%22kind%22%3A%22group%22%2C%22key%22%3A%22run%3Agroup%22%2C%22value%22%3A%22g%22%7D%5D",
        "run-color-group:%22a1%22:%5B%5D",
        "run-color-group:%22other%22:%5B%5D",
        "run-color-group:%22a1%22:%7B",
        "a1-group:x",
    ]
    return st.dictionaries(st.sampled_from(["r1", "r2", *groups]), COLORS | JSON, max_size=4)


def overrides() -> st.SearchStrategy[Any]:
    """What readers changed in panels, and where they moved them."""
    keys = st.sampled_from(["loss", "__custom_panel__:a1", "__custom_panel__:b2"])
    return st.dictionaries(keys, st.fixed_dictionaries({"sectionId": IDS}) | JSON, max_size=2)


@st.composite
def stored_workspaces(draw: st.DrawFn) -> dict[str, Any]:
    """Whole specs."""
    bank = objects(
        {
            "state": NUMBERS,
            "settings": objects(
                {
                    "autoOrganizePrefix": NUMBERS,
                    "showEmptySections": st.booleans(),
                    "sortAlphabetically": st.booleans(),
                    "searchQuery": TEXTS,
                    "autoExpandSearchResults": st.booleans(),
                    "searchHistory": st.lists(st.fixed_dictionaries({"query": TEXTS}), max_size=2),
                }
            ),
            "sections": st.lists(sections() | JSON, max_size=3),
            "panelConfigOverrides": overrides(),
            "panelPlacementOverrides": overrides(),
        }
    )
    section = objects(
        {
            "panelBankConfig": bank,
            "panelBankSectionConfig": sections(),
            "customRunColors": colors(),
            "name": TEXTS,
            "runSets": st.lists(stored_runsets() | JSON, max_size=2),
            "settings": SETTINGS,
            "workspaceSettings": objects({"shouldAutoGeneratePanels": st.booleans(), "ref": JSON}),
            "openRunSet": NUMBERS,
            "openViz": st.booleans(),
        }
    )
    known = {
        "section": section | JSON,
        "vizExpanded": st.booleans(),
        "libraryExpanded": st.booleans(),
        "version": NUMBERS,
    }
    return {"section": draw(section), **draw(objects(known))}
