"""Views on a server that counts versions: conditional updates, drafts, share links, threads, images."""

from __future__ import annotations

import itertools

import httpx
import pytest

from runpress.client.graphql import RefusedError
from runpress.client.images import NoUploadError, image_name, upload_image
from runpress.client.shares import disable_share, enable_share, share_links
from runpress.client.threads import threads_in, threads_of
from runpress.client.values import StoredView
from runpress.client.views import MovedError, ViewsClient
from runpress.codec.about import DRAFT, REPORT
from support.local_server import Running

PIXEL = b"\x89PNG\r\n\x1a\n" + b"0" * 40
_names = itertools.count()


def new(**more: str) -> dict[str, str]:
    place = {"entityName": "ada", "projectName": "digits", "type": REPORT, "name": f"view{next(_names)}"}
    return {**place, "displayName": "Cosine wins", "description": "24 runs", "spec": '{"version":5}', **more}


@pytest.fixture
def report(views: ViewsClient) -> StoredView:
    views.find("none")
    return views.save(new(), expected=0).view


def test_a_view_comes_back_as_it_was_saved(views: ViewsClient, report: StoredView) -> None:
    assert (report.type, report.title, report.description, report.spec) == (
        "runs",
        "Cosine wins",
        "24 runs",
        '{"version":5}',
    )
    assert (report.entity, report.project, report.version, report.updated_by) == ("ada", "digits", 1, "ada")
    assert views.find(report.id) == report
    assert views.all("ada", "digits", REPORT, name=report.name) == [report]


def test_a_save_over_what_someone_else_saved_is_refused(views: ViewsClient, report: StoredView) -> None:
    changed = views.save({"id": report.id, "spec": '{"version":5,"a":1}'}, expected=1).view
    assert changed.version == 2
    with pytest.raises(MovedError, match="saved by someone else") as moved:
        views.save({"id": report.id, "spec": '{"version":5,"b":1}'}, expected=1)
    assert moved.value.exit_code == 5
    assert views.find(report.id) == changed


def test_a_save_without_a_condition_wins(views: ViewsClient, report: StoredView) -> None:
    views.save({"id": report.id, "spec": '{"a":1}'})
    assert views.save({"id": report.id, "spec": '{"b":1}'}).view.version == 3


def test_what_is_not_given_stays(views: ViewsClient, report: StoredView) -> None:
    changed = views.save({"id": report.id, "spec": report.spec, "displayName": "Step wins"}, expected=1).view
    assert (changed.title, changed.description, changed.name) == ("Step wins", report.description, report.name)


def test_the_same_save_twice_is_one(views: ViewsClient) -> None:
    views.find("none")
    wanted = new()
    first, second = views.save(wanted, expected=0), views.save(wanted, expected=0)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.view == second.view
    change = {"id": first.view.id, "spec": '{"a":1}'}
    assert views.save(change, expected=1) == views.save(change, expected=1)


def test_of_two_who_make_a_view_of_one_name_the_second_is_told(views: ViewsClient, report: StoredView) -> None:
    with pytest.raises(MovedError):
        views.save(new(name=report.name, spec='{"mine":1}'), expected=0)
    assert views.all("ada", "digits", REPORT, name=report.name) == [report]


def test_a_view_is_deleted_as_it_was_read_or_not_at_all(views: ViewsClient, report: StoredView) -> None:
    views.save({"id": report.id, "spec": '{"a":1}'})
    with pytest.raises(MovedError):
        views.delete(report.id, expected=1)
    assert views.delete(report.id, expected=2)
    assert views.find(report.id) is None
    with pytest.raises(RefusedError, match="view not found"):
        views.delete(report.id)


def test_versions_are_listed_the_last_first(views: ViewsClient, report: StoredView) -> None:
    views.save({"id": report.id, "spec": '{"a":1}', "displayName": "Step wins"})
    found = views.versions(report.id)
    assert [(one.version, one.title, one.spec) for one in found] == [
        (2, "Step wins", '{"a":1}'),
        (1, "Cosine wins", '{"version":5}'),
    ]
    assert views.versions("none") == []


