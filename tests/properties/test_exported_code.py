"""Whatever a server holds: the code for it runs with the real package, and gives what was foreseen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runpress.codec.about import About
from runpress.codec.views import kind_of
from runpress.exporters.wws import built, export
from support.damaged_specs import damaged_specs
from support.normalise import differences, normalise
from support.stored_panels import stored_grids
from support.stored_reports import stored_reports
from support.stored_workspaces import stored_workspaces
from support.wandb_package import built_by, offline, spec_of

SPECS = (
    stored_workspaces().map(lambda spec: ("workspace", spec))
    | stored_reports().map(lambda spec: ("report", spec))
    | stored_grids().map(lambda grid: ("report", {"blocks": [grid], "width": "fixed"}))
)
COLORED_AND_HIDDEN = {"customRunColors": {"b": "red"}, "runSets": [{"selections": {"root": 1, "tree": ["a", "b"]}}]}
TITLES = st.sampled_from(["T", "", 'say "a"\\', "two\nlines", "\0", "🚀 +1", "x" * 200])


@pytest.fixture(scope="module", autouse=True)
def _offline() -> Iterator[None]:
    with offline():
        yield


def runs(case: tuple[Any, dict[str, Any]], title: str) -> None:
    kind, spec = case
    about = About(kind, title, "", "acme", "demo")
    theirs = spec_of(built_by(export(about, spec)))
    assert list(differences(normalise(built(about, spec).said), theirs)) == []


@settings(max_examples=60)
@given(case=SPECS, title=TITLES)
@example(("workspace", {"section": COLORED_AND_HIDDEN}), "runs are hidden in the order of the settings")
def test_code_runs_and_gives_what_was_foreseen(case: tuple[Any, dict[str, Any]], title: str) -> None:
    runs(case, title)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=10_000)
@given(case=SPECS, title=TITLES)
def test_very_much_code_runs_and_gives_what_was_foreseen(case: tuple[Any, dict[str, Any]], title: str) -> None:
    runs(case, title)


def is_python(spec: dict[str, Any]) -> None:
    kind = kind_of(spec)
    assert kind is not None
    compile(export(About(kind, "T", "", "acme", "demo"), spec), "exported.py", "exec")


@settings(max_examples=200)
@given(spec=damaged_specs())
@example({"blocks": [{"type": "list", "children": 5}]})
@example({"blocks": [{"type": "code-block", "children": True}]})
def test_there_is_code_whatever_stands_in_a_spec(spec: dict[str, Any]) -> None:
    is_python(spec)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=20_000)
@given(spec=damaged_specs())
def test_there_is_code_whatever_stands_in_very_many_specs(spec: dict[str, Any]) -> None:
    is_python(spec)
