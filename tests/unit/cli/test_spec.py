"""`runpress spec`: the JSON that W&B stores, byte-stable, and nothing else on standard output."""

from __future__ import annotations

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from runpress.cli.main import main

DOCUMENT = """---
title: Loss
description: Lower is better.
kind: report
project: acme/digits
---

Text.

```panel
type: line
y: val_loss
```
"""
Shown = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "loss.md") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


def test_the_spec_is_json_and_the_same_each_time(folder: Path, capsys: Shown) -> None:
    name = write(folder, DOCUMENT)
    assert main(["spec", name]) == 0
    first = capsys.readouterr()
    assert main(["spec", name]) == 0
    assert capsys.readouterr() == first
    spec = json.loads(first.out)
    assert (spec["version"], [block["type"] for block in spec["blocks"]]) == (
        5,
        ["paragraph", "paragraph", "panel-grid", "paragraph"],
    )
    assert first.err == ""


def test_the_view_object_holds_the_spec_as_text(folder: Path, capsys: Shown) -> None:
    name = write(folder, DOCUMENT)
    main(["spec", name])
    spec = json.loads(capsys.readouterr().out)
    main(["spec", name, "--view"])
    view = json.loads(capsys.readouterr().out)
    assert json.loads(view.pop("spec")) == spec
    assert view == {
        "type": "runs",
        "displayName": "Loss",
        "description": "Lower is better.",
        "entityName": "acme",
        "projectName": "digits",
    }


@pytest.mark.parametrize(
    ("keys", "expected"),
    [("draft: true", "runs/draft"), ("kind: workspace", "project-view"), ("width: fluid", "runs")],
)
def test_the_view_says_its_type(folder: Path, capsys: Shown, keys: str, expected: str) -> None:
    kind = "" if "kind" in keys else "kind: report\n"
    main(["spec", "--view", write(folder, f"---\n{kind}{keys}\n---\n")])
    assert json.loads(capsys.readouterr().out)["type"] == expected


def test_a_title_comes_from_the_heading_or_the_name(folder: Path, capsys: Shown) -> None:
    for text, expected in (
        ("---\nkind: report\n---\n\n# Cosine\n", "Cosine"),
        ("---\nkind: report\n---\n", "Lr sweep"),
    ):
        main(["spec", "--view", write(folder, text, "lr-sweep.md")])
        assert json.loads(capsys.readouterr().out)["displayName"] == expected


def test_the_project_of_the_configuration_counts(folder: Path, capsys: Shown) -> None:
    write(folder, "docs_dir: .\nplugins:\n  - runpress: {project: acme/digits}\n", "mkdocs.yml")
    main(["spec", "--view", write(folder, "---\nkind: report\n---\n")])
    view = json.loads(capsys.readouterr().out)
    assert (view["entityName"], view["projectName"]) == ("acme", "digits")


def test_standard_input(folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder, DOCUMENT)
    main(["spec", "loss.md"])
    wanted = capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(DOCUMENT.encode())))
    assert main(["spec", "-"]) == 0
    assert capsys.readouterr().out == wanted


FAULTS = {
    "a page": ("# Only a page\n", "FM111", "what it is on the server"),
    "an unknown option": (
        "---\nkind: report\n---\n\n```panel\ntype: line\ny: a\nsmoothign: 1\n```\n",
        "DX",
        "smoothing",
    ),
    "a filter that cannot be stored": (
        "---\nkind: report\nproject: a/b\n---\n\n```runset\nfilters: not (a.b matches 'x')\n```\n\n```panel\ny: l\n```\n",
        "RS",
        "a.b",
    ),
    "no UTF-8": ("\udcff", "CF701", "UTF-8"),
}


@pytest.mark.parametrize(("text", "code", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_errors_leave_standard_output_empty(folder: Path, capsys: Shown, text: str, code: str, words: str) -> None:
    (folder / "bad.md").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert main(["spec", "bad.md", "--format", "concise"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert code in shown.err
    assert words in shown.err


def test_what_w_and_b_shows_simpler_is_a_note(folder: Path, capsys: Shown) -> None:
    assert main(["spec", write(folder, "---\nkind: report\n---\n\n#### Deep\n"), "--format", "concise"]) == 0
    shown = capsys.readouterr()
    assert "loss.md:5:1: note[WB901]" in shown.err
    assert json.loads(shown.out)["blocks"][1]["level"] == 3


@pytest.mark.parametrize("name", ["missing.md", "."])
def test_what_is_no_file_is_a_wrong_command_line(folder: Path, capsys: Shown, name: str) -> None:
    del folder
    assert main(["spec", name]) in (1, 2)
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Traceback" not in shown.err
