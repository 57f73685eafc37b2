"""A published report in a real browser, at W&B's own address: it follows each save, and shows its images."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from runpress.client.connecting import connect
from runpress.client.images import image_name, upload_image
from runpress.client.values import StoredView
from runpress.client.views import ViewsClient
from runpress.codec.about import REPORT
from runpress.starter import starter_files
from support.browser import until
from support.sites import serving, write

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def paragraph(text: str) -> dict[str, object]:
    return {"type": "paragraph", "children": [{"text": text}]}


def spec(*blocks: object) -> str:
    return json.dumps({"version": 5, "blocks": [paragraph(""), *blocks, paragraph("")]})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "p", starter_files("Mine", docs="docs", has_config=False))


@pytest.fixture
def url(folder: Path, tmp_path: Path) -> Iterator[str]:
    """A preview; tests name it before `show`, so that it ends after their pages."""
    with serving(folder, tmp_path / "log") as preview:
        yield f"http://127.0.0.1:{preview.port}"


@pytest.fixture
def views(url: str, folder: Path) -> Iterator[ViewsClient]:
    key = (folder / ".runpress" / "key").read_text().strip()
    connection = connect({"WANDB_BASE_URL": url, "WANDB_API_KEY": key})
    connection.views.create_project("acme", "digits")
    yield connection.views
    connection.close()


def published(views: ViewsClient, *blocks: object) -> StoredView:
    place = {"entityName": "acme", "projectName": "digits", "type": REPORT, "name": "mine"}
    return views.save({**place, "displayName": "Cosine wins", "spec": spec(*blocks)}).view


def test_a_page_follows_each_save_and_the_older_versions_are_kept(
    url: str, views: ViewsClient, show: Callable[..., Page]
) -> None:
    view = published(views, paragraph("First words."), paragraph("Others."))
    page = show(f"{url}/acme/digits/reports/Cosine-wins--{view.id}")
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    page.evaluate("window.before = [...document.querySelectorAll('main p')].find(p => p.textContent === 'Others.')")
    assert page.evaluate("!!window.before")
    views.save({"id": view.id, "spec": spec(paragraph("Second words."), paragraph("Others."))})
    until(page, "document.querySelector('main').textContent.includes('Second words.')")
    assert page.evaluate("window.before.isConnected && !document.body.textContent.includes('First words.')")
    kept = [json.loads(one.spec)["blocks"][1]["children"][0]["text"] for one in views.versions(view.id)]
    assert kept == ["Second words.", "First words."]


def test_a_page_says_that_its_report_was_deleted(url: str, views: ViewsClient, show: Callable[..., Page]) -> None:
    view = published(views, paragraph("First words."))
    page = show(f"{url}/acme/digits/reports/x--{view.id}")
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    views.delete(view.id)
    until(page, "document.body.textContent.includes('is not there any more')")
    assert page.evaluate("document.querySelector('main').textContent.includes('First words.')")


def test_a_new_document_leaves_the_page_of_a_report(
    url: str, folder: Path, views: ViewsClient, show: Callable[..., Page]
) -> None:
    """The page is loaded anew, as all are, and not said to be gone."""
    view = published(views, paragraph("First words."))
    page = show(f"{url}/acme/digits/reports/x--{view.id}")
    until(page, "document.getElementById('rp-live').dataset.state === 'live'")
    with page.expect_event("load"):
        (folder / "docs" / "other.md").write_text("# Other\n")
    assert page.evaluate("document.querySelector('main').textContent.includes('First words.')")
    assert not page.evaluate("document.body.textContent.includes('is not there any more')")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_an_uploaded_image_is_shown(url: str, host: str, views: ViewsClient, show: Callable[..., Page]) -> None:
    view = published(views, paragraph("With a picture."))
    shown = upload_image(views.graphql, view.id, image_name(PIXEL, ".png"), PIXEL)
    image = {"type": "image", "children": [{"text": ""}], "url": shown}
    views.save({"id": view.id, "spec": spec(image)})
    page = show(f"{url.replace('127.0.0.1', host)}/acme/digits/reports/x--{view.id}")
    page.eval_on_selector("main img", "image => image.scrollIntoView()")
    until(page, "document.querySelector('main img').naturalWidth === 1")


def test_an_image_from_elsewhere_is_a_link(url: str, views: ViewsClient, show: Callable[..., Page]) -> None:
    elsewhere = [
        "https://elsewhere.invalid/docs/-/images/x/y.png",
        f"{url}/docs/-/images/../../../secret.png",
        f"{url}.evil.invalid/docs/-/images/x/y.png",
    ]
    images = [{"type": "image", "children": [{"text": ""}], "url": one} for one in elsewhere]
    view = published(views, *images)
    page = show(f"{url}/acme/digits/reports/x--{view.id}")
    assert page.evaluate("document.querySelectorAll('main img').length") == 0
    assert page.evaluate("document.querySelectorAll('main a.remote-image').length") == 3
