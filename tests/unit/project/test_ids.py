"""Ids of documents: made from paths, the same ones whoever asks, written with the least change."""

from __future__ import annotations

import pytest

from runpress.pipeline import compile_document
from runpress.project import documents_of
from runpress.project.files import walk
from runpress.project.ids import id_edit, ids_of, made_id
from runpress.source import SourceFile


@pytest.mark.parametrize(
    ("path", "taken", "expected"),
    [
        ("lr-sweeps.md", (), "lr-sweeps"),
        ("reports/LR sweeps (2).md", (), "lr-sweeps-2"),
        ("reports/lr.md", ("lr",), "reports-lr"),
        ("a/b/lr.md", ("lr", "b-lr"), "a-b-lr"),
        ("lr.md", ("lr", "lr-2"), "lr-3"),
        ("sweeps/index.md", (), "sweeps"),
        ("index.md", (), "index"),
        ("über/Größe.md", (), "groe"),
        ("報告.md", (), "document"),
        ("報告/lr.md", (), "lr"),
    ],
)
def test_an_id_is_made_of_the_path(path, taken, expected):
    assert made_id(path, taken) == expected


def test_ids_of_a_project_are_the_same_whichever_documents_are_asked_about(tmp_path):
    for path in ("a/lr.md", "b/lr.md", "c/lr.md", "page.md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        kind = "" if path == "page.md" else "kind: report\n"
        own = "id: 'lr'  # kept\n" if path == "b/lr.md" else ""
        (tmp_path / path).write_text(f"---\ntitle: T\n{kind}{own}---\n\nid: not this\n")
    ids = ids_of(documents_of(list(walk(tmp_path))))
    assert dict(ids.used) == {"lr": tmp_path / "b/lr.md"}
    assert dict(ids.made) == {tmp_path / "a/lr.md": "a-lr", tmp_path / "c/lr.md": "c-lr"}
    assert ids.all() == {"lr", "a-lr", "c-lr"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nkind: report\n---\n", "---\nkind: report\nid: x\n---\n"),
        ("---\nkind: report # why\ntitle: T\n---\n", "---\nkind: report # why\nid: x\ntitle: T\n---\n"),
        ('---\n"kind": "workspace"\n---\n', '---\n"kind": "workspace"\nid: x\n---\n'),
        ("---\n{kind: report, title: T}\n---\n", "---\n{kind: report, id: x, title: T}\n---\n"),
        ("---\nkind: report\n\nText.\n", "---\nkind: report\nid: x\n\nText.\n"),
    ],
)
def test_an_id_is_written_behind_the_kind(text, expected):
    source = SourceFile("a.md", text)
    edit = id_edit(source, compile_document(source).view.front, "x")
    assert edit is not None
    written = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert written == expected
    assert compile_document(SourceFile("a.md", written)).view.front.id == "x"


def test_a_page_gets_no_id():
    source = SourceFile("a.md", "---\ntitle: T\n---\n")
    assert id_edit(source, compile_document(source).view.front, "x") is None
