"""The page on plans as JSON: the keys that it describes are the keys that come."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from support.local_server import running
from support.publishing import REPORT, Bench, bench

PAGE = Path(__file__).parents[2] / "content" / "guide" / "plan-json.md"
LONG = "description: Twenty-four runs of four schedules, at four rates, with seeds of their own."
LOSS = (
    REPORT.replace("description: 24 runs.", LONG)
    .replace(
        "```panel",
        '```runset\nname: sweep\nfilters: config.lr < 0.1 and state == "finished"\n```\n\n```panel',
    )
    .replace("y: val_loss", "y: val_loss\nsmoothing: {type: gaussian, weight: 2}")
)
FAULTY = "---\nkind: report\nprojct: acme/digits\nproject: acme/digits\n---\n\n```panel\ny: loss\nlegend: run #1\n```\n"
FREE = frozenset({"before", "after"})
"""Options have values of any form."""

NAMED = frozenset({"view", "differences", "before", "after"})
"""Objects that the page describes beside what is in them, because they may be missing."""


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Bench]:
    with running(tmp_path / "there") as local, bench(tmp_path / "here", local, capsys) as made:
        yield made


@pytest.fixture
def plans(desk: Bench) -> list[dict[str, Any]]:
    """Plans with every kind of step: printed, and saved."""
    for name in ("a", "b", "c", "d"):
        desk.write(f"{name}.md", LOSS.replace("Cosine wins", name))
    assert desk.publish().code == 0
    desk.write("a.md", _changed(LOSS).replace("Cosine wins", "a"))
    edited = next(view for view in desk.views() if view.display_name == "b")
    desk.edit(edited, "plateau", "plain")
    desk.write("b.md", LOSS.replace("Cosine wins", "b").replace("Cosine reaches", "It reaches"))
    (desk.folder / "c.md").unlink()
    desk.write("new.md", LOSS)
    assert desk.run("plan", "--prune", "--out", "plan.json").code == 0
    desk.write("faulty.md", FAULTY)
    printed = desk.run("plan", "--format", "json", "--prune").json
    return [printed, json.loads((desk.folder / "plan.json").read_text())]


def _changed(text: str) -> str:
    """Another filter, another option, other words, a block that moved, one that came and one that went."""
    changed = text.replace("config.lr < 0.1", "config.lr < 0.2").replace("weight: 2", "weight: 3")
    changed = changed.replace("*higher* plateau.", "*higher* plain.").replace("Twenty-four", "Forty-eight")
    return changed.replace("## Results", "New here.\n\n## Results\n\n- one") + "\nAt the end.\n"


def _described() -> dict[str, set[str]]:
    """The keys in the tables of the page, by the heading above them."""
    found: dict[str, set[str]] = {}
    heading = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("| `"):
            keys = re.findall(r"`([^`]+)`", line.split("|")[1])
            assert not found.setdefault(heading, set()) & set(keys)
            found[heading] |= set(keys)
    return found


def _keys(value: dict[str, Any], *, apart: frozenset[str] = frozenset(), before: str = "") -> Iterator[str]:
    """The keys of an object and of the objects in it, dotted; those in `apart` have tables of their own."""
    for name, inner in value.items():
        key = f"{before}{name}"
        if not isinstance(inner, dict) or key in apart or key in NAMED:
            yield key
        if isinstance(inner, dict) and key not in apart:
            yield from _keys(inner, apart=apart, before=f"{key}.")
        elif isinstance(inner, list) and key == "fix":
            for item in inner:
                yield from _keys(item, before="fix[].")


def _options(options: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for option in options:
        yield option
        yield from _options(option.get("parts", []))


def _coming(plans: list[dict[str, Any]]) -> dict[str, set[str]]:
    """The keys of all objects of some plans, by the heading that describes them."""
    steps = [step for plan in plans for step in plan["steps"]]
    differences = [found for step in steps for found in step["differences"].values()]
    changes = [change for found in differences for change in (*found["changes"], *found["removals"])]
    direct = [*(found["front"] + found["visibility"] + found["form"] for found in differences)]
    options = [
        *_options([o for some in direct for o in some]),
        *_options([o for c in changes for o in c.get("options", [])]),
    ]
    words = [word for one in (*changes, *options) for word in one.get("words", [])]
    told = frozenset({"differences.changes", "differences.server", "differences.document"})
    return {
        "The plan": {key for plan in plans for key in _keys(plan)},
        "A step": {key for step in steps for key in _keys(step, apart=told)},
        "Differences": {key for found in differences for key in found},
        "A change": {key for change in changes for key in _keys(change)},
        "An option": {key for option in options for key in _keys(option, apart=FREE)},
        "A word": {key for word in words for key in word},
        "A finding": {key for plan in plans for finding in plan["diagnostics"] for key in _keys(finding)},
    }


def test_the_page_describes_the_keys_that_come(plans):
    coming, described = _coming(plans), _described()
    assert described.keys() == coming.keys()
    for heading, keys in coming.items():
        assert described[heading] == keys, heading


def test_the_actions_and_kinds_that_the_page_names_are_the_ones_there_are(plans):
    text = PAGE.read_text(encoding="utf-8")
    actions = {step["action"] for plan in plans for step in plan["steps"]}
    assert actions == set(plans[0]["summary"]) - {"changes", "text"}
    assert all(f"`{action}`" in text for action in actions)
    for step in (step for plan in plans for step in plan["steps"]):
        for found in step["differences"].values():
            for change in found["changes"]:
                assert f"`{change['kind']}`" in text, change["kind"]


def test_the_plan_says_nothing_of_where_the_server_is(plans, desk):
    assert plans[0]["server"] not in desk.local.url
    assert desk.local.url not in json.dumps({**plans[0], "steps": []})
