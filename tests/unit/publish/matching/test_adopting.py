"""What belongs to the server's copy survives: ids, comments, internal numbers (`runpress.publish.matching.adopting`)."""

from __future__ import annotations

import copy
import json
import time
from typing import Any

import pytest

from runpress.codec.normal import is_equal
from runpress.conversion.spec import compile_spec
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.matching.comments import LostComment
from runpress.source import SourceFile
from support.recorded_specs import recorded_cases
from support.server_copies import ids_in

ANCHOR = {"refID": "r1", "threadID": "t1", "commentID": "c1"}


def spec_of(text: str, kind: str = "report") -> dict[str, Any]:
    spec = compile_spec(SourceFile("a.md", f"---\nkind: {kind}\nproject: acme/digits\n---\n{text}")).spec
    assert spec is not None
    return spec


def panels(spec: dict[str, Any], grid: int = 0) -> list[dict[str, Any]]:
    found = [block["metadata"] for block in spec["blocks"] if block["type"] == "panel-grid"]
    return found[grid]["panelBankSectionConfig"]["panels"]  # type: ignore[no-any-return]  # JSON


def runset(spec: dict[str, Any], grid: int = 0) -> dict[str, Any]:
    found = [block["metadata"] for block in spec["blocks"] if block["type"] == "panel-grid"]
    return found[grid]["runSets"][0]  # type: ignore[no-any-return]  # JSON


def panel(title: str, metric: str = "loss", more: str = "") -> str:
    return f"```panel\ntitle: {title}\ny: {metric}\n{more}```\n"


RUNSET = "```runset\nname: schedules\ngroupby: config.schedule\ncolors: {cosine: teal}\n```\n"


def test_a_changed_panel_keeps_its_id() -> None:
    stored = spec_of(panel("A") + panel("B", "acc"))
    panels(stored)[0]["__id__"], panels(stored)[1]["__id__"] = "first", "second"
    ours = spec_of(panel("New", "lr") + panel("B", "acc", "log: y\n") + panel("A"))
    adopted = adopt_ids(ours, stored).spec
    ids = [each["__id__"] for each in panels(adopted)]
    assert ids == [panels(ours)[0]["__id__"], "second", "first"]


def test_a_panel_keeps_its_id_in_another_grid() -> None:
    stored = spec_of(f"{panel('A')}\n# B\n\n{panel('C', 'c')}")
    panels(stored)[0]["__id__"] = "moving"
    ours = spec_of(
        f"{panel('D', 'd')}\n# B\n\n{panel('C', 'c')}{panel('A', 'loss', 'log: y')}".replace("log: y```", "log: y\n```")
    )
    assert panels(adopt_ids(ours, stored).spec, 1)[1]["__id__"] == "moving"


def test_colours_of_groups_follow_the_run_sets_id() -> None:
    stored = spec_of(RUNSET + panel("A"))
    text = json.dumps(stored).replace(runset(stored)["id"], "abc123")
    ours = spec_of(RUNSET.replace("teal", "red") + panel("A"))
    grid = adopt_ids(ours, json.loads(text)).spec["blocks"][1]["metadata"]
    assert grid["runSets"][0]["id"] == "abc123"
    assert grid["customRunColors"] == {"abc123-config:schedule.value:cosine": "red"}


def test_an_id_that_is_taken_over_is_nobody_elses() -> None:
    """The server gave our new panel's id to another panel."""
    ours = spec_of(panel("A") + panel("B", "acc"))
    stored = spec_of(panel("A"))
    panels(stored)[0]["__id__"] = panels(ours)[1]["__id__"]
    adopted = adopt_ids(ours, stored).spec
    first, second = (each["__id__"] for each in panels(adopted))
    assert first == panels(stored)[0]["__id__"]
    assert second not in (first, panels(ours)[0]["__id__"])
    assert adopt_ids(adopted, stored).spec == adopted


def test_run_sets_that_share_an_id_on_the_server_stay_two() -> None:
    """Two grids of a document are not made to share what its author did not say."""
    ours = spec_of(f"{RUNSET}{panel('A')}\nText.\n\n{panel('B', 'acc')}")
    stored = copy.deepcopy(ours)
    for grid in (0, 1):
        runset(stored, grid)["id"] = "shared"
    adopted = adopt_ids(ours, stored).spec
    assert [runset(adopted, grid)["id"] for grid in (0, 1)] == ["shared", runset(ours, 1)["id"]]


