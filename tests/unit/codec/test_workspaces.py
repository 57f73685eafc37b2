"""Workspaces: what of a spec a document says, and what changes in it when a document is edited."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.ids import repeated_ids
from runpress.codec.json_text import objects_in
from runpress.codec.oddities import path_text
from runpress.codec.runsets.pins import Owner, decode_pin, encode_pin
from runpress.codec.workspace import decode_workspace, encode_workspace
from runpress.conversion.spec import compile_spec
from runpress.model.runset import Runset, RunSettings
from runpress.model.view import Workspace
from runpress.source import SourceFile
from support.recorded_specs import recorded_cases

ACME = Owner("acme", "demo")
GID = "UnVuOnYxOnIxOmRlbW86YWNtZQ=="
GROUP = "run-color-group:%22x1%22:%5B%7B%22kind%22%3A%22group%22%2C%22key%22%3A%22run%3Agroup%22%2C%22value%22%3A%22g%22%7D%5D"


def spec(**section: Any) -> dict[str, Any]:
    """The smallest spec, with other keys of `section`."""
    found = next(case.spec for case in recorded_cases() if case.name == "workspace/minimal")
    made = copy.deepcopy(found)
    made["section"] |= section
    return made


def runset(**keys: Any) -> dict[str, Any]:
    return {**spec()["section"]["runSets"][0], **keys}


def decoded(stored: dict[str, Any]) -> Workspace:
    return decode_workspace(stored, Decoding(project="acme/demo", repeated=repeated_ids(objects_in(stored))))


def encoded(view: Workspace) -> Any:
    return encode_workspace(view, Encoding(project="acme/demo"))


@pytest.mark.parametrize(
    ("run", "owner", "stored"),
    [
        ("r1", ACME, GID),
        ("acme/demo/r1", Owner("", ""), GID),
        ("other/x/r2", ACME, "UnVuOnYxOnIyOng6b3RoZXI="),
        ("r1", Owner("", ""), "r1"),
        (GID, Owner("", ""), GID),
    ],
)
def test_pins_are_stored_with_their_project(run: str, owner: Owner, stored: str) -> None:
    assert encode_pin(run, owner) == stored


@pytest.mark.parametrize(
    ("stored", "owner", "run"),
    [
        (GID, ACME, "r1"),
        (GID, Owner("me", "demo"), "acme/demo/r1"),
        (GID, Owner("", ""), "acme/demo/r1"),
        ("r1", Owner("", ""), "r1"),
        ("r1", ACME, None),
        ("QnVja2V0VHlwZTp2MTpyMTpkZW1vOmFjbWU=", ACME, None),
    ],
)
def test_pins_are_read_if_they_are_written_so(stored: str, owner: Owner, run: str | None) -> None:
    assert decode_pin(stored, owner) == run


def test_what_has_its_default_goes_without_saying() -> None:
    view = decoded(spec())
    assert view.front.model_fields_set == {"kind"}
    assert view.runset.model_fields_set == set()


def test_the_newer_switch_wins_and_follows_the_document() -> None:
    stored = spec(workspaceSettings={"shouldAutoGeneratePanels": True, "linePlot": {}})
    view = decoded(stored)
    assert view.front.settings.auto_generate_panels is True
    off = view.front.model_copy(
        update={"settings": view.front.settings.model_copy(update={"auto_generate_panels": False})}
    )
    again = encoded(Workspace(front=off, runset=view.runset, sections=view.sections))
    assert again["section"]["workspaceSettings"] == {"shouldAutoGeneratePanels": False, "linePlot": {}}


@pytest.mark.parametrize("newer", [{}, {"ref": {"viewID": "a", "type": "b", "id": "c"}}])
def test_newer_settings_with_nothing_in_them_say_nothing(newer: dict[str, Any]) -> None:
    view = decoded(spec(workspaceSettings=newer))
    assert view.front.settings.auto_generate_panels is False


def test_the_id_of_a_run_set_goes_where_colours_make_one_anyway() -> None:
    stored = spec(
        runSets=[runset(id="x1", grouping=[{"section": "run", "name": "group"}])], customRunColors={GROUP: "red"}
    )
    view = decoded(stored)
    assert (view.runset.id, dict(view.runset.custom_run_colors)) == (None, {"g": "red"})
    again = encoded(view)["section"]
    assert again["runSets"][0]["id"] not in ("", "x1")
    assert list(again["customRunColors"]) == [GROUP.replace("x1", again["runSets"][0]["id"])]


def test_the_id_of_a_run_set_stays_where_something_else_names_it() -> None:
    stored = spec(
        runSets=[runset(id="x1", grouping=[{"section": "run", "name": "group"}])],
        customRunColors={GROUP: "red", "x1-group:h": "blue"},
    )
    assert decoded(stored).runset.id == "x1"


def test_a_colour_of_a_run_in_two_strengths_is_a_setting_of_the_run() -> None:
    stored = spec(customRunColors={"r1": {"color": "red", "transparentColor": "#f001"}})
    assert decoded(stored).runset.run_settings == {"r1": RunSettings(color="red", transparent_color="#f001")}
    assert encoded(decoded(stored)) == stored


@pytest.mark.parametrize("color", ["", None, 5, {"color": "red"}, {"color": "red", "transparentColor": "#f001"}])
def test_the_id_of_a_run_set_stays_where_the_one_colour_of_a_group_is_none(color: Any) -> None:
    stored = spec(
        runSets=[runset(id="x1", grouping=[{"section": "run", "name": "group"}])], customRunColors={GROUP: color}
    )
    assert decoded(stored).runset.id == "x1"
    assert encoded(decoded(stored)) == stored


def test_hidden_runs_have_an_empty_colour_as_the_package_writes_it() -> None:
    view = decoded(spec())
    hidden = Runset(run_settings={"r1": RunSettings(disabled=True), "r2": RunSettings(disabled=True, color=None)})
    again = encoded(Workspace(front=view.front, runset=hidden, sections=()))["section"]
    assert again["customRunColors"] == {"r1": ""}
    assert again["runSets"][0]["selections"]["tree"] == ["r1", "r2"]


@pytest.mark.parametrize(
    "section",
    [
        5,
        [],
        {"runSets": 5, "settings": [], "panelBankConfig": "x", "customRunColors": None},
        {"runSets": [5], "panelBankConfig": {"sections": [5, {"panels": [5, {"viewType": 5}]}], "settings": 5}},
        {"panelBankConfig": {"panelConfigOverrides": [], "panelPlacementOverrides": {"__custom_panel__:a": 5}}},
    ],
)
def test_wrong_types_come_back_as_they_were(section: Any) -> None:
    stored = {"section": section}
    assert encoded(decoded(copy.deepcopy(stored))) == stored


def test_what_w_and_b_cannot_hold_is_said_at_its_place() -> None:
    fence = "```runset\ngroupby: [group, config.model]\ncolors: {a / b / c: red}\nbaseline_run: d4\npinned_runs: [a1, d4]\n```\n"
    found = compile_spec(SourceFile("w.md", f"---\nkind: workspace\n---\n\n{fence}")).findings
    assert [(finding.code.id, finding.span.text) for finding in found] == [
        ("WB914", "a / b / c"),
        ("WB915", "d4"),
        ("WB915", "[a1, d4]"),
    ]


@pytest.mark.parametrize("odd", [{"name": "group"}, "group", None])
def test_colours_of_groups_stay_where_the_grouping_is_odd(odd: Any) -> None:
    stored = spec(runSets=[runset(id="x1", grouping=[odd])], customRunColors={GROUP: "red"})
    view = decoded(stored)
    assert not view.runset.custom_run_colors
    assert encoded(view) == stored


def test_panels_off_the_grid_of_a_section_stay_there_and_are_found() -> None:
    places = [{"x": x, "y": y, "w": 12, "h": 6} for x, y in ((0, 0), (6, 3), (16, 9))]
    panels = [{"__id__": f"p{at}", "layout": place} for at, place in enumerate(places)]
    stored = spec(panelBankConfig={"state": 1, "sections": [{"name": "s", "type": "grid", "panels": panels}]})
    scope = Decoding(repeated=repeated_ids(objects_in(stored)))
    view = decode_workspace(stored, scope)
    assert [panel.layout is None for panel in view.sections[0].grid.panels] == [False, True, True]
    assert [path_text(each.path) for each in scope.findings if each.code.id == "ST807"] == [
        f"$.section.panelBankConfig.sections[0].panels[{at}].layout" for at in (1, 2)
    ]
    again = encoded(view)["section"]["panelBankConfig"]["sections"][0]["panels"]
    assert [panel["layout"] for panel in again] == places


def test_references_of_the_editor_say_nothing() -> None:
    reference = {"viewID": "VmlldzoxMg==", "type": "run-colors", "id": "a1"}
    assert decoded(spec(customRunColors={"ref": reference}, settingsRef=reference)) == decoded(spec(customRunColors={}))


def test_keys_with_half_of_a_character_stand_beside_newer_settings() -> None:
    stored = spec(workspaceSettings={"linePlot": {"xAxis": "epoch"}}, **{"\ud800": 1})
    view = decoded(stored)
    assert view.front.extra is not None
    assert view.front.extra["section"]["workspaceSettings"] == {"linePlot": {"xAxis": "epoch"}}
    assert encoded(view) == stored


def test_newer_settings_that_only_json_text_can_say_still_count() -> None:
    stored = spec(workspaceSettings={"\ud800": {}, "shouldAutoGeneratePanels": True})
    stored["section"]["settings"]["shouldAutoGeneratePanels"] = False
    view = decoded(stored)
    assert view.front.settings.auto_generate_panels is True
    assert encoded(view) == stored
