"""`runpress pull FILE.json`: documents of stored views, whatever is in the file."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from runpress.cli.main import main

PARAGRAPH = {"type": "paragraph", "children": [{"text": "Cosine wins."}]}
SPEC: dict[str, Any] = {
    "version": 5,
    "panelSettings": {},
    "blocks": [PARAGRAPH],
    "width": "fluid",
    "authors": [],
    "discussionThreads": [],
}
VIEW = {
    "type": "runs",
    "displayName": "Cosine: wins",
    "description": "D.",
    "entityName": "acme",
    "projectName": "digits",
}
Shown = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, value: Any, name: str = "view.json") -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    (folder / name).write_text(text, encoding="utf-8")
    return name


FORMS = {
    "a spec as text": {**VIEW, "spec": json.dumps(SPEC)},
    "a spec as object": {**VIEW, "spec": SPEC},
    "an answer of the API": {"data": {"view": {**VIEW, "spec": json.dumps(SPEC)}}},
    "a spec as text of a text": {**VIEW, "spec": json.dumps(json.dumps(json.dumps(SPEC)))},
    "an answer to a change": {"data": {"upsertView": {"view": {**VIEW, "spec": json.dumps(SPEC)}, "inserted": True}}},
    "a list of one": [{**VIEW, "spec": json.dumps(SPEC)}],
    "the views of a project": {
        "data": {"project": {"allViews": {"edges": [{"node": {**VIEW, "spec": json.dumps(SPEC)}}]}}}
    },
    "what a change sends": {"query": "mutation {}", "variables": {**VIEW, "spec": json.dumps(SPEC)}},
    "the project as object": {
        **{key: value for key, value in VIEW.items() if key not in ("entityName", "projectName")},
        "project": {"entityName": "acme", "name": "digits"},
        "spec": SPEC,
    },
}


@pytest.mark.parametrize("value", FORMS.values(), ids=FORMS.keys())
def test_a_view_object_is_a_document(folder: Path, capsys: Shown, value: Any) -> None:
    assert main(["pull", write(folder, value)]) == 0
    text = capsys.readouterr().out
    assert text.startswith('---\ntitle: "Cosine: wins"\ndescription: D.\n')
    assert "\nproject: acme/digits\n" in text
    assert "\nwidth: fluid\n" in text
    assert text.endswith("\n\nCosine wins.\n")


def test_a_bare_spec_tells_what_it_is(folder: Path, capsys: Shown) -> None:
    main(["pull", write(folder, SPEC)])
    assert "kind: report\n" in capsys.readouterr().out
    main(["pull", write(folder, {"section": {}})])
    assert "kind: workspace\n" in capsys.readouterr().out


def test_what_spec_wrote_compiles_to_the_same_bytes(folder: Path, capsys: Shown) -> None:
    (folder / "a.md").write_text("---\nkind: report\ntitle: A\nproject: a/b\n---\n\n# One\n\n```panel\ny: loss\n```\n")
    main(["spec", "a.md", "--view"])
    first = capsys.readouterr().out
    assert main(["pull", write(folder, first), "-o", "b.md"]) == 0
    capsys.readouterr()
    main(["spec", "b.md", "--view"])
    assert capsys.readouterr().out == first


def test_a_document_is_not_written_over(folder: Path, capsys: Shown) -> None:
    name = write(folder, SPEC)
    (folder / "there.md").write_text("mine\n")
    assert main(["pull", name, "-o", "there.md"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert (folder / "there.md").read_text() == "mine\n"
    assert main(["pull", name, "-o", "there.md", "--force"]) == 0
    assert (folder / "there.md").read_text().endswith("Cosine wins.\n")


def test_folders_of_a_named_document_are_made(folder: Path, capsys: Shown) -> None:
    name = write(folder, SPEC)
    assert main(["pull", name, "-o", "new/folder/a.md"]) == 0
    assert (folder / "new/folder/a.md").read_text().endswith("Cosine wins.\n")
    assert [path.name for path in (folder / "new/folder").iterdir()] == ["a.md"]
    capsys.readouterr()
    assert main(["pull", name, "-o", "new/folder/a.md/b.md"]) == 2
    assert "error: `new/folder/a.md` cannot be used: it is a file, and not a folder\n" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named_as_it_was_typed(folder: Path, capsys: Shown) -> None:
    assert main(["pull", write(folder, SPEC), "-o", f"{'a' * 250}.md"]) == 2
    assert f"error: `{'a' * 250}.md` cannot be used: file name too long\n" in capsys.readouterr().err


def test_standard_input(folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    del folder
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(SPEC).encode())))
    assert main(["pull", "-"]) == 0
    assert capsys.readouterr().out.endswith("Cosine wins.\n")


def test_a_spec_that_is_json_in_json_is_read(folder: Path, capsys: Shown) -> None:
    assert main(["pull", write(folder, json.dumps(json.dumps(SPEC)))]) == 0
    assert capsys.readouterr().out.endswith("Cosine wins.\n")


NO_VIEWS = {
    "nothing": ("", "ST801", "1:1"),
    "cut off": (json.dumps(SPEC)[:60], "ST801", "ends too early"),
    "no JSON": ('{"blocks": [}', "ST801", "1:13"),
    "Markdown": ("# A report\n", "ST801", "1:1"),
    "a list": ("[]", "ST802", "neither a report nor a workspace"),
    "a number": ("3", "ST802", "neither"),
    "a text": ('"a"', "ST802", "neither"),
    "a text that is cut off": ('"{"', "ST801", "ends too early"),
    "a run": ('{"config": {"lr": 0.1}}', "ST802", "neither"),
    "a run whose keys are those of specs": ('{"config": {"blocks": 3, "spec": "a"}}', "ST802", "neither"),
    "two views": (
        json.dumps([{**VIEW, "spec": SPEC}, {"spec": SPEC, "type": "runs"}]),
        "ST802",
        "this holds 2 views: `$[0]` (Cosine: wins), `$[1]`",
    ),
    "an answer without a view": ('{"data": {"view": null}}', "ST802", "$.data: this is an answer without a view"),
    "a refusal": (
        '{"errors": [{"message": "permission denied"}], "data": {"view": null}}',
        "ST802",
        "$.errors: this is an answer without a view: permission denied",
    ),
    "very many brackets": ("[" * 200_000, "ST801", "ends too early"),
    "very many blocks": ('{"blocks": [' * 20_000, "ST801", "ends too early"),
    "brackets around what is no JSON": ("[" * 300 + "oops" + "]" * 300, "ST801", "1:301"),
    "a spec that is no JSON": (
        '{"type": "runs", "spec": "{]"}',
        "ST801",
        "1:26: error[ST801] $.spec: this is not JSON",
    ),
    "a spec that is cut off": ('{"data": {"view": {"spec": "{"}}}', "ST801", "$.data.view.spec: the JSON ends too"),
}


@pytest.mark.parametrize(("text", "code", "words"), NO_VIEWS.values(), ids=NO_VIEWS.keys())
def test_what_is_no_view_is_a_finding(folder: Path, capsys: Shown, text: str, code: str, words: str) -> None:
    assert main(["pull", write(folder, text), "--format", "concise"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"error[{code}]" in shown.err
    assert words in shown.err
    assert "Traceback" not in shown.err


def test_what_stands_beside_a_spec_and_is_no_text_is_a_finding(folder: Path, capsys: Shown) -> None:
    value = {"data": {"view": {**VIEW, "displayName": 5, "description": None, "spec": SPEC}}}
    assert main(["pull", write(folder, value), "--format", "concise"]) == 0
    shown = capsys.readouterr()
    assert "warning[ST805] $.data.view.displayName: a text belongs here; it is left out" in shown.err
    assert "description" not in shown.err + shown.out
    assert "title" not in shown.out


def test_reports_of_before_version_5_are_converted(folder: Path, capsys: Shown) -> None:
    panel = {
        "viewType": "Run History Line Plot",
        "config": {"metrics": ["loss"]},
        "layout": {"x": 0, "y": 0, "w": 6, "h": 2},
    }
    views = {"views": {"0": {"name": "Panels", "defaults": [], "config": [panel]}}, "tabs": ["0"]}
    old = {"version": 2, "panelGroups": [{"name": "Charts", "panels": views, "runSets": [{"name": "all"}]}]}
    assert main(["pull", write(folder, old), "--format", "concise"]) == 0
    shown = capsys.readouterr()
    assert "warning[ST803] $.panelGroups: " in shown.err
    assert "ST809" not in shown.err
    assert "# Charts" in shown.out
    assert "type: line" in shown.out
    assert "y: loss" in shown.out


ODD_BLOCKS: dict[str, tuple[Any, str]] = {
    "no object": ("oops", "$.blocks[1]"),
    "no type": ({"children": [{"text": "x"}]}, "$.blocks[1]"),
    "an unknown type": ({"type": "whiteboard", "data": [1]}, "$.blocks[1]"),
    "children of a wrong type": ({"type": "paragraph", "children": "text"}, "$.blocks[1]"),
    "a level of a wrong type": ({"type": "heading", "level": "two", "children": [{"text": "x"}]}, "$.blocks[1]"),
    "a grid of wrong types": ({"type": "panel-grid", "metadata": {"runSets": 3, "openViz": "yes"}}, "$.blocks[1]"),
    "null": (None, "$.blocks[1]"),
}


@pytest.mark.parametrize(("block", "path"), ODD_BLOCKS.values(), ids=ODD_BLOCKS.keys())
def test_one_odd_block_is_said_and_kept_and_the_rest_is_read(
    folder: Path, capsys: Shown, block: Any, path: str
) -> None:
    spec = {**SPEC, "blocks": [PARAGRAPH, block, PARAGRAPH]}
    assert main(["pull", write(folder, spec), "-o", "a.md", "--format", "concise"]) == 0
    assert path in capsys.readouterr().err
    assert (folder / "a.md").read_text().count("Cosine wins.") == 2
    assert main(["spec", "a.md"]) == 0
    assert json.loads(capsys.readouterr().out)["blocks"] == spec["blocks"]


def test_a_finding_stands_where_the_value_stands(folder: Path, capsys: Shown) -> None:
    text = json.dumps({**SPEC, "blocks": [PARAGRAPH, "oops"]}, indent=1)
    line = text.splitlines().index('  "oops"') + 1
    main(["pull", write(folder, text), "--format", "concise"])
    assert f"view.json:{line}:3: " in capsys.readouterr().err


@pytest.mark.parametrize("levels", [150, 1_000, 10_000])
def test_what_is_nested_too_deep_stays_and_the_rest_is_read(folder: Path, capsys: Shown, levels: int) -> None:
    deep = '{"a": ' * levels + "1" + "}" * levels
    text = json.dumps({**SPEC, "blocks": [PARAGRAPH, {"type": "odd", "x": "DEEP"}], "panelSettings": "DEEP"})
    text = text.replace('"DEEP"', deep)
    assert main(["pull", write(folder, text), "-o", "a.md"]) == 0
    assert "Traceback" not in capsys.readouterr().err
    assert "Cosine wins." in (folder / "a.md").read_text()
    assert main(["spec", "a.md"]) == 0
    written = "".join(capsys.readouterr().out.split())
    assert written.count('{"a":') == 2 * levels


@pytest.mark.soak
def test_fifty_megabytes_are_read(folder: Path, capsys: Shown) -> None:
    blocks = [{"type": "paragraph", "children": [{"text": "Cosine wins. " * 70}]}] * 52_000
    name = write(folder, {**SPEC, "blocks": blocks})
    assert (folder / name).stat().st_size > 50_000_000
    assert main(["pull", name, "-o", "a.md"]) == 0
    capsys.readouterr()


def test_a_dry_run_writes_nothing(folder: Path, capsys: Shown) -> None:
    name = write(folder, SPEC)
    (folder / "there.md").write_text("---\nkind: report\n---\n\nmine\n")
    assert main(["pull", name, "-o", "new/a.md", "--dry-run"]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("--- a/new/a.md\n+++ b/new/a.md\n@@ -0,0 +1,7 @@\n+---\n+kind: report\n")
    assert "written" not in shown.err
    assert main(["pull", name, "-o", "there.md", "--dry-run", "--force"]) == 0
    assert "\n-mine\n" in capsys.readouterr().out
    assert sorted(path.name for path in folder.iterdir()) == ["there.md", "view.json"]
    assert (folder / "there.md").read_text().endswith("mine\n")


def test_a_dash_is_standard_output(folder: Path, capsys: Shown) -> None:
    name = write(folder, SPEC)
    assert main(["pull", name, "-o", "-"]) == 0
    assert capsys.readouterr().out.endswith("Cosine wins.\n")
    assert [path.name for path in folder.iterdir()] == ["view.json"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "sub"], "`sub` is a folder"),
        (["-o", "sub", "--force"], "`sub` is a folder"),
        (["--merge"], "`--merge` is about views on a server"),
        (["--target", "prod"], "`--target` is about views on a server"),
    ],
)
def test_what_a_file_cannot_be_pulled_with_is_refused(
    folder: Path, capsys: Shown, arguments: list[str], message: str
) -> None:
    (folder / "sub").mkdir()
    assert main(["pull", write(folder, SPEC), *arguments]) == 2
    assert f"error: {message}" in capsys.readouterr().err
    assert list((folder / "sub").iterdir()) == []
