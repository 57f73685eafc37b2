"""Titles of panels that have none: what they show, known without data."""

from __future__ import annotations

from runpress.figures import wording
from runpress.model.panels.bar import BarPanel
from runpress.model.panels.base import Panel
from runpress.model.panels.custom_chart import CustomChartPanel
from runpress.model.panels.line import LinePanel
from runpress.model.panels.media_browser import MediaBrowserPanel
from runpress.model.panels.parameter_importance import ParameterImportancePanel
from runpress.model.panels.scalar import ScalarPanel
from runpress.model.panels.scatter import ScatterPanel

_MOST = 4


def title_of(panel: Panel) -> str:
    """The author's title, else one made of what the panel shows; empty where its type says it all."""
    return panel.title if panel.title is not None else wording.listed(_names(panel), most=_MOST)


def _names(panel: Panel) -> list[str]:
    names: list[str] = []
    match panel:
        case LinePanel():
            names = [*(key.label for key in panel.y), *(panel.custom_expressions or ())]
            names += [panel.pattern] if panel.pattern else []
        case BarPanel():
            names = [*(key.label for key in panel.metrics), *(panel.custom_expressions or ())]
        case ScalarPanel():
            names = [*(panel.custom_expressions or ([panel.metric.label] if panel.metric else []))]
        case ScatterPanel() if panel.x and panel.y:
            names = [f"{panel.y.label} by {panel.x.label}"]
        case ParameterImportancePanel() if panel.with_respect_to:
            names = [f"Importance for {panel.with_respect_to.label}"]
        case MediaBrowserPanel():
            names = list(panel.media_keys)
        case CustomChartPanel():
            names = [panel.chart_strings.get("title", "")]
        case _:
            pass
    return names
