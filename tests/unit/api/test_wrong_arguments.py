"""Arguments of the wrong kind: errors that name what was given and what is meant, never a wrong view."""

from __future__ import annotations

import pydoc
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

import runpress as rp
from runpress.model.node import summary_of

any_rp: Any = rp
"""For calls that a type checker would refuse."""
LINE = rp.LinePanel(y=["loss"])

WRONG: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "a number in a report": (
        lambda: any_rp.report([3]),
        TypeError,
        "a report holds Markdown, blocks and panels, not int",
    ),
    "a run set in a report": (lambda: any_rp.report([rp.Runset()]), TypeError, "panels, not Runset"),
    "panels in a workspace": (
        lambda: any_rp.workspace([LINE]),
        TypeError,
        "`section(name, […])` makes of panels, not LinePanel",
    ),
    "settings as a mapping": (lambda: any_rp.workspace(settings={}), TypeError, "takes `WorkspaceSettings`, not dict"),
    "a list of run sets": (lambda: any_rp.workspace(runset=[rp.Runset()]), TypeError, "takes one `Runset`, not list"),
    "a run set in a section": (
        lambda: any_rp.section("A", [rp.Runset()]),
        TypeError,
        "panels and Markdown, not Runset",
    ),
    "a section without a name": (
        lambda: any_rp.section([LINE]),
        TypeError,
        "the name of a section takes text, not list",
    ),
    "settings of another kind": (
        lambda: any_rp.section("A", panel_settings=rp.WorkspaceSettings()),
        TypeError,
        "takes `SectionPanelSettings`, not WorkspaceSettings",
    ),
    "text in a grid": (lambda: any_rp.grid(["text"]), TypeError, "a grid holds panels, not str"),
    "options of a grid as a mapping": (lambda: any_rp.grid([], options={}), TypeError, "takes `GridOptions`, not dict"),
    "a mapping to encode": (lambda: any_rp.encode({}), TypeError, "`encode` takes a report or a workspace, not dict"),
    "a page to encode": (
        lambda: any_rp.encode(rp.compile("# A").view),
        TypeError,
        "not Page: its front matter has no `kind`",
    ),
    "a compilation": (lambda: any_rp.view_object(rp.compile("# A")), TypeError, "not Compiled: its `view` is one"),
    "a mapping to compare": (lambda: any_rp.compare(rp.report(), {}), TypeError, "`compare` takes a report or"),
    "a mapping to write": (lambda: any_rp.to_markdown({}), TypeError, "`to_markdown` takes a report or"),
    "a path to decode": (lambda: any_rp.decode(Path("a.json")), TypeError, "`decode` takes JSON text"),
    "a text of values": (lambda: any_rp.run("state").isin("finished"), TypeError, "write `['finished']`"),
    "no value of a text": (lambda: any_rp.run("state").notin("finished"), TypeError, "`notin` takes a list"),
    "a unit": (
        lambda: any_rp.run("created_at").within_last(5, "dayz"),
        ValueError,
        "there is no unit `dayz`; units are",
    ),
    "an attribute": (lambda: rp.run("statee"), ValueError, "no attribute `statee`; did you mean `state`?"),
    "an option": (lambda: any_rp.LinePanel(smothing_type="x"), ValidationError, "did you mean `smoothing_type`?"),
    "an unlike option": (lambda: any_rp.LinePanel(qqq=1), ValidationError, "LinePanel has no option `qqq` "),
    "a short form": (
        lambda: any_rp.LinePanel(log="y"),
        ValidationError,
        "`log` is a short form of documents: in Python say `log_x`, `log_y`",
    ),
    "a word": (lambda: any_rp.LinePanel(smoothing_type="gausian"), ValidationError, "did you mean 'gaussian'?"),
    "a filter": (
        lambda: any_rp.Runset(filters=rp.config("lr")),
        ValidationError,
        "expected a filter; text, a condition",
    ),
    "a range": (lambda: any_rp.LinePanel(range_y=(0, 1, 2)), ValidationError, "a range has two bounds; write `[0, 1]`"),
}


@pytest.mark.parametrize(("call", "kind", "words"), WRONG.values(), ids=WRONG.keys())
def test_the_error_says_what_was_given_and_what_is_meant(
    call: Callable[[], object], kind: type[Exception], words: str
) -> None:
    with pytest.raises(kind) as raised:
        call()
    assert type(raised.value) is kind
    assert words in str(raised.value)


def test_one_thing_alone_is_a_list_of_one() -> None:
    assert rp.report("# A\n\nText.") == rp.report(["# A\n\nText."])
    assert rp.report(LINE) == rp.report([LINE])
    assert rp.section("A", "Text.") == rp.section("A", ["Text."])
    assert rp.section("A", LINE) == rp.section("A", [LINE])
    assert rp.workspace(rp.section("A")) == rp.workspace([rp.section("A")])
    assert rp.grid(LINE, runsets=rp.Runset(name="a")) == rp.grid([LINE], runsets=[rp.Runset(name="a")])


def test_filters_of_a_list_may_be_texts_and_conditions() -> None:
    listed = rp.Runset(filters=["config.lr <= 0.1", rp.run("state") == "finished", ""])
    assert listed == rp.Runset(filters='config.lr <= 0.1 and state == "finished"')
    assert rp.Runset(filters=[""]) == rp.Runset()


def test_bytes_and_lists_are_decoded() -> None:
    stored = rp.view_object(rp.report("Text.", title="T"))
    for value in ([stored], {"data": {"view": stored}}, str(stored["spec"]).encode()):
        assert rp.decode(value).view is not None
    (finding,) = rp.decode([stored, stored]).findings
    assert finding.message == "this holds 2 views: `$[0]` (T), `$[1]` (T)"


def test_help_lists_all_options_with_what_they_say() -> None:
    shown = pydoc.render_doc(rp.WorkspaceSettings, renderer=pydoc.plaintext)
    assert "Settings for the panels of a whole workspace" in shown
    for name, field in rp.WorkspaceSettings.model_fields.items():
        assert f"{name}: {field.description}" in shown
    assert "\n" not in summary_of(rp.WorkspaceSettings)


def test_a_name_that_is_not_there_leads_to_the_one_that_is_meant() -> None:
    with pytest.raises(AttributeError) as raised:
        any_rp.Workspce  # noqa: B018 - asking is the test
    assert (raised.value.name, raised.value.obj) == ("Workspce", rp)


def test_shells_know_the_options_before_the_first_use() -> None:
    code = "import inspect, runpress as rp; print(*inspect.signature(rp.RunSettings).parameters)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=300)
    assert done.stdout.split() == ["name", "color", "transparent_color", "disabled"]
