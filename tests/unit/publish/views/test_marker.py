"""A marker says nothing, survives W&B's own package, and a digest sees content alone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from runpress.conversion.spec import compile_spec
from runpress.publish.views.marker import WORKSPACE_KEY, Marker, digest, read_marker, with_marker, without_marker
from runpress.source import SourceFile

MARKER = Marker("lr-sweeps", "acme/digits", "c0ffee", "d1")
REPORT = "---\nkind: report\nproject: acme/digits\n---\n\nSome *text* here.\n\n```panel\ny: loss\n```\n"
WORKSPACE = "---\nkind: workspace\nproject: acme/digits\n---\n\n## Charts\n\n```panel\ny: loss\n```\n"


def spec_of(text: str) -> dict:
    spec = compile_spec(SourceFile("a.md", text)).spec
    assert spec is not None
    return spec


@pytest.mark.parametrize("text", [REPORT, WORKSPACE])
def test_a_marker_is_read_as_it_was_written_and_is_not_part_of_what_is_said(text):
    spec = spec_of(text)
    before = json.dumps(spec)
    marked = with_marker(spec, MARKER)
    assert read_marker(marked) == MARKER
    assert read_marker(spec) is None
    assert without_marker(marked) == spec
    assert digest(marked) == digest(spec)
    assert json.dumps(spec) == before


def test_a_newer_marker_replaces_the_older_one():
    newer = Marker("lr-sweeps", "acme/digits", "", "d2")
    assert read_marker(with_marker(with_marker(spec_of(REPORT), MARKER), newer)) == newer


@pytest.mark.parametrize(
    "spec",
    [
        None,
        [],
        {"panelSettings": None},
        {"panelSettings": {"runpress": "x"}},
        {"panelSettings": {"runpress": {"document": "a"}}},
        {"panelSettings": {"runpress": {"document": "", "target": "", "commit": "", "digest": ""}}},
        {"section": {"customRunColors": {WORKSPACE_KEY: "no json"}}},
        {"section": {"customRunColors": []}},
    ],
)
def test_what_is_no_marker_is_none(spec):
    assert read_marker(spec) is None


def test_the_digest_sees_content_title_and_description():
    spec = spec_of(REPORT)
    digests = {
        digest(spec),
        digest(spec_of(REPORT.replace("text", "words"))),
        digest(spec_of(REPORT.replace("loss", "accuracy"))),
        digest(spec, title="A"),
        digest(spec, description="A"),
    }
    assert len(digests) == 5


def test_the_digest_is_the_same_in_any_order_of_keys_with_other_ids_and_for_whole_numbers():
    spec = spec_of(REPORT)
    text = json.dumps(spec)
    assert digest(json.loads(text.replace("24", "24.0"))) == digest(spec)
    assert digest(dict(reversed(list(spec.items())))) == digest(spec)
    panel = next(iter(part for part in text.split('"__id__": "')[1:])).split('"')[0]
    assert digest(json.loads(text.replace(panel, "other"))) == digest(spec)


def test_comments_are_not_content():
    """A comment on a word cuts its text into pieces and anchors there; threads stand at the top."""
    plain = {"blocks": [{"type": "paragraph", "children": [{"text": "some bold words", "strong": True}]}]}
    pieces = [
        {"text": "some ", "strong": True},
        {"text": "bold", "strong": True, "inlineComment_x1": True},
        {"text": " words", "strong": True},
    ]
    commented = {"blocks": [{"type": "paragraph", "children": pieces}], "discussionThreads": [{"id": "x1"}]}
    assert digest(commented) == digest(plain)
    pieces[1]["text"] = "BOLD"
    assert digest(commented) != digest(plain)


KEEPS = """
import json, sys
import wandb_workspaces.workspaces.internal as internal
import wandb_workspaces.workspaces.interface as workspaces
import wandb_workspaces.reports.v2.internal as report_models
import wandb_workspaces.reports.v2.interface as reports
report, workspace = json.load(sys.stdin)
spec = internal.WorkspaceViewspec.model_validate_json(json.dumps(workspace))
view = internal.View(entity="acme", project="digits", display_name="A", name="nw-x-v", id="", spec=spec)
loaded = workspaces.Workspace._from_model(view)
assert not loaded.runset_settings.run_settings and not loaded.runset_settings.group_colors
again = json.loads(loaded._to_model().spec.model_dump_json(by_alias=True, exclude_none=True))
model = report_models.ReportViewspec.model_validate({
    "id": "", "name": "n", "displayName": "A", "description": "", "entityName": "acme",
    "project": {"name": "digits", "entityName": "acme"}, "spec": json.dumps(report)})
saved = reports.Report._from_model(model)._to_model()
print(json.dumps([json.loads(saved.spec.model_dump_json(by_alias=True, exclude_none=True)), again]))
"""


def test_the_real_package_keeps_markers_through_load_and_save():
    sent = [with_marker(spec_of(REPORT), MARKER), with_marker(spec_of(WORKSPACE), MARKER)]
    done = subprocess.run(
        [sys.executable, "-c", KEEPS], input=json.dumps(sent), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert [read_marker(spec) for spec in json.loads(done.stdout)] == [MARKER, MARKER]


EDITOR = {
    "xAxis": ("_step", "_runtime"),
    "smoothingWeight": (0, 0.5),
    "smoothingType": ("exponential", "gaussian"),
    "ignoreOutliers": (False, True),
    "xAxisActive": (False, True),
    "smoothingActive": (False, True),
    "useRunsTableGroupingInPanels": (True, False),
}
"""What W&B's editor writes into a report that it has only opened, and something that a person may choose."""


def test_settings_that_nobody_chose_are_none() -> None:
    bare = {"version": 5, "blocks": []}
    untouched = {name: value for name, (value, _) in EDITOR.items()}
    assert digest({**bare, "panelSettings": untouched}) == digest(bare) == digest({**bare, "panelSettings": {}})


@pytest.mark.parametrize("name", EDITOR)
def test_a_setting_that_someone_chose_is_content(name: str) -> None:
    bare = {"version": 5, "blocks": []}
    untouched, chosen = EDITOR[name]
    assert digest({**bare, "panelSettings": {name: untouched}}) == digest(bare)
    assert digest({**bare, "panelSettings": {name: chosen}}) != digest(bare)
