"""`check --fix` gives reports and workspaces ids, and leaves pages and ids that are there alone."""

from __future__ import annotations

import pytest

from runpress.cli.main import main


def test_fixing_writes_ids(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    report = "---\ntitle: T\nkind: report\nproject: acme/digits\n---\n\nText.\n"
    for path, text in {"a/lr.md": report, "b/lr.md": report, "page.md": "# A page\n"}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert main(["check", "--fix"]) == 0
    assert (tmp_path / "a/lr.md").read_text() == report.replace("report\n", "report\nid: lr\n", 1)
    assert (tmp_path / "b/lr.md").read_text() == report.replace("report\n", "report\nid: b-lr\n", 1)
    assert (tmp_path / "page.md").read_text() == "# A page\n"
    before = (tmp_path / "a/lr.md").stat().st_mtime_ns
    assert main(["check", "--fix"]) == 0
    assert (tmp_path / "a/lr.md").stat().st_mtime_ns == before
    capsys.readouterr()


def test_documents_with_one_id_are_found_wherever_both_are_checked(tmp_path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    report = "---\ntitle: T\nkind: report\nid: lr\n---\n\nText.\n"
    page = "---\ntitle: T\nid: lr\n---\n\nText.\n"
    for path, text in {"a.md": report, "b.md": report.replace("id: lr", "id: ' lr'"), "page.md": page}.items():
        (tmp_path / path).write_text(text)
    assert main(["check", "--format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[:2] == [
        "a.md:4:5: error[PB502] `lr` is the id of `b.md`, too",
        "b.md:4:5: error[PB502] `lr` is the id of `a.md`, too",
    ]
    assert main(["check", "a.md"]) == 0
    (tmp_path / "b.md").write_text(report.replace("id: lr", "id: lr-2"))
    assert main(["check"]) == 0
    for project in ("x", "y"):
        (tmp_path / project).mkdir()
        (tmp_path / project / "mkdocs.yml").write_text("docs_dir: .\n")
        (tmp_path / project / "a.md").write_text(report)
    capsys.readouterr()
    assert main(["check", "x", "y"]) == 0
