"""Links that somebody made on the server to a report that has a document here."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from runpress.publish.views.marker import digest
from runpress.server.context import global_id
from runpress.server.store import View, ViewChange
from support.publishing import REPORT, WORKSPACE, Bench

NOTHING = "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


@pytest.fixture
def two(desk: Bench) -> Bench:
    """A report, and another one in a folder, published."""
    desk.write("lr.md", REPORT.replace("kind: report", "kind: report\nid: lr"))
    desk.write(
        "more/other.md", REPORT.replace("Cosine wins", "The other").replace("kind: report", "kind: report\nid: o")
    )
    assert desk.publish().code == 0
    return desk


def view_of(desk: Bench, title: str) -> View:
    return next(view for view in desk.views(kind=None) if view.display_name == title)


def address(desk: Bench, title: str, slug: str = "The-other") -> str:
    """The address as people copy it from a browser."""
    return f"{desk.local.url}/acme/digits/reports/{slug}--{global_id('View', view_of(desk, title).id).rstrip('=')}"


def link(desk: Bench, url: str, *, words: str = "plateau") -> None:
    """Somebody makes a word of the first report a link."""

    def linked(node: dict[str, object]) -> list[dict[str, object]]:
        text = str(node.get("text", ""))
        before, found, after = text.partition(words)
        if not found:
            return [node]
        return [{"text": before}, {"type": "link", "url": url, "children": [{"text": words}]}, {"text": after}]

    change(desk, linked)


def change(desk: Bench, to: Callable[[dict[str, object]], list[dict[str, object]]]) -> None:
    view = view_of(desk, "Cosine wins")
    spec = json.loads(view.spec)
    for block in spec["blocks"]:
        if block["type"] == "paragraph":
            block["children"] = [new for child in block["children"] for new in to(child)]
    desk.local.server.views.update(view.id, ViewChange(spec=json.dumps(spec)), now="2026-02-02T10:15:00Z")


@pytest.mark.parametrize("slug", ["The-other", "o", "An-old-title--of-it"])
@pytest.mark.parametrize("has_lock", [True, False])
def test_it_becomes_a_link_to_the_documents_file(two: Bench, slug: str, *, has_lock: bool):
    link(two, address(two, "The other", slug) + "#results")
    if not has_lock:
        (two.folder / "runpress.lock").unlink()
    before = (two.folder / "lr.md").read_text()
    said = two.run("pull", "lr.md")
    assert (said.code, said.err) == (0, "1 pulled\n")
    assert (two.folder / "lr.md").read_text() == before.replace("plateau", "[plateau](more/other.md#results)")
    assert two.run("plan").last == NOTHING
    (two.folder / "runpress.lock").unlink()
    planned = two.run("plan")
    assert planned.last.endswith("0 drifted."), planned.out
    assert two.run("pull", "lr.md").err == "1 up to date\n"


def test_it_is_merged_as_one(two: Bench):
    link(two, address(two, "The other"))
    file = two.folder / "lr.md"
    file.write_text(file.read_text() + "\nMine.\n")
    before = file.read_text()
    assert two.run("pull", "--merge").code == 0
    assert file.read_text() == before.replace("plateau", "[plateau](more/other.md)")
    assert two.publish().code == 0
    assert "reports/o--" in view_of(two, "Cosine wins").spec
    assert two.publish().last == NOTHING


def test_a_workspace_is_linked_to_by_its_file_too(two: Bench):
    two.write("digits.md", WORKSPACE)
    assert two.publish().code == 0
    name = view_of(two, "Digits").name.removeprefix("nw-").removesuffix("-v")
    link(two, f"{two.local.url}/acme/digits?nw={name}")
    assert two.run("pull", "lr.md").code == 0
    assert "[plateau](digits.md)" in (two.folder / "lr.md").read_text()
    assert two.run("plan").last == NOTHING


def test_other_addresses_stay(two: Bench):
    """Of another server, of a view that no document has, with a token, and of the document itself."""
    own = address(two, "Cosine wins", "x")
    for url in (
        "https://wandb.ai/acme/digits/reports/The-other--VmlldzoxMg",
        f"{two.local.url}/acme/digits/reports/Gone--VmlldzoxMjM0NQ",
        f"{address(two, 'The other')}?accessToken=abc",
        f"{two.local.url}/acme/digits",
        own,
    ):
        link(two, url)
        assert two.run("pull", "lr.md").code == 0
        assert f"[plateau]({url})" in (two.folder / "lr.md").read_text()
        assert two.run("plan").last == NOTHING
        change(two, lambda node: [{"text": "plateau"}] if node.get("type") == "link" else [node])
        assert two.run("pull", "lr.md").code == 0


def test_an_address_that_the_document_says_itself_stays(two: Bench):
    url = address(two, "The other", "o")
    file = two.folder / "lr.md"
    file.write_text(file.read_text().replace("Cosine reaches", f"[Cosine]({url}) reaches"))
    assert two.publish().code == 0
    link(two, url)
    assert two.run("pull", "lr.md").code == 0
    assert file.read_text().count(f"]({url})") == 2


def test_code_that_looks_like_a_link_stays(two: Bench):
    url = address(two, "The other", "o")
    link(two, url)

    def coded(node: dict[str, object]) -> list[dict[str, object]]:
        return [node, {"text": f"[a]({url})", "inlineCode": True}] if node.get("type") == "link" else [node]

    change(two, coded)
    assert two.run("pull", "lr.md").code == 0
    text = (two.folder / "lr.md").read_text()
    assert f"`[a]({url})`" in text
    assert "[plateau](more/other.md)" in text


MARKDOWN = """
```panel
type: markdown
markdown: |
  See [the other](more/other.md#results), and `[code](more/other.md)`.
```

