"""Whatever a server stores becomes a document that compiles to what was stored: nothing is lost on the way."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from runpress.conversion.document import pull_json
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.stored_panels import stored_grids
from support.stored_reports import stored_reports
from support.stored_workspaces import stored_workspaces

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much])


@st.composite
def reports(draw: st.DrawFn) -> dict[str, Any]:
    """Reports in which grids stand among the prose."""
    report = draw(stored_reports())
    blocks = report.get("blocks")
    if isinstance(blocks, list):
        for grid in draw(st.lists(stored_grids(), max_size=2)):
            blocks.insert(draw(st.integers(0, len(blocks))), grid)
    return report


def lost(stored: dict[str, Any]) -> list[Any]:
    """What is not the same after the way through a document."""
    pulled = pull_json(SourceFile("stored.json", json.dumps(stored)))
    assert pulled.text is not None
    compiled = compile_spec(SourceFile("stored.md", pulled.text))
    assert compiled.spec is not None
    assert not compiled.has_errors, [finding.message for finding in compiled.findings]
    return list(differences(normalise(stored), normalise(compiled.spec)))


@given(reports())
@SLOW
def test_reports_come_back(stored: dict[str, Any]) -> None:
    assert lost(stored) == []


@given(stored_workspaces())
@SLOW
@example({"section": {"panelBankConfig": {"sections": [{"panels": [{"layout": {"x": 16, "y": 0, "w": 12, "h": 6}}]}]}}})
@example({"section": {"runSets": [{"id": "", "search": {"query": "(", "isRegex": True}}]}})
def test_workspaces_come_back(stored: dict[str, Any]) -> None:
    assert lost(stored) == []


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(reports() | stored_workspaces())
@settings(suppress_health_check=list(HealthCheck), max_examples=20_000)
def test_twenty_thousand_views_come_back(stored: dict[str, Any]) -> None:
    assert lost(stored) == []
