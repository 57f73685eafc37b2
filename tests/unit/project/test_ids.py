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
    assert dict(ids.holders) == {"lr": (tmp_path / "b/lr.md",)}
    assert dict(ids.made) == {tmp_path / "a/lr.md": "a-lr", tmp_path / "c/lr.md": "c-lr"}
    assert ids.all() == {"lr", "a-lr", "c-lr"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\nkind: report\n---\n", "---\nkind: report\nid: x\n---\n"),
        ("---\nkind: report # why\ntitle: T\n---\n", "---\nkind: report # why\nid: x\ntitle: T\n---\n"),
        ('---\n"kind": "workspace"\n---\n', '---\n"kind": "workspace"\nid: x\n---\n'),
        ("---\n{kind: report, title: T}\n---\n", "---\n{kind: report, id: x, title: T}\n---\n"),
        ("---\nkind: report\nid:\ntitle: T\n---\n", "---\nkind: report\nid: x\ntitle: T\n---\n"),
        ("---\nid: null # why\nkind: report\n---\n", "---\nid: x # why\nkind: report\n---\n"),
        ('---\nkind: report\nid: ""\n---\n', "---\nkind: report\nid: x\n---\n"),
        ("---\n{id: ~, kind: report}\n---\n", "---\n{id: x, kind: report}\n---\n"),
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


@pytest.mark.parametrize(
    ("front", "said"),
    [
        ("---\nkind: report\nid: 'lr'  # kept\n---\n", "lr"),
        ("---\n{kind: report, id: lr}\n---\n", "lr"),
        ('---\n"kind": report\n"id": lr\n---\n', "lr"),
        ("---\nkind: report\nid: 7\n---\n", "7"),
        ("\ufeff---\r\nkind: report\r\nid: lr\r\n---\r\n", "lr"),
        ("---\nkind: report\nid: lr\n\nThe end of this front matter is missing.\n", "lr"),
    ],
)
def test_an_id_is_known_however_front_matter_is_written(tmp_path, front, said):
    """A view whose document has an id that nobody sees would count as one without a document."""
    (tmp_path / "a.md").write_text(front, newline="")
    assert ids_of(documents_of(list(walk(tmp_path)))).all() == {said}


@pytest.mark.parametrize("empty", ["", "null", "~", '""', "' '"])
def test_an_empty_id_is_none(tmp_path, empty):
    (tmp_path / "a.md").write_text(f"---\nkind: report\nid: {empty}\n---\n")
    ids = ids_of(documents_of(list(walk(tmp_path))))
    assert (dict(ids.holders), set(ids.made.values())) == ({}, {"a"})


def test_files_with_one_id_are_all_known(tmp_path):
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("---\nkind: report\nid: lr\n---\n")
    assert dict(ids_of(documents_of(list(walk(tmp_path)))).holders) == {"lr": (tmp_path / "a.md", tmp_path / "b.md")}


@pytest.mark.parametrize(
    ("front", "is_page"),
    [
        ("id: lr", True),
        ("id: lr\nkind:", True),
        ("id: lr\nkind: null", True),
        ("id: lr\ntitle: mankind", True),
        ("{id: lr}", True),
        ("id: lr\nkind: report", False),
        ("id: lr\n'kind': workspace", False),
        ("id: lr\nkind: reprot", False),
        ("{id: lr, kind: report}", False),
    ],
)
def test_what_was_published_and_is_a_page_now_is_known_by_its_id(tmp_path, front, is_page):
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\n\nkind: report\n")
    found = ids_of(documents_of(list(walk(tmp_path))))
    assert found.all() == {"lr"}
    assert found.pages == ({"lr": tmp_path / "a.md"} if is_page else {})
