r"""runpress presses experiment runs into views: Markdown with `panel` and `runset` fences.

    import runpress as rp

    compiled = rp.compile("# Loss\n\n```panel\ny: val_loss\n```\n")
    for finding in rp.check(["reports"]):
        print(finding.span.begin, finding.message)

    view = rp.report(["## Loss", rp.LinePanel(y=["val_loss"])], title="Loss", project="acme/digits")
    spec = rp.encode(view).spec

What stands in `__all__` is stable; everything else is free to move. Importing runpress loads nothing
but this file: each name is fetched when it is first used.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from runpress.api.building import grid, report, section, workspace
    from runpress.api.comparing import Difference, compare
    from runpress.api.documents import check, compile, explain  # noqa: A004 - compiling is what it does
    from runpress.api.filtering import api_filters
    from runpress.api.nodes import (  # a stub: how options may be given
        ArtifactFilePanel,
        ArtifactPanel,
        Author,
        BarPanel,
        CodeComparerPanel,
        CustomChartPanel,
        GridOptions,
        Layout,
        LinePanel,
        MarkdownPanel,
        MediaBrowserPanel,
        Ordering,
        ParallelCoordinatesPanel,
        ParameterImportancePanel,
        RawPanel,
        RunComparerPanel,
        Runset,
        RunSettings,
        RunTablePanel,
        ScalarPanel,
        ScatterPanel,
        SectionLayoutSettings,
        SectionOptions,
        SectionPanelSettings,
        SummaryTablePanel,
        WeavePanel,
        WorkspaceSettings,
    )
    from runpress.api.views import decode, encode, to_markdown, view_object
    from runpress.codec.oddities import Oddity
    from runpress.codec.views import Decoded, Encoded
    from runpress.diagnostics import Code, Diagnostic, Edit, Severity
    from runpress.errors import RunpressError
    from runpress.model.blocks import PanelGrid
    from runpress.model.filters.terms import (
        Condition,
        Term,
        and_,
        config,
        key,
        metric,
        not_,
        off,
        or_,
        run,
        summary,
        tags,
    )
    from runpress.model.keys import Key
    from runpress.model.panels import Panel
    from runpress.model.view import Report, Section, Workspace
    from runpress.pipeline import Compiled
    from runpress.source import Position, SourceFile, Span

__all__ = [
    "ArtifactFilePanel",
    "ArtifactPanel",
    "Author",
    "BarPanel",
    "Code",
    "CodeComparerPanel",
    "Compiled",
    "Condition",
    "CustomChartPanel",
    "Decoded",
    "Diagnostic",
    "Difference",
    "Edit",
    "Encoded",
    "GridOptions",
    "Key",
    "Layout",
    "LinePanel",
    "MarkdownPanel",
    "MediaBrowserPanel",
    "Oddity",
    "Ordering",
    "Panel",
    "PanelGrid",
    "ParallelCoordinatesPanel",
    "ParameterImportancePanel",
    "Position",
    "RawPanel",
    "Report",
    "RunComparerPanel",
    "RunSettings",
    "RunTablePanel",
    "RunpressError",
    "Runset",
    "ScalarPanel",
    "ScatterPanel",
    "Section",
    "SectionLayoutSettings",
    "SectionOptions",
    "SectionPanelSettings",
    "Severity",
    "SourceFile",
    "Span",
    "SummaryTablePanel",
    "Term",
    "WeavePanel",
    "Workspace",
    "WorkspaceSettings",
    "and_",
    "api_filters",
    "check",
    "compare",
    "compile",
    "config",
    "decode",
    "encode",
    "explain",
    "grid",
    "key",
    "metric",
    "not_",
    "off",
    "or_",
    "report",
    "run",
    "section",
    "summary",
    "tags",
    "to_markdown",
    "view_object",
    "workspace",
]

_HOMES = {
    "ArtifactFilePanel": "runpress.model.panels",
    "ArtifactPanel": "runpress.model.panels",
    "Author": "runpress.model.front_matter",
    "BarPanel": "runpress.model.panels",
    "Code": "runpress.diagnostics",
    "CodeComparerPanel": "runpress.model.panels",
    "Compiled": "runpress.pipeline",
    "Condition": "runpress.model.filters.terms",
    "CustomChartPanel": "runpress.model.panels",
    "Decoded": "runpress.codec.views",
    "Diagnostic": "runpress.diagnostics",
    "Difference": "runpress.api.comparing",
    "Edit": "runpress.diagnostics",
    "Encoded": "runpress.codec.views",
    "GridOptions": "runpress.model.grid",
    "Key": "runpress.model.keys",
    "Layout": "runpress.model.layout",
    "LinePanel": "runpress.model.panels",
    "MarkdownPanel": "runpress.model.panels",
    "MediaBrowserPanel": "runpress.model.panels",
    "Oddity": "runpress.codec.oddities",
    "Ordering": "runpress.model.order",
    "Panel": "runpress.model.panels",
    "PanelGrid": "runpress.model.blocks",
    "ParallelCoordinatesPanel": "runpress.model.panels",
    "ParameterImportancePanel": "runpress.model.panels",
    "Position": "runpress.source",
    "RawPanel": "runpress.model.panels",
    "Report": "runpress.model.view",
    "RunComparerPanel": "runpress.model.panels",
    "RunSettings": "runpress.model.runset",
    "RunTablePanel": "runpress.model.panels",
    "RunpressError": "runpress.errors",
    "Runset": "runpress.model.runset",
    "ScalarPanel": "runpress.model.panels",
    "ScatterPanel": "runpress.model.panels",
    "Section": "runpress.model.view",
    "SectionLayoutSettings": "runpress.model.section",
    "SectionOptions": "runpress.model.section",
    "SectionPanelSettings": "runpress.model.section",
    "Severity": "runpress.diagnostics",
    "SourceFile": "runpress.source",
    "Span": "runpress.source",
    "SummaryTablePanel": "runpress.model.panels",
    "Term": "runpress.model.filters.terms",
    "WeavePanel": "runpress.model.panels",
    "Workspace": "runpress.model.view",
    "WorkspaceSettings": "runpress.model.settings",
    "and_": "runpress.model.filters.terms",
    "api_filters": "runpress.api.filtering",
    "check": "runpress.api.documents",
    "compare": "runpress.api.comparing",
    "compile": "runpress.api.documents",
    "config": "runpress.model.filters.terms",
    "decode": "runpress.api.views",
    "encode": "runpress.api.views",
    "explain": "runpress.api.documents",
    "grid": "runpress.api.building",
    "key": "runpress.model.filters.terms",
    "metric": "runpress.model.filters.terms",
    "not_": "runpress.model.filters.terms",
    "off": "runpress.model.filters.terms",
    "or_": "runpress.model.filters.terms",
    "report": "runpress.api.building",
    "run": "runpress.model.filters.terms",
    "section": "runpress.api.building",
    "summary": "runpress.model.filters.terms",
    "tags": "runpress.model.filters.terms",
    "to_markdown": "runpress.api.views",
    "view_object": "runpress.api.views",
    "workspace": "runpress.api.building",
}


_WITH_OPTIONS = {name for name, home in _HOMES.items() if home.startswith("runpress.model.") and name[0].isupper()}
"""What may be a node, whose options `help` lists."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}", name=name, obj=sys.modules[__name__])
    value = getattr(import_module(_HOMES[name]), name)
    if name in _WITH_OPTIONS:
        import_module("runpress.api.help").with_options(value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
