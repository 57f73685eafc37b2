"""What links to others comes after them; what links to something that was not made waits, and is not half published."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from runpress.client.graphql import RefusedError
from runpress.publish.changing.order import next_turn
from support.publishing import REPORT, Bench, Direct, connected

LINKED = REPORT.replace("Cosine reaches", "See [the other]({}.md). Cosine reaches")
BROKEN = "\n```panel\ntype: lin\n```\n"


@pytest.fixture
def direct(desk: Bench) -> Iterator[Direct]:
    with connected(desk) as made:
        yield made


def write(desk: Bench, name: str, to: str = "") -> None:
    """A report that links to another one, or to none."""
    text = LINKED.format(to) if to else REPORT
    desk.write(f"{name}.md", text.replace("Cosine wins", name).replace("kind: report", f"kind: report\nid: {name}"))


def titles(desk: Bench) -> list[str]:
    return [view.display_name for view in desk.views()]


def refuse(direct: Direct, title: str) -> None:
    """From now on the server refuses one report."""
    save = direct.client.client.save

    def saving(variables: dict[str, Any], *, expected: int | None = None) -> Any:
        if variables["displayName"] == title:
            raise RefusedError("the server says no")
        return save(variables, expected=expected)

    direct.client.save = saving


def turns(**links: str) -> list[tuple[str, bool]]:
    """The turns of new documents, by the letters that each links to."""
    left: Any = [
        SimpleNamespace(
            local=SimpleNamespace(document=SimpleNamespace(path=path)), view=None, waits_for=frozenset(others)
        )
        for path, others in links.items()
    ]
    found = []
    while left:
        turn = next_turn(left)
        found.append(("".join(step.local.document.path for step in turn.steps), turn.is_circle))
        left = [step for step in left if step not in turn.steps]
    return found


def test_what_others_link_to_comes_first() -> None:
    assert turns(a="b", b="c", c="") == [("c", False), ("b", False), ("a", False)]


def test_a_circle_waits_for_what_it_links_to() -> None:
    assert turns(a="bc", b="a", c="d", d="cx", x="") == [("x", False), ("cd", True), ("ab", True)]


def test_what_links_to_a_circle_is_none() -> None:
    assert turns(a="b", b="bc", c="b") == [("bc", True), ("a", False)]


def test_circles_that_link_to_circles_all_have_their_links(desk: Bench):
    for name, to in (("a", "b"), ("b", "a"), ("d", "e"), ("e", "d"), ("c", "d")):
        write(desk, name, to)
    file = desk.folder / "a.md"
    file.write_text(file.read_text() + "\nSee [more](c.md).\n")
    assert desk.publish().code == 0
    assert [title for title, view in zip(titles(desk), desk.views(), strict=True) if ".md" in view.spec] == []
    assert desk.publish().last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_a_link_to_a_document_with_errors_waits(desk: Bench):
    write(desk, "a", "b")
    write(desk, "b")
    write(desk, "c")
    write(desk, "z", "a")
    file = desk.folder / "b.md"
    whole = file.read_text()
    file.write_text(whole + BROKEN)
    planned = desk.run("plan")
    assert "    waits for `b.md`, which has errors\n" in planned.out
    assert planned.out.count("gets its address") == 1
    said = desk.publish("--on-error", "continue")
    assert said.code == 4
    assert titles(desk) == ["c"]
    assert "error[PB510]: `b.md` leads to a document that is not published" in said.err
    assert "error[PB510]: `a.md` leads to a document that is not published" in said.err
    assert said.err.count("error[PB510]") == 2
    file.write_text(whole)
    assert desk.publish().code == 0
    assert titles(desk) == ["a", "b", "c", "z"]
    assert not any(".md" in view.spec for view in desk.views())


def test_a_link_to_what_was_published_before_it_had_errors_is_kept(desk: Bench):
    write(desk, "b")
    desk.publish()
    file = desk.folder / "b.md"
    file.write_text(file.read_text() + BROKEN)
    write(desk, "a", "b")
    said = desk.publish("--on-error", "continue")
    assert said.code == 4
    assert "PB510" not in said.err
    assert "/acme/digits/reports/b--" in desk.views()[0].spec


def test_a_link_to_what_the_server_refuses_waits(direct: Direct):
    desk = direct.bench
    for name, to in (("a", "b"), ("b", ""), ("c", ""), ("z", "a")):
        write(desk, name, to)
    refuse(direct, "b")
    published = direct.publish(on_error="continue")
    assert [outcome.step.identity.document for outcome in published.failed] == ["b"]
    assert sorted(outcome.step.identity.document for outcome in published.left_out) == ["a", "z"]
    waiting = [finding for finding in published.findings if finding.code.id == "PB510"]
    assert [finding.span.source.path for finding in waiting] == ["a.md", "z.md"]
    assert titles(desk) == ["c"]
    assert desk.publish().code == 0
    assert not any(".md" in view.spec for view in desk.views())


def test_a_new_link_to_what_the_server_refuses_leaves_the_view_as_it_was(direct: Direct):
    desk = direct.bench
    write(desk, "a")
    direct.publish()
    write(desk, "a", "b")
    write(desk, "b")
    refuse(direct, "b")
    direct.publish(on_error="continue")
    (view,) = desk.views()
    assert view.version == 1


def test_in_a_circle_a_link_to_what_the_server_refuses_is_told(direct: Direct):
    """The others are made already when that comes out; the next publish closes the circle."""
    desk = direct.bench
    for name, to in (("a", "b"), ("b", "c"), ("c", "a")):
        write(desk, name, to)
    refuse(direct, "c")
    published = direct.publish(on_error="continue")
    assert titles(desk) == ["a", "b"]
    (finding,) = [finding for finding in published.findings if "could not be published" in finding.message]
    assert finding.span.source.path == "b.md"
    assert desk.publish().code == 0
    assert not any(".md" in view.spec for view in desk.views())


def test_after_an_error_that_ends_it_nobody_is_told_to_wait(direct: Direct):
    for name, to in (("a", "b"), ("b", "")):
        write(direct.bench, name, to)
    refuse(direct, "b")
    published = direct.publish()
    assert [finding.code.id for finding in published.findings if finding.code.id == "PB510"] == []
    assert len(published.left_out) == 1