def test_a_workspace_takes_over_sections_run_set_and_all_that_names_them() -> None:
    text = "```runset\nname: a\n```\n\n## Charts\n\n```panel\ntitle: A\ny: loss\n```\n\n## System\n"
    stored = spec_of(text, "workspace")
    section = stored["section"]
    section["runSets"][0]["id"] = "rs1"
    section["panelBankConfig"]["sections"][0]["__id__"] = "s1"
    section["panelBankConfig"]["sections"][0]["panels"][0]["__id__"] = "p1"
    adopted = adopt_ids(spec_of(text.replace("loss", "acc"), "workspace"), stored).spec["section"]
    assert adopted["runSets"][0]["id"] == "rs1"
    assert adopted["panelBankConfig"]["sections"][0]["__id__"] == "s1"
    assert adopted["panelBankConfig"]["sections"][0]["panels"][0]["__id__"] == "p1"
    assert "__id__" not in adopted["panelBankConfig"]["sections"][1]


def test_internal_numbers_and_references_survive_where_the_project_is_the_same() -> None:
    text = "```runset\nname: a\nproject: acme/other\n```\n" + panel("A")
    stored = spec_of(text)
    runset(stored)["project"]["id"] = "UHJvamVjdDox"
    reference = {"viewID": "v", "type": "run-set", "id": "x"}
    runset(stored)["runFeedRef"] = reference
    panels(stored)[0]["ref"] = {**reference, "type": "panel"}
    adopted = adopt_ids(spec_of(text), stored).spec
    assert adopted == stored
    moved = adopt_ids(spec_of(text.replace("acme/other", "acme/third")), stored).spec
    assert "id" not in runset(moved)["project"]


def test_what_the_document_no_longer_says_is_gone() -> None:
    stored = spec_of(panel("A", "loss", "log: y\nextra: {new: 1}\n"))
    ours = spec_of(panel("A"))
    config = panels(adopt_ids(ours, stored).spec)[0]["config"]
    assert config == panels(ours)[0]["config"]


def test_threads_are_those_of_the_server() -> None:
    stored = {**spec_of("One."), "discussionThreads": [{"id": "t1"}]}
    assert adopt_ids(spec_of("Two."), stored).spec["discussionThreads"] == [{"id": "t1"}]
    ours = spec_of("One.") | {"discussionThreads": [{"id": "old"}]}
    assert adopt_ids(ours, {**stored, "discussionThreads": []}).spec["discussionThreads"] == []


def commented(before: str, text: str, behind: str) -> dict[str, Any]:
    """What the server holds of a paragraph with a comment on a part of it."""
    spec = spec_of(before + text + behind)
    spec["blocks"][1]["children"] = [
        {"text": before},
        {"text": text, "inlineComment_r1": ANCHOR},
        {"text": behind},
    ]
    spec["discussionThreads"] = [{"id": "t1"}]
    return spec


def anchored(spec: dict[str, Any]) -> list[str]:
    text = json.dumps(spec["blocks"])
    assert text.count('"inlineComment_r1"') == text.count('"threadID": "t1"')
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if "inlineComment_r1" in value:
                assert value["inlineComment_r1"] == ANCHOR
                found.append(value["text"])
            value = list(value.values())
        if isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(spec["blocks"])
    return found


def test_a_comment_on_text_that_did_not_change_stays_to_the_letter() -> None:
    stored = commented("We beat the ", "baseline", " by far.")
    adopted = adopt_ids(spec_of("We beat the baseline by far."), stored)
    assert adopted.spec == stored
    assert adopted.lost == ()


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Surely we beat the baseline by far.", ["baseline"]),
        ("We beat the baseline.", ["baseline"]),
        ("We beat the **baseline** by far.", ["baseline"]),
        ("We beat the base**line** by far.", ["base", "line"]),
        ("The baseline we beat; the other baseline is what we beat the baseline by.", ["baseline"]),
        ("# Results\n\nNew.\n\nWe beat the baseline by far.\n\nMore.", ["baseline"]),
        ("- Now a list.\n- We beat the baseline by far.", ["baseline"]),
        ("We beat the [baseline](u) by far.", ["baseline"]),
    ],
)
def test_a_comment_stays_with_its_words(text: str, where: list[str]) -> None:
    adopted = adopt_ids(spec_of(text), commented("We beat the ", "baseline", " by far."))
    assert anchored(adopted.spec) == where
    assert adopted.lost == ()
    assert adopted.spec["discussionThreads"] == [{"id": "t1"}]


