r"""What JSON can hold and no file can, wherever a stored view may have it: `"\ud800"`, `1e999`, trees without end."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from runpress.codec.json_text import loads
from runpress.codec.normal import is_equal
from runpress.conversion.document import pull_json
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile
from support.recorded_specs import recorded_cases

SPECS = {case.name: case.stored for case in recorded_cases()}
VIEW = {"displayName": "a\ud800", "description": "\udc00", "entityName": "acme", "projectName": "demo"}
NOT_SAID = "the document does not say all that was stored"


def positions(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield from positions(inner, (*path, key))


def with_half_at(spec: Any, path: tuple[Any, ...]) -> Any:
    changed = copy.deepcopy(spec)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = "\ud800"
    return changed


def check_halves_in(name: str, paths: Sequence[tuple[Any, ...]]) -> None:
    for path in paths:
        spec = with_half_at(SPECS[name], path)
        kind = "project-view" if "section" in spec else "runs"
        pulled = pull_json(SourceFile("a.json", json.dumps({"type": kind, **VIEW, "spec": spec})))
        assert pulled.text is not None, path
        pulled.text.encode()
        compiled = compile_spec(SourceFile("a.md", pulled.text))
        assert is_equal(compiled.spec, spec), path
        assert not any(NOT_SAID in finding.message for finding in pulled.findings), path


NAMES = (
    "workspace/full",
    "workspace/runset-pinned-runs",
    "workspace/runset-filters-and-or",
    "pcp/columns",
    "order/config",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_half_costs_nothing_else(name: str) -> None:
    check_halves_in(name, list(positions(SPECS[name]))[::6])


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES)
def test_a_half_anywhere_costs_nothing_else(name: str) -> None:
    check_halves_in(name, list(positions(SPECS[name])))


@pytest.mark.parametrize("layout", ['"\\ud800"', "NaN", "1e999", "1" * 400, "[" * 60 + "]" * 60])
def test_a_layout_that_yaml_cannot_hold_is_kept(layout: str) -> None:
    spec: Any = copy.deepcopy(SPECS["report/mixed-document"])
    grid = next(block for block in spec["blocks"] if block["type"] == "panel-grid")
    grid["metadata"]["panelBankSectionConfig"]["panels"][1]["layout"] = "@"
    text = json.dumps(spec).replace('"@"', layout)
    pulled = pull_json(SourceFile("a.json", text))
    assert is_equal(compile_spec(SourceFile("a.md", pulled.text or "")).spec, loads(text))


DEEP = ["[" * 200 + "]" * 200, '{"a": ' * 200 + "1" + "}" * 200]


@pytest.mark.parametrize("value", ["NaN", "1e999", "1" * 400, *DEEP, '"\\ud800"'])
@pytest.mark.parametrize("key", ["viewType", "config", "in the query"])
def test_query_panels_of_a_workspace_keep_what_no_option_holds(key: str, value: str) -> None:
    spec: Any = copy.deepcopy(SPECS["workspace/section-every-panel"])
    panels = spec["section"]["panelBankConfig"]["sections"][0]["panels"]
    panel = next(panel for panel in panels if panel["viewType"] == "Weave" and "panel2Config" in panel["config"])
    holder = panel if key in panel else panel["config"]["panel2Config"]["exp"]["fromOp"]["inputs"]
    holder[key] = "@"
    text = json.dumps(spec).replace('"@"', value)
    pulled = pull_json(SourceFile("a.json", text))
    assert is_equal(compile_spec(SourceFile("a.md", pulled.text or "")).spec, loads(text))
