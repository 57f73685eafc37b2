"""The panel types, one module each (query panels share one)."""

from __future__ import annotations

from runpress.model.panels.bar import BarPanel
from runpress.model.panels.base import Panel
from runpress.model.panels.code_comparer import CodeComparerPanel
from runpress.model.panels.custom_chart import CustomChartPanel
from runpress.model.panels.line import LinePanel
from runpress.model.panels.markdown import MarkdownPanel
from runpress.model.panels.media_browser import MediaBrowserPanel
from runpress.model.panels.parallel_coordinates import ParallelCoordinatesPanel
from runpress.model.panels.parameter_importance import ParameterImportancePanel
from runpress.model.panels.raw import RawPanel
from runpress.model.panels.run_comparer import RunComparerPanel
from runpress.model.panels.run_table import RunTablePanel
from runpress.model.panels.scalar import ScalarPanel
from runpress.model.panels.scatter import ScatterPanel
from runpress.model.panels.weave import ArtifactFilePanel, ArtifactPanel, SummaryTablePanel, WeavePanel

PANELS: dict[str, type[Panel]] = {
    "line": LinePanel,
    "scatter": ScatterPanel,
    "bar": BarPanel,
    "scalar": ScalarPanel,
    "parallel-coordinates": ParallelCoordinatesPanel,
    "parameter-importance": ParameterImportancePanel,
    "run-comparer": RunComparerPanel,
    "run-table": RunTablePanel,
    "media-browser": MediaBrowserPanel,
    "markdown": MarkdownPanel,
    "code-comparer": CodeComparerPanel,
    "custom-chart": CustomChartPanel,
    "summary-table": SummaryTablePanel,
    "artifact": ArtifactPanel,
    "artifact-file": ArtifactFilePanel,
    "weave": WeavePanel,
    "raw": RawPanel,
}
"""Each type as documents name it."""

TYPE_NAMES: dict[str, str] = {
    **{model.view_type.lower(): word for word, model in PANELS.items() if model.view_type.lower() not in ("", *PANELS)},
    "lineplot": "line",
    "line_plot": "line",
    "curve": "line",
    "scatterplot": "scatter",
    "barplot": "bar",
    "barchart": "bar",
    "histogram": "bar",
    "box": "bar",
    "violin": "bar",
    "scalarchart": "scalar",
    "number": "scalar",
    "pcp": "parallel-coordinates",
    "parallel": "parallel-coordinates",
    "parallelcoordinatesplot": "parallel-coordinates",
    "importance": "parameter-importance",
    "parameterimportanceplot": "parameter-importance",
    "comparer": "run-comparer",
    "table": "run-table",
    "runs": "run-table",
    "media": "media-browser",
    "image": "media-browser",
    "images": "media-browser",
    "gallery": "media-browser",
    "text": "markdown",
    "code": "code-comparer",
    "vega": "custom-chart",
    "vega2": "custom-chart",
    "weavepanelsummarytable": "summary-table",
    "weavepanelartifact": "artifact",
    "weavepanelartifactversionedfile": "artifact-file",
}
"""What authors and W&B's own names may call a type, in lower case, and what it is called here: suggested, never read."""

__all__ = [
    "PANELS",
    "TYPE_NAMES",
    "ArtifactFilePanel",
    "ArtifactPanel",
    "BarPanel",
    "CodeComparerPanel",
    "CustomChartPanel",
    "LinePanel",
    "MarkdownPanel",
    "MediaBrowserPanel",
    "Panel",
    "ParallelCoordinatesPanel",
    "ParameterImportancePanel",
    "RawPanel",
    "RunComparerPanel",
    "RunTablePanel",
    "ScalarPanel",
    "ScatterPanel",
    "SummaryTablePanel",
    "WeavePanel",
]
