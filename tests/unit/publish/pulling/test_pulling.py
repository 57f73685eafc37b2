"""Pulling a server's view into a document: `tests/cases/pull/NAME`, where `local.md` and `server.md` give `expected.md`."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from runpress.model.front_matter import FrontMatterDefaults
from runpress.model.view import Report, Workspace
from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.patching.reading import Reader
from runpress.publish.views.contents import Content
from runpress.source import SourceFile
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


def test_front_matter_in_braces_is_written_anew_and_the_text_stays() -> None:
    own = "---\n{title: Digits, kind: report, id: x, tags: [a]}\n---\n\nOne\nline.\n"
    found = pulled_text(own, f"{REPORT.replace('Digits', 'Letters')}One line.\n")
    assert found == "---\ntitle: Letters\nkind: report\nid: x\ntags: [a]\n---\n\nOne\nline.\n"


def test_remarks_inside_an_entry_that_changes_stay_above_it() -> None:
    own = f"{REPORT}```panel\ny: loss\ncolors:   # of groups\n  # the winner\n  a: '#fff'\n  b: red # loser\n```\n"
    found = pulled_text(own, f"{REPORT}```panel\ny: loss\ncolors: {{a: blue}}\n```\n")
    assert found == f"{REPORT}```panel\ny: loss\n# of groups\n# the winner\n# loser\ncolors: {{a: blue}}\n```\n"


def test_where_nothing_small_helps_the_whole_document_is_written_anew_and_a_finding_says_so() -> None:
    own = f"{REPORT}One.\n\n<!-- never closed\n\nTwo.\n"
    found = pulled(own, content_of(f"{REPORT}Three.\n\nFour.\n"), READER)
    assert found.text == f"{REPORT}Three.\n\nFour.\n"
    assert [finding.code.id for finding in found.findings] == ["PB541"]


def test_a_colour_of_a_run_without_an_id_stays_where_the_document_says_it() -> None:
    head = "---\ntitle: Digits\nkind: workspace\n---\n\n"
    own = f"{head}```runset\nquery: adam\ncolors: {{'': '#fff'}}\n```\n\n## Validation\n"
    server = f"{head}```runset\nquery: sgd\ncolors: {{'': '#fff'}}\n```\n"
    assert pulled_text(own, server) == server


def test_what_documents_have_no_words_for_is_a_finding_and_the_rest_is_pulled() -> None:
    def published(_source: SourceFile, view: Report | Workspace) -> Report | Workspace:
        return replace(view, front=view.front.model_copy(update={"description": "Never on the server."}))

    own = f"{REPORT}One\nline.\n\n<!-- mine -->\nTwo.\n"
    found = pulled(own, content_of(f"{REPORT}One line.\n\nThree.\n"), Reader("a.md", published=published))
    assert found.text == f"{REPORT}One\nline.\n\n<!-- mine -->\n\nThree.\n"
    assert [finding.code.id for finding in found.findings] == ["PB542"]


def test_a_grid_that_somebody_copied_with_its_ids_is_pulled() -> None:
    """The ids are said then; what says nothing gets others, although it has the same content."""
    panel = "```panel\ntype: line\ny: loss\n```\n"
    runset = "```runset\nname: Some\nfilters: config.lr == 0.1\n```\n"
    own = f"{REPORT}{runset}\nOne.\n\n{panel}\nTwo.\n\n{panel}\nThree.\n"
    said = content_of(own)
    spec: Any = json.loads(json.dumps(said.spec))
    grid = next(block for block in spec["blocks"] if block["type"] == "panel-grid")
    spec["blocks"].insert(-1, grid)
    found = pulled(own, Content("report", title=said.title, description=said.description, spec=spec), READER)
    assert found.findings == ()
    again: Any = content_of(found.text).spec
    ids = [block["metadata"]["runSets"][0]["id"] for block in again["blocks"] if block["type"] == "panel-grid"]
    assert (ids[0] == ids[2], ids[0] == ids[1]) == (True, False)
