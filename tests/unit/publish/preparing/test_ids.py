"""Ids of documents: written when they are published first, one a document, and kept by a renamed file."""

from __future__ import annotations

import pytest

from support.publishing import REPORT, WITH_ID, Bench


def test_two_documents_with_one_id_are_refused(desk: Bench):
    desk.write("a.md", WITH_ID)
    desk.write("b/c.md", WITH_ID)
    said = desk.publish()
    assert said.code == 1
    assert "PB502" in said.err
    assert "`lr` is the id of `a.md`, too" in said.err
    assert desk.views() == []


@pytest.mark.parametrize("name", ["copy.md", "z.md", "folder/a.md"])
def test_a_copy_that_kept_its_id_is_not_published_over_what_it_was_copied_from(desk: Bench, name: str):
    """Also if only the copy is named: which of the two is the copy, nobody knows."""
    desk.write("lr.md", WITH_ID)
    assert desk.publish().code == 0
    desk.write(name, WITH_ID.replace("Cosine wins", "Another"))
    said = desk.publish(name)
    assert (said.code, "PB502" in said.err) == (1, True)
    assert [view.display_name for view in desk.views()] == ["Cosine wins"]


def test_documents_of_one_name_published_one_by_one_are_two_views(desk: Bench):
    """Without mkdocs.yml each folder is a site of its own; what is remembered is one."""
    (desk.folder / "runpress.lock").write_text('{"version": 1, "views": {}}')
    for folder in ("a", "b"):
        desk.write(f"{folder}/lr.md", REPORT.replace("Cosine wins", folder))
        assert desk.publish(f"{folder}/lr.md").code == 0
    assert [view.display_name for view in desk.views()] == ["a", "b"]


@pytest.mark.parametrize("empty", ["", "null", '""'])
def test_an_empty_id_is_filled_in(desk: Bench, empty: str):
    file = desk.write("lr.md", WITH_ID.replace("id: lr", f"id: {empty}"))
    assert desk.publish().code == 0
    assert file.read_text() == WITH_ID
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_a_renamed_file_keeps_its_view(published: Bench):
    (published.folder / "lr.md").rename(published.folder / "schedules.md")
    assert published.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("kind: report  # or workspace\n", "kind: report  # or workspace\nid: lr\n"),
        ('kind: "report"\n', 'kind: "report"\nid: lr\n'),
        ("kind: report\r\n", "kind: report\r\nid: lr\r\n"),
    ],
)
def test_an_id_is_written_with_the_least_change(desk: Bench, front: str, expected: str):
    file = desk.folder / "lr.md"
    end = "\r\n" if "\r\n" in front else "\n"
    text = REPORT.replace("\n", end).replace(f"kind: report{end}", front)
    file.write_bytes(text.encode())
    assert desk.publish().code == 0
    assert file.read_bytes().decode() == text.replace(front, expected)
