"""`runpress export`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runpress.cli.main import main

DOCUMENT = """---
title: Loss
kind: report
project: acme/digits
---

Lower is *better*.

```panel
type: line
y: val_loss
```
"""


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "loss.md"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def test_code_goes_to_standard_output(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "wws", str(document)]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert shown.out.startswith('"""Loss, written by `runpress export --to wws`."""\n')
    assert "import wandb_workspaces.reports.v2 as wr\n" in shown.out
    assert 'panels=[wr.LinePlot(y=["val_loss"])]' in shown.out


def test_what_cannot_be_said_is_a_comment_where_it_stands(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--to", "wws", str(document)])
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines.index("# wandb-workspaces cannot say `children[1].italic`") + 1 == lines.index(
        'wr.P(["Lower is ", "better", "."]),'
    )


def test_a_file_is_written_and_never_written_over(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "wws", str(document), "-o", "loss.py"]) == 0
    assert capsys.readouterr().err == "loss.py is written\n"
    assert Path("loss.py").read_text(encoding="utf-8").startswith('"""Loss')
    assert main(["export", "--to", "wws", str(document), "-o", "loss.py"]) == 2
    assert "`loss.py` is there already" in capsys.readouterr().err
    assert main(["export", "--to", "wws", str(document), "-o", "loss.py", "--force"]) == 0


def test_a_stored_view_gives_the_code_of_its_document(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--to", "wws", str(document)])
    of_document = capsys.readouterr().out
    main(["spec", str(document), "--view"])
    Path("view.json").write_text(capsys.readouterr().out, encoding="utf-8")
    assert main(["export", "--to", "wws", "view.json"]) == 0
    assert capsys.readouterr().out == of_document


def test_a_bare_spec_has_code_that_says_what_is_missing(tmp_path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "spec.json").write_text(json.dumps({"section": {}}), encoding="utf-8")
    assert main(["export", "--to", "wws", str(tmp_path / "spec.json")]) == 0
    assert "# fill in the project: the document does not say one\n" in capsys.readouterr().out


def test_a_document_with_errors_gives_findings_and_no_code(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.write_text(DOCUMENT.replace("type: line", "type: lien"), encoding="utf-8")
    assert main(["export", "--to", "wws", str(document)]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "PN202" in shown.err


@pytest.mark.parametrize("text", ["{", '{"a": 1}', '{"spec": "{"}'])
def test_json_that_is_no_view_gives_a_finding(tmp_path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    assert main(["export", "--to", "wws", str(tmp_path / "a.json")]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "error[" in shown.err


def test_a_page_says_that_it_has_no_kind(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document.write_text("# Loss\n", encoding="utf-8")
    assert main(["export", "--to", "wws", str(document)]) == 1
    assert "kind: report" in capsys.readouterr().err


def test_an_unknown_form_is_a_usage_error_with_the_nearest_one(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "--to", "wwws", str(document)]) == 2
    assert "did you mean `wws`?" in capsys.readouterr().err


@pytest.mark.parametrize("wrapped", [[1], ["data", "view"], ["data", "upsertView", "view"], ["text"]], ids=str)
def test_stored_views_are_read_in_every_form_that_pull_reads(
    document: Path, capsys: pytest.CaptureFixture[str], wrapped: list[object]
) -> None:
    main(["spec", str(document), "--view"])
    value = json.loads(capsys.readouterr().out)
    main(["export", "--to", "wws", str(document)])
    code = capsys.readouterr().out
    if wrapped == ["text"]:
        value["spec"] = json.dumps(value["spec"])
    else:
        for step in reversed(wrapped):
            value = [value] if step == 1 else {step: value}
    Path("view.json").write_text(json.dumps(value), encoding="utf-8")
    assert main(["export", "--to", "wws", "view.json"]) == 0
    assert capsys.readouterr().out == code


@pytest.mark.parametrize("text", ["", "[]", "<html>", "[" * 100_000, '{"type": "runs", "spec": "[]"}'], ids=len)
def test_a_json_file_without_a_view_is_a_finding(document: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (document.parent / "view.json").write_text(text, encoding="utf-8")
    assert main(["export", "--to", "wws", "view.json", "--format", "concise"]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "error[ST80" in shown.err


def test_a_dash_is_standard_output(document: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "wws", str(document), "-o", "-"]) == 0
    assert capsys.readouterr().out.startswith('"""Loss')
    assert not Path("-").exists()


def test_what_is_of_before_version_5_is_exported_as_what_it_becomes(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    panel = {"viewType": "Run History Line Plot", "config": {"metrics": ["loss"]}}
    old = {"version": 2, "panelGroups": [{"name": "Charts", "panels": {"views": {"0": {"config": [panel]}}}}]}
    (document.parent / "old.json").write_text(json.dumps(old), encoding="utf-8")
    assert main(["export", "--to", "wws", "old.json", "--format", "concise"]) == 0
    shown = capsys.readouterr()
    assert "ST803" in shown.err
    assert 'wr.H1("Charts")' in shown.out
    assert 'wr.LinePlot(x=None, y=["loss"]' in shown.out
