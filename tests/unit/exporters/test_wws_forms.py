"""Stored values at the edge of what `wandb-workspaces` can say, exported and run with the real package."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runpress.codec.about import About
from runpress.conversion.spec import compile_spec
from runpress.exporters.wws import export
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.wandb_package import built_by, offline, spec_of

EMPTY = {"type": "paragraph", "children": [{"text": ""}]}


def comes_back(spec: Any) -> bool:
    """Whether the package writes the spec again."""
    code = export(About("report", "T", "", "acme", "demo"), json.loads(json.dumps(spec)))
    with offline():
        return not list(differences(normalise(spec), spec_of(built_by(code))))


@pytest.mark.parametrize("kind", [{}, {"ordered": True}], ids=["bullets", "numbers"])
def test_a_list_without_items_keeps_its_kind(kind: dict[str, bool]) -> None:
    spec: Any = compile_spec(SourceFile("a.md", "---\nkind: report\n---\n")).spec
    assert comes_back({**spec, "blocks": [EMPTY, {"type": "list", "children": [], **kind}, EMPTY]})


@pytest.mark.parametrize("group", ["", "None", "value", "lr.value", "opt.value.lr", "config.value", "duration", "loss"])
def test_groupings_of_panels_come_back(group: str) -> None:
    panel = "```panel\ny: a\ngroupby: config.lr\n```\n"
    spec: Any = compile_spec(SourceFile("a.md", f"---\nkind: report\n---\n\n{panel}")).spec
    config = spec["blocks"][1]["metadata"]["panelBankSectionConfig"]["panels"][0]["config"]
    config["groupBy"] = group
    if group == "None":
        del config["aggregate"]
    assert comes_back(spec)


@pytest.mark.parametrize("id_", [[], {}, None, 3, "r1"])
def test_a_run_set_may_have_anything_for_its_id(id_: Any) -> None:
    spec: Any = compile_spec(SourceFile("a.md", "---\nkind: report\n---\n\n```panel\ny: a\n```\n")).spec
    metadata = spec["blocks"][1]["metadata"]
    metadata["runSets"][0]["id"] = id_
    metadata["customRunColors"] = {"a1": "red"}
    code = export(About("report", "T", "", "acme", "demo"), spec)
    with offline():
        assert spec_of(built_by(code))["blocks"][1]["metadata"]["customRunColors"] == {"a1": "red"}


@pytest.mark.parametrize("id_", ["abc123", "0f8fad5b-d9cb-469f-a165-70867728950e"], ids=["short", "with hyphens"])
def test_colours_of_groups_come_back_whatever_their_run_set_is_called(id_: str) -> None:
    fences = "```runset\nname: all\ngroupby: group\n```\n\n```panel\ny: a\n```\n"
    spec: Any = compile_spec(SourceFile("a.md", f"---\nkind: report\n---\n\n{fences}")).spec
    metadata = spec["blocks"][1]["metadata"]
    metadata["runSets"][0]["id"] = id_
    metadata["customRunColors"] = {f"{id_}-group:a": "red"}
    assert 'wr.RunsetGroupKey(wr.Metric("Group"), "a")' in export(About("report", "T", "", "acme", "demo"), spec)
    assert comes_back(spec)


@pytest.mark.parametrize(
    "kind", ["paragraph", "heading", "list", "block-quote", "code-block", "callout-block", "image"]
)
@pytest.mark.parametrize("children", [5, 1.5, True, "text", {"text": "a"}, [5], [None, []]], ids=repr)
def test_blocks_may_have_anything_for_what_is_in_them(kind: str, children: Any) -> None:
    spec: Any = {"blocks": [{"type": kind, "children": children}], "width": "fixed"}
    with offline():
        assert spec_of(built_by(export(About("report", "T", "", "acme", "demo"), spec)))["blocks"]