| schedule | more |
| --- | --- |
| cosine | [the other](more/other.md) |
"""


def retitled(text: str) -> str:
    """Addresses with the titles of their reports, as people copy them."""
    return text.replace("/reports/o--", "/reports/The-other--")


@pytest.mark.parametrize("edit", [lambda text: text, retitled], ids=["as it was", "retitled"])
def test_links_in_markdown_panels_and_tables_stay_those_of_files(two: Bench, edit: Callable[[str], str]):
    file = two.folder / "lr.md"
    file.write_text(file.read_text() + MARKDOWN)
    assert two.publish().code == 0
    view = view_of(two, "Cosine wins")
    assert view.spec.count("/acme/digits/reports/o--") == 2
    spec = edit(view.spec).replace("See [the", "Read [the").replace("cosine  ", "cosines ")
    two.local.server.views.update(view.id, ViewChange(spec=spec), now="2026-02-02T10:15:00Z")
    before = file.read_text()
    said = two.run("pull", "lr.md")
    assert (said.code, said.err) == (0, "1 pulled\n")
    after = file.read_text()
    assert "Read [the other](more/other.md#results), and `[code](more/other.md)`." in after
    assert "[the other](more/other.md) |" in after
    assert after.replace("Read", "See").replace("cosines", "cosine").split() == before.split()
    assert two.run("plan").last == NOTHING


def test_a_link_that_somebody_writes_into_a_markdown_panel_becomes_one_to_the_file(two: Bench):
    file = two.folder / "lr.md"
    file.write_text(file.read_text() + "\n```panel\ntype: markdown\nmarkdown: See there.\n```\n")
    assert two.publish().code == 0
    view = view_of(two, "Cosine wins")
    spec = view.spec.replace(
        "See there.", f"See [there]({address(two, 'The other')}) and [here](https://example.com/x)."
    )
    two.local.server.views.update(view.id, ViewChange(spec=spec), now="2026-02-02T10:15:00Z")
    assert two.run("pull", "lr.md").code == 0
    assert "See [there](more/other.md) and [here](https://example.com/x)." in file.read_text()
    assert two.run("plan").last == NOTHING


def test_new_documents_link_to_files_also_to_those_that_come_with_them(two: Bench):
    two.write(
        "plain.md", WORKSPACE.replace("## Validation", "## Notes\n\nSee [results](lr.md#results).\n\n## Validation")
    )
    file = two.folder / "lr.md"
    file.write_text(
        file.read_text() + MARKDOWN + "\nAlso [the workspace](plain.md), [elsewhere](https://example.com).\n"
    )
    assert two.publish().code == 0
    for name in ("lr.md", "plain.md", "runpress.lock"):
        (two.folder / name).unlink()
    said = two.run("pull", "--all", "acme/digits")
    assert said.code == 0, said.err
    assert "2 new" in said.err
    report = (two.folder / "cosine-wins.md").read_text()
    assert "See [the other](more/other.md#results)" in report
    assert "| [the other](more/other.md) |" in report
    assert "[the workspace](digits.md), [elsewhere](https://example.com)" in report
    assert "See [results](cosine-wins.md#results)." in (two.folder / "digits.md").read_text()
    assert two.run("plan").last == NOTHING


def test_a_single_new_document_links_to_the_files_that_are_there(two: Bench):
    link(two, address(two, "The other") + "#results")
    url = address(two, "Cosine wins", "x")
    (two.folder / "lr.md").unlink()
    (two.folder / "runpress.lock").unlink()
    said = two.run("pull", url, "-o", "more/new.md")
    assert said.code == 0, said.err
    assert "[plateau](other.md#results)" in (two.folder / "more" / "new.md").read_text()
    assert two.run("plan").last == NOTHING


def test_the_title_in_an_address_is_no_part_of_what_a_view_says():
    def said(url: str, **more: str) -> str:
        node = {"type": "link", "url": url, "children": [{"text": "x"}], **more}
        return digest({"blocks": [{"type": "paragraph", "children": [node]}]})

    base = "https://wandb.ai/acme/digits/reports/"
    assert said(f"{base}The-other--Vmlld#a") == said(f"{base}o--Vmlld#a") == said(f"{base}a--b--Vmlld#a")
    assert len({said(f"{base}o--Vmlld"), said(f"{base}o--Vmlle"), said(f"{base}o--Vmlld#a")}) == 3
    assert said("https://other.example/acme/digits/reports/o--Vmlld") != said(f"{base}o--Vmlld")


def test_the_title_in_an_address_is_no_part_of_what_markdown_says():
    def said(url: str) -> str:
        return digest({"blocks": [{"type": "markdown-block", "content": f"a [x]({url})\n"}]})

    base = "https://wandb.ai/acme/digits/reports/"
    assert said(f"{base}The-other--Vmlld#a") == said(f"{base}o--Vmlld#a") == said(f"{base}a--b--Vmlld#a")
    assert len({said(f"{base}o--Vmlld"), said(f"{base}o--Vmlle"), said(f"{base}o--Vmlld#a")}) == 3