def test_a_draft_has_an_address_of_its_own(views: ViewsClient, report: StoredView) -> None:
    draft = views.save(new(type=DRAFT, parentId=report.id, spec='{"draft":1}'), expected=0).view
    assert (draft.type, draft.parent, draft.spec) == (DRAFT, report.id, '{"draft":1}')
    assert draft.id != report.id
    assert views.drafts(report) == [draft]
    assert views.find(report.id) == report


def test_a_draft_of_nothing_published_becomes_the_report_itself(views: ViewsClient) -> None:
    views.find("none")
    draft = views.save(new(type=DRAFT), expected=0).view
    saved = views.save({"id": draft.id, "type": REPORT, "spec": draft.spec}, expected=draft.version).view
    assert (saved.id, saved.type, saved.spec) == (draft.id, REPORT, draft.spec)


def test_a_report_goes_with_its_drafts_or_not_at_all(views: ViewsClient, report: StoredView) -> None:
    draft = views.save(new(type=DRAFT, parentId=report.id), expected=0).view
    assert not views.delete(report.id, drafts=False)
    assert views.delete(report.id)
    assert views.find(draft.id) is None


def test_a_share_link_is_made_once_and_revoked(views: ViewsClient, report: StoredView) -> None:
    graphql = views.graphql
    assert share_links(graphql, report.id) == []
    link = enable_share(graphql, report.id, [("ada", "digits")])
    again = enable_share(graphql, report.id, [("ada", "digits"), ("ada", "letters")])
    assert link.token.reveal() == again.token.reveal()
    (found,) = share_links(graphql, report.id)
    assert found.projects == (("ada", "digits"), ("ada", "letters"))
    assert found.url("http://x/y") == f"http://x/y?accessToken={link.token.reveal()}"
    assert link.token.reveal() not in repr(found)
    assert disable_share(graphql, report.id) == 1
    assert disable_share(graphql, report.id) == 0
    assert share_links(graphql, report.id) == []


def test_an_image_is_uploaded_and_shown(views: ViewsClient, report: StoredView, local: Running) -> None:
    name = image_name(PIXEL, ".PNG")
    shown = upload_image(views.graphql, report.id, name, PIXEL)
    assert shown == f"{local.url}/docs/-/images/{report.id}/{name}"
    path = local.server.image(report.id, name)
    assert path is not None
    assert path.read_bytes() == PIXEL
    assert name == image_name(PIXEL, ".png") != image_name(PIXEL + b"0", ".png")


@pytest.mark.parametrize("name", ["../secret.png", "a/b.png", "a.html", ".png", "x" * 200 + ".png"])
def test_an_image_with_another_name_is_refused(views: ViewsClient, report: StoredView, name: str) -> None:
    with pytest.raises(NoUploadError, match="takes no images of reports: an image has a name such as"):
        upload_image(views.graphql, report.id, name, PIXEL)


def test_an_image_of_no_view_is_refused(views: ViewsClient) -> None:
    with pytest.raises(NoUploadError, match="takes no images of reports"):
        upload_image(views.graphql, "none", image_name(PIXEL, ".png"), PIXEL)


def test_an_address_that_is_not_signed_takes_nothing(report: StoredView, local: Running) -> None:
    answer = httpx.put(f"{local.url}/files/-/-images/1/evil.png?signature=0", content=PIXEL)
    assert answer.status_code == 403
    assert local.server.image(report.id, "evil.png") is None


THREADS = {
    "discussionThreads": [
        {
            "id": "t1",
            "body": "Which seed?",
            "createdAt": "2026-01-01T00:00:00Z",
            "poster": {"username": "bea"},
            "comments": [
                {"id": "c1", "body": "Three of them.", "poster": {"name": "Cem"}},
                {"id": "c2", "body": "gone", "poster": {"username": "dan"}, "deletedAt": "2026-01-02T00:00:00Z"},
            ],
        },
        {"id": "t2", "body": "gone", "deletedAt": "2026-01-02T00:00:00Z"},
        {"odd": True},
        7,
    ]
}


def test_threads_of_a_spec_are_values(views: ViewsClient, report: StoredView) -> None:
    (thread,) = threads_in(THREADS)
    assert [(one.author, one.text) for one in thread.comments] == [("bea", "Which seed?"), ("Cem", "Three of them.")]
    assert threads_of(views.graphql, report.id, THREADS) == [thread]
    assert threads_of(views.graphql, report.id) == []
    assert threads_in({}) == threads_in({"discussionThreads": "x"}) == []
