"""Documents whose `kind:` cannot be read, and documents that have none any more: nothing of theirs goes unsaid."""

from __future__ import annotations

import pytest

from support.publishing import REPORT, WITH_ID, Bench

LINKED = REPORT.replace("Cosine wins", "Other").replace("Cosine reaches", "See [it](lr.md). Cosine reaches")


@pytest.mark.parametrize("kind", ["reprot", "[report]"])
def test_a_kind_that_is_none_is_an_error_of_every_command(published: Bench, kind: str) -> None:
    file = published.folder / "lr.md"
    file.write_text(file.read_text().replace("kind: report", f"kind: {kind}"))
    for command in ("plan", "publish", "pull", "status"):
        for path in ((), ("lr.md",)):
            said = published.run(command, *path)
            assert said.code == 1
            assert said.err.count("lr.md:4:7: error[FM105]") == 1
            assert said.err.count("error[") == 1


def test_a_document_whose_kind_is_none_is_counted_as_left_out(published: Bench) -> None:
    file = published.folder / "lr.md"
    file.write_text(file.read_text().replace("kind: report", "kind: reprot"))
    assert "1 document has errors and is left out" in published.run("plan").out
    assert published.run("status").out.splitlines() == ["lr.md  has errors"]
    assert "1 with errors, left alone" in published.run("pull").err


@pytest.mark.parametrize(
    "text", [WITH_ID.replace("kind: report", "kind: reprot").encode(), b"\xff\xfe"], ids=["misspelt", "unreadable"]
)
def test_links_to_a_document_that_cannot_be_read_stay_as_they_are_on_the_server(desk: Bench, text: bytes) -> None:
    file = desk.write("lr.md", WITH_ID)
    desk.write("other.md", LINKED)
    assert desk.publish().code == 0
    file.write_bytes(text)
    said = desk.publish("--on-error", "continue")
    assert said.code == 4
    assert "`lr.md` leads to a document that is not published, and this one waits for it" in said.err
    (other,) = [view for view in desk.views() if view.display_name == "Other"]
    assert "/reports/lr--" in other.spec


def test_what_is_wrong_with_a_page_concerns_no_command_that_publishes(published: Bench) -> None:
    published.write("page.md", "---\nkind:\ntitle: [A page]\n---\n\n```panel\ntype: lin\n```\n")
    said = published.publish()
    assert (said.code, said.err) == (0, "")
