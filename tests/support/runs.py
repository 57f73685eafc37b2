"""Small sets of runs for tests of figures, each value chosen so that results can be worked by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.data.protocol import Run
from runpress.diagnostics import Severity
from runpress.figures import Selection, select
from runpress.model.filters import Expression, parse_filter
from runpress.model.runset import Runset
from runpress.source import SourceFile
from support.memory_data import MemoryData

PROJECT = "acme/demo"


def run(
    run_id: str,
    *,
    name: str = "",
    config: Mapping[str, Any] | None = None,
    summary: Mapping[str, Any] | None = None,
    project: str = PROJECT,
    **attributes: Any,
) -> Run:
    attributes.setdefault("created_at", f"2026-11-01T00:00:{ord(run_id[-1]) % 60:02d}")
    return Run(
        id=run_id,
        name=name or f"run {run_id}",
        project=project,
        attributes=attributes,
        config=config or {},
        summary=summary or {},
    )


def rows(**columns: Sequence[float]) -> list[dict[str, float]]:
    """One row a step: `rows(loss=[3, 2, 1])` logs `loss` at steps 0, 1, 2."""
    length = max(map(len, columns.values()))
    base = {"_step": range(length)} | columns
    return [
        {name: values[at] for name, values in base.items() if at < len(values)}
        | {"_runtime": 2.0 * at, "_timestamp": 1e9 + at}
        for at in range(length)
    ]


def expression(text: str) -> Expression:
    """A filter, read."""
    source = SourceFile("filter.md", text)
    found, findings = parse_filter(text, source.span)
    assert found is not None
    assert not any(finding.severity is Severity.ERROR for finding in findings)
    return found


def selected(data: MemoryData, *runsets: Runset, project: str | None = PROJECT) -> Selection:
    return select(runsets or (Runset(name="all", order=["created_at"]),), data, default_project=project)
