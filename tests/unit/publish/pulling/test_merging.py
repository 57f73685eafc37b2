"""Merging three ways: `tests/cases/pull/merge-NAME`, where `base.md`, `local.md` and `server.md` give `expected.md`."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.merging import merged
from runpress.publish.pulling.patching.reading import Reader
from runpress.publish.views.contents import Content
from support.cases import CASES

READER = Reader("a.md")
FOLDERS = sorted(path.parent for path in (CASES / "pull").glob("*/base.md"))
HEAD = "---\ntitle: Digits\nkind: report\n---\n\n"


def content_of(text: str) -> Content:
    found = READER.read(text)
    assert found is not None
    return found.content


def merged_text(base: str, own: str, server: str) -> str:
    return merged(own, content_of(base), content_of(server), READER).text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_changes_of_both_sides_are_in_the_text(folder: Path) -> None:
    base, own, server, expected = (
        (folder / f"{name}.md").read_text() for name in ("base", "local", "server", "expected")
    )
    found = merged(own, content_of(base), content_of(server), READER)
    assert found.text == expected
    begins = [number for number, line in enumerate(expected.split("\n"), 1) if line == "<<<<<<< local"]
    assert list(found.conflicts) == begins
    assert merged(found.text, content_of(base), content_of(server), READER).text == found.text


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_one_side_alone_is_taken(folder: Path) -> None:
    base, own, server = ((folder / f"{name}.md").read_text() for name in ("base", "local", "server"))
    assert merged_text(base, own, base) == own
    assert merged_text(base, base, server) == pulled(base, content_of(server), READER).text


def test_the_same_change_on_both_sides_is_made_once() -> None:
    base, both = f"{HEAD}One.\n\nTwo.\n", f"{HEAD}One.\n\nNew.\n\nTwo!\n"
    server = both.replace("One.", "One of them.")
    assert merged_text(base, both, server) == server


def test_what_both_add_at_one_place_stands_there_twice_the_documents_first() -> None:
    base = f"{HEAD}One.\n\nTwo.\n"
    own, server = base.replace("One.", "One.\n\nMine."), base.replace("One.", "One.\n\nTheirs.")
    assert merged_text(base, own, server) == base.replace("One.", "One.\n\nMine.\n\nTheirs.")


def test_what_the_server_moved_is_moved_with_the_documents_changes() -> None:
    base = f"{HEAD}# A\n\nFirst.\n\n# B\n\nSecond.\n"
    own = base.replace("First.", "First,\nby me.")
    server = f"{HEAD}# B\n\nSecond.\n\n# A\n\nFirst.\n"
    assert merged_text(base, own, server) == f"{HEAD}# B\n\nSecond.\n\n# A\n\nFirst,\nby me.\n"


PANEL = "```panel\ntype: line\ny: {}\n```\n\n"


def grids(*names: str) -> str:
    """Grids with text between them: `ab` are two panels of one grid."""
    return HEAD + "And.\n\n".join("".join(map(PANEL.format, each)) for each in names).rstrip("\n") + "\n"


def test_a_panel_that_both_moved_stands_where_the_document_has_it() -> None:
    assert merged_text(grids("pa", "b", "c"), grids("a", "bp", "c"), grids("a", "b", "cp")) == grids("a", "bp", "c")
    assert merged_text(grids("pa", "b", "c"), grids("a", "bp", "c"), grids("a", "bp", "c")) == grids("a", "bp", "c")


def test_a_panel_that_one_moved_and_another_that_took_its_place_are_two() -> None:
    own = grids("p", "b").replace("y: p\n", "y: p\ntitle: Mine\n")
    wanted = grids("n", "bp").replace("y: p\n", "y: p\ntitle: Mine\n")
    assert merged_text(grids("p", "b"), own, grids("n", "bp")) == wanted


def test_a_panel_that_one_moved_and_the_other_removed_stays_where_it_is_now() -> None:
    assert merged_text(grids("pa", "b"), grids("a", "b"), grids("a", "bp")) == grids("a", "bp")


def test_a_panel_that_is_there_twice_is_not_taken_for_a_moved_one() -> None:
    own = grids("pa", "b").replace("y: p\n", "y: p\ntitle: Mine\n")
    found = merged(own, content_of(grids("pa", "b")), content_of(grids("a", "bpp")), READER)
    assert len(found.conflicts) == 1
    assert found.text.count("y: p\n") == 3


def test_a_panel_of_a_grid_that_is_gone_takes_its_change_along() -> None:
    own = grids("p", "b").replace("y: p\n", "y: p\ntitle: Mine\n")
    found = merged(own, content_of(grids("p", "b")), content_of(grids("bp")), READER)
    assert found.text == f"{HEAD}{PANEL.format('b')}" + "```panel\ntype: line\ny: p\ntitle: Mine\n```\n"
    assert not found.conflicts


def test_a_conflict_about_what_has_no_lines_of_its_own_is_one_of_the_whole_text() -> None:
    """W&B holds the panel beside the quote; in the document it stands in the middle of it."""
    base = f"{HEAD}> - Item\n>\n> ```runset\n> query: one\n> ```\n>\n> ```panel\n> type: line\n> y: loss\n> ```\n"
    own, server = base.replace("query: one", "query: mine"), base.replace("query: one", "query: theirs")
    found = merged(own, content_of(base), content_of(server), READER)
    assert found.conflicts == (6,)
    local, theirs = found.text.split("=======\n")
    assert READER.read(local.replace("<<<<<<< local\n", "")).says(content_of(own))
    assert READER.read(HEAD + theirs.replace(">>>>>>> server\n", "")).says(content_of(server))
