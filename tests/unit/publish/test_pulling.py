"""Pulling a server's view into a document: `tests/cases/pull/NAME`, where `local.md` and `server.md` give `expected.md`."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.model.front_matter import FrontMatterDefaults
from runpress.publish.contents import Content
from runpress.publish.patching.reading import Reader
from runpress.publish.pulling import pulled
from support.cases import CASES

FOLDERS = sorted(path.parent for path in (CASES / "pull").glob("*/local.md") if not (path.parent / "base.md").exists())
READER = Reader("a.md")
REPORT = "---\ntitle: Digits\nkind: report\n---\n\n"


def text_in(folder: Path, name: str) -> str:
    return (folder / name).read_bytes().decode()


def content_of(text: str, reader: Reader = READER) -> Content:
    found = reader.read(text)
    assert found is not None
    return found.content


def pulled_text(own: str, server: str) -> str:
    found = pulled(own, content_of(server), READER)
    assert [finding.message for finding in found.findings] == []
    again = READER.read(found.text)
    assert again is not None
    assert again.says(content_of(server))
    return found.text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_least_of_the_text_changes(folder: Path) -> None:
    own, server = text_in(folder, "local.md"), text_in(folder, "server.md")
    found = pulled_text(own, server)
    assert found == text_in(folder, "expected.md")
    assert pulled_text(found, server) == found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_pulled_back_changes_nothing(folder: Path) -> None:
    own = text_in(folder, "local.md")
    assert pulled_text(own, own) == own


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_line_ends_of_windows_stay(folder: Path) -> None:
    own = "\ufeff" + text_in(folder, "local.md").replace("\n", "\r\n")
    expected = "\ufeff" + text_in(folder, "expected.md").replace("\n", "\r\n")
    assert pulled_text(own, text_in(folder, "server.md")) == expected


def test_a_last_line_without_an_end_stays_so() -> None:
    own = f"{REPORT}One.\n\nTwo."
    assert pulled_text(own, f"{REPORT}Changed.\n\nTwo.\n") == f"{REPORT}Changed.\n\nTwo."
    assert pulled_text(own, f"{REPORT}One.\n\nTwo.\n\nThree.\n") == f"{REPORT}One.\n\nTwo.\n\nThree.\n"


def test_a_document_of_another_kind_is_left_alone() -> None:
    page = "# A page\n"
    assert pulled(page, content_of(f"{REPORT}One.\n"), READER).text == page
    workspace = "---\ntitle: Digits\nkind: workspace\n---\n"
    assert pulled(workspace, content_of(f"{REPORT}One.\n"), READER).text == workspace


def test_what_the_project_says_is_overridden_where_the_server_says_something_else() -> None:
    reader = Reader("a.md", FrontMatterDefaults(width="fluid"))
    own = f"{REPORT}One.\n"
    assert pulled(own, content_of(own, reader), reader).text == own
    found = pulled(own, content_of(own), reader)
    assert found.text == "---\ntitle: Digits\nkind: report\nwidth: readable\n---\n\nOne.\n"