def test_a_comment_goes_to_the_one_place_where_its_words_now_stand() -> None:
    stored = commented("", "the learning rate schedule", " decides.")
    text = "Nothing is left of that.\n\nAll else follows, as does the learning rate schedule, from a longer text.\n"
    adopted = adopt_ids(spec_of(text), stored)
    assert anchored(adopted.spec) == ["the learning rate schedule"]


def test_a_comment_does_not_go_to_a_place_that_had_its_words_before() -> None:
    stored = commented("In the first run the ", "learning rate", " decides.")
    others = spec_of("Here the learning rate is said as well.")["blocks"]
    stored = {**stored, "blocks": [*stored["blocks"], *others]}
    adopted = adopt_ids(spec_of("Here the learning rate is said as well."), stored)
    assert anchored(adopted.spec) == []
    assert adopted.lost == (LostComment("learning rate", "t1"),)


def test_a_comment_whose_words_are_gone_is_told_and_its_thread_stays() -> None:
    stored = commented("We beat the ", "baseline", " by far.")
    adopted = adopt_ids(spec_of("We beat the others by far."), stored)
    assert anchored(adopted.spec) == []
    assert adopted.lost == (LostComment("baseline", "t1"),)
    assert adopted.spec["discussionThreads"] == [{"id": "t1"}]


def test_two_comments_may_overlap() -> None:
    stored = commented("We beat the ", "baseline", " by far.")
    other = {"refID": "r2", "threadID": "t2", "commentID": "c2"}
    stored["blocks"][1]["children"][1]["inlineComment_r2"] = other
    stored["blocks"][1]["children"][2]["inlineComment_r2"] = other
    children = adopt_ids(spec_of("Now we beat the baseline by far, too."), stored).spec["blocks"][1]["children"]
    marked = [(leaf["text"], sorted(key for key in leaf if key != "text")) for leaf in children]
    assert (
        marked
        == [
            ("Now we beat the ", []),
            ("baseline", ["inlineComment_r1", "inlineComment_r2"]),
            (" by far", ["inlineComment_r2"]),
            (", too.", []),
        ]
        or marked[1][0] == "baseline"
    )


def test_comments_that_the_server_no_longer_has_are_gone() -> None:
    ours = commented("We beat the ", "baseline", " by far.")
    adopted = adopt_ids(ours, spec_of("We beat the baseline by far."))
    assert anchored(adopted.spec) == []
    assert is_equal(adopted.spec["blocks"], spec_of("We beat the baseline by far.")["blocks"])


def test_another_kind_of_view_gives_nothing() -> None:
    ours = spec_of(panel("A"))
    assert adopt_ids(ours, spec_of("## A\n", "workspace")).spec == ours


@pytest.mark.parametrize("case", recorded_cases(), ids=lambda case: case.name)
def test_a_recorded_view_adopts_itself(case: Any) -> None:
    if not isinstance(case.stored, dict):
        return
    adopted = adopt_ids(copy.deepcopy(case.stored), case.stored)
    assert adopted.spec == case.stored
    assert sorted(ids_in(adopted.spec)) == sorted(ids_in(case.stored))


def test_a_thousand_blocks_are_matched_quickly() -> None:
    """Half of them changed, and turned around in stretches of ten."""
    texts = [f"Paragraph {at} says that {at * 7919 % 1009} runs of {at * 31 % 97} reach it." for at in range(700)]
    parts = [f"{text}\n\n{panel(f'T{at}', f'm{at}') if at % 3 == 0 else ''}" for at, text in enumerate(texts)]
    other = [part.replace("reach it", "get there") if at % 2 else part for at, part in enumerate(parts)]
    other = [part for at in range(0, 700, 10) for part in reversed(other[at : at + 10])]
    ours, stored = spec_of("\n".join(other)), spec_of("\n".join(parts))
    for grid in range(234):
        panels(stored, grid)[0]["__id__"] = f"s{grid}"
    begin = time.thread_time()
    adopted = adopt_ids(ours, stored).spec
    taken = time.thread_time() - begin
    assert taken < 5, "measured: 0.2 s"
    ids = {panels(adopted, grid)[0]["config"]["chartTitle"]: panels(adopted, grid)[0]["__id__"] for grid in range(234)}
    assert ids == {f"T{3 * grid}": f"s{grid}" for grid in range(234)}
