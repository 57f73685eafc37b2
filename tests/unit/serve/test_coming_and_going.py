"""Documents and files that come, go and come back while their pages are open: each page finds back by itself."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from runpress.project import UnreadableError, find_project
from runpress.serve import headings
from runpress.serve import preview as previews
from runpress.serve.app import PreviewApp
from runpress.serve.hub import Hub, Reader
from runpress.serve.live import Live
from runpress.serve.page import LivePage
from runpress.serve.preview import Preview
from runpress.serve.security import Access
from runpress.serve.telling import catch_up
from runpress.themes import load_theme
from support.sites import write
from support.streams import get, reader_of, told

FILES = {
    "docs/other.md": "# Other\n\n## A heading\n",
    "docs/third.md": "# Third\n\nSee [it](other.md#a-heading).\n",
}
PIXEL = b"\x89PNG\r\n\x1a\n"


class Site:
    """A preview that a test follows by hand. Its clock goes on by a second at each look."""

    def __init__(self, folder: Path) -> None:
        self.docs = folder / "docs"
        clock = itertools.count()
        self.preview = Preview(
            lambda: (find_project(self.docs, environ={}), load_theme()), clock=lambda: float(next(clock))
        )
        self.hub = Hub()
        self.live = Live(self.preview, self.hub, say=lambda _: None, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))
        self.app = PreviewApp(self.preview, self.hub, Access(8000), editor="", make_views=None).asgi()

    def look(self) -> None:
        """Two looks at everything, so that what is gone is gone for long enough."""
        for _ in range(2):
            self.preview.update(None, watched=self.hub.open_paths())

    def told(self, reader: Reader, *changes: Callable[[], object], until: str) -> list[str]:
        """The kinds of messages that a tab gets as things change, up to the first of a kind."""

        async def greet(one: Reader) -> None:
            await catch_up(self.preview, self.hub, one)
            for change in changes:
                change()
                await self.live.changed(None)

        messages = told(self.hub, reader, greet, until=lambda message: message["type"] == until)
        return [message["type"] for message in messages]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(write(tmp_path / "p", FILES))


def away(site: Site, name: str) -> None:
    (site.docs / name).rename(site.docs / f"{name}.away")


def back(site: Site, name: str) -> None:
    (site.docs / f"{name}.away").rename(site.docs / name)


def findings(site: Site, path: str) -> list[str]:
    page = site.preview.page(path)
    assert page
    return [finding.message for _, finding in page.findings]


def test_a_page_whose_document_goes_while_it_is_asked_for_comes_back_with_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site.preview.page

    def late(path: str) -> LivePage | None:
        """The document was there when its address was looked up, and is not when its page is made."""
        away(site, "other.md")
        site.look()
        return page(path)

    with monkeypatch.context() as patched:
        patched.setattr(site.preview, "page", late)
        answer = get(site.app, "/docs/other.html")
    assert answer.status_code == 404
    reader = reader_of(site.hub, answer.text)
    assert reader.path == "other.md"
    assert site.told(reader, partial(back, site, "other.md"), until="reload") == ["hello", "reload"]
    assert "A heading" in get(site.app, "/docs/other.html").text


@pytest.mark.parametrize(
    ("address", "comes"),
    [
        ("new.html", "new.md"),
        ("new.md", "new.md"),
        ("new", "new.md"),
        ("deep/", "deep/index.md"),
        ("deep/", "deep/README.md"),
        ("deep/index.html", "deep/index.md"),
        ("deep/new.html", "deep/new.md"),
        ("index.html", "index.md"),
    ],
)
def test_a_page_that_is_not_there_waits_for_its_document(site: Site, address: str, comes: str) -> None:
    answer = get(site.app, f"/docs/{address}")
    assert answer.status_code == 404
    another = partial(write, site.docs, {"else.md": "# Else\n"})
    wanted = partial(write, site.docs, {comes: "# Here\n"})
    assert site.told(reader_of(site.hub, answer.text), another, wanted, until="reload") == ["hello", "reload"]
    assert get(site.app, f"/docs/{address}").status_code == 200


def test_the_list_of_documents_follows_them(site: Site) -> None:
    page = get(site.app, "/docs/").text
    assert "new.html" not in page
    add = partial(write, site.docs, {"new.md": "# New\n"})
    assert site.told(reader_of(site.hub, page), add, until="reload") == ["hello", "reload"]
    assert "new.html" in get(site.app, "/docs/").text


def test_the_list_of_documents_follows_their_titles(site: Site) -> None:
    reader = reader_of(site.hub, get(site.app, "/docs/").text)
    same = partial(write, site.docs, {"other.md": "# Other\n\nMore words.\n"})
    other = partial(write, site.docs, {"other.md": "# Quite another\n"})
    assert site.told(reader, same, other, until="reload") == ["hello", "reload"]
    assert "Quite another" in get(site.app, "/docs/").text


def test_what_came_before_the_list_was_followed_is_told(site: Site) -> None:
    reader = reader_of(site.hub, get(site.app, "/docs/").text)
    write(site.docs, {"new.md": "# New\n"})
    site.look()
    assert site.told(reader, until="reload") == ["hello", "reload"]


def test_an_empty_folder_shows_its_first_document(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    site = Site(tmp_path)
    page = get(site.app, "/docs/").text
    assert "no documents here yet" in page
    add = partial(write, site.docs, {"first.md": "# First\n"})
    assert site.told(reader_of(site.hub, page), add, until="reload") == ["hello", "reload"]
    assert "<h1" in get(site.app, "/docs/").text


def test_a_start_page_that_goes_gives_way_to_the_list_and_comes_back(site: Site) -> None:
    write(site.docs, {"index.md": "# Home\n\nWelcome.\n"})
    site.look()
    assert "Welcome." in get(site.app, "/docs/").text
    away(site, "index.md")
    site.look()
    listed = get(site.app, "/docs/").text
    assert "third.html" in listed
    assert site.told(reader_of(site.hub, listed), partial(back, site, "index.md"), until="reload") == [
        "hello",
        "reload",
    ]
    assert "Welcome." in get(site.app, "/docs/").text


def test_the_address_of_a_page_leads_to_where_it_is_now(site: Site) -> None:
    write(site.docs, {"index.md": "# Home\n", "README.md": "# Read me\n"})
    site.look()
    assert "Read me" in get(site.app, "/docs/README.html").text
    (site.docs / "index.md").unlink()
    site.look()
    answer = get(site.app, "/docs/README.html")
    assert answer.status_code == 200
    assert answer.url.path == "/docs/index.html"


def test_what_a_file_that_comes_and_goes_means_is_found_on_all_pages(site: Site) -> None:
    text = "# Page\n\n![Seen](new.png)\n"
    write(site.docs, {"page.md": text, "closed.md": text})
    site.look()
    before = findings(site, "page.md"), findings(site, "closed.md")
    assert "new.png" in str(before[0])
    write(site.docs, {"new.png": PIXEL})
    site.look()
    assert (findings(site, "page.md"), findings(site, "closed.md")) == ([], [])
    (site.docs / "new.png").unlink()
    site.look()
    assert (findings(site, "page.md"), findings(site, "closed.md")) == before


def test_a_new_image_patches_the_pages_that_are_open(site: Site) -> None:
    write(site.docs, {"page.md": "# Page\n\nFirst words.\n\n![Seen](new.png)\n"})
    site.look()
    reader = reader_of(site.hub, get(site.app, "/docs/page.html").text)
    changed = []

    async def greet(one: Reader) -> None:
        await catch_up(site.preview, site.hub, one)
        write(site.docs, {"new.png": PIXEL})
        await site.live.changed(None)

    def until(message: dict[str, object]) -> bool:
        changed.append(message)
        return len(changed) == 3

    _, _, patch = told(site.hub, reader, greet, until=until)
    assert patch["type"] == "patch"
    assert [bool(entry.get("html")) for entry in patch["order"]] == [False, True]
    assert "new.png?" in patch["order"][1]["html"]
    assert patch["findings"] == []


def test_headings_are_not_forgotten_because_a_document_was_away_for_a_moment(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Path) -> bytes:
        """Its state was taken a moment before, and is the same when it is back."""
        raise UnreadableError("it is not there")

    other, known = site.preview.site.by_path["other.md"], headings.Headings()
    with monkeypatch.context() as patched:
        patched.setattr(headings, "read_bytes", gone)
        assert known.of(other) is None
    assert known.of(other) == {"a-heading", "other"}


def test_a_title_is_not_forgotten_because_a_document_was_away_for_a_moment(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = previews.read_bytes

    def gone(path: Path) -> bytes:
        if path.name == "new.md":
            raise UnreadableError("it is not there")
        return read(path)

    write(site.docs, {"new.md": "# A title of its own\n"})
    with monkeypatch.context() as patched:
        patched.setattr(previews, "read_bytes", gone)
        site.look()
        assert site.preview.site.titles["new.md"] == "New"
    write(site.docs, {"newer.md": "# Newer\n"})
    site.look()
    assert site.preview.site.titles["new.md"] == "A title of its own"


def test_what_is_wrong_with_a_document_is_said_again_where_its_page_is_made_again(site: Site) -> None:
    assert findings(site, "other.md") == []
    (site.docs / "other.md").write_bytes(b"# Other \xe9\n")
    site.look()
    site.preview.reload()
    page = site.preview.page("other.md")
    assert page
    assert "UTF-8" in page.banner
