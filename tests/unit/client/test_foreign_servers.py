"""The client on servers that are not ours, each with other manners."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from runpress.client.credentials import Credentials
from runpress.client.graphql import GraphQL, RefusedError
from runpress.client.images import NoUploadError, upload_image
from runpress.client.retries import real_effects
from runpress.client.secret import Secret
from runpress.client.threads import threads_of
from runpress.client.values import StoredProject
from runpress.client.views import ViewsClient
from runpress.codec.about import DRAFT, REPORT
from runpress.codec.normal import is_equal
from runpress.errors import NotPermittedError
from support.foreign import KEY, Foreign, foreign

SPEC = {"version": 5, "blocks": [{"type": "paragraph", "children": [{"text": "Cosine wins."}]}], "width": "readable"}


@contextmanager
def client_of(server: Foreign, key: str = KEY) -> Iterator[ViewsClient]:
    graphql = GraphQL(Credentials(server.url, Secret(key), "WANDB_API_KEY"), real_effects(lambda: 0.0))
    try:
        yield ViewsClient(graphql)
    finally:
        graphql.close()


@pytest.fixture
def server() -> Iterator[Foreign]:
    with foreign() as found:
        yield found


@pytest.fixture
def client(server: Foreign) -> Iterator[ViewsClient]:
    with client_of(server) as found:
        yield found


def new(**more: str) -> dict[str, str]:
    place = {"entityName": "acme", "projectName": "digits", "type": REPORT, "name": "mine"}
    return {**place, "displayName": "Cosine wins", "description": "", "spec": json.dumps(SPEC), **more}


def test_people_and_projects_come_in_pages(client: ViewsClient) -> None:
    assert client.entities() == ["acme"]
    assert client.projects("acme") == ["digits", "letters"]
    client.create_project("acme", "words")
    assert client.projects("acme") == ["digits", "letters", "words"]
    assert client.project_id("acme", "digits")
    assert client.project_id("acme", "nothing") is None


@pytest.mark.parametrize("last_cursor_only", [False, True])
def test_pages_are_followed_by_either_cursor(*, last_cursor_only: bool) -> None:
    with foreign(last_cursor_only=last_cursor_only) as server, client_of(server) as client:
        for number in range(5):
            client.save(new(name=f"n{number}", displayName=f"T{number}"))
        assert [view.title for view in client.all("acme", "digits", REPORT)] == [f"T{number}" for number in range(5)]
        assert client.all("acme", "letters", REPORT) == []
        assert client.all("acme", "nothing", REPORT) == []


def test_a_server_without_versions_is_asked_for_them_once(server: Foreign, client: ViewsClient) -> None:
    """What it refuses is left out from then on; what else it has is still asked for."""
    assert client.find("VmlldzoxMDA=") is None
    assert client.find("VmlldzoxMDA=") is None
    view = client.save(new(), expected=0).view
    assert len(server.asked) == 4
    assert (view.version, view.updated_by) == (None, "bea")
    assert client.versions(view.id) == []


def test_no_condition_goes_to_a_server_that_knows_none(server: Foreign, client: ViewsClient) -> None:
    client.find("none")
    view = client.save(new(), expected=0).view
    changed = client.save({"id": view.id, "spec": "{}"}, expected=1)
    assert not changed.is_new
    assert client.delete(view.id, expected=7)
    sent = [variables for name, variables in server.asked if name in ("upsertView", "deleteView")]
    assert len(sent) == 3
    assert not any("expectedVersion" in variables for variables in sent)


def test_a_save_before_any_look_up_asks_for_nothing_unknown(server: Foreign, client: ViewsClient) -> None:
    assert client.save(new(), expected=0).is_new
    assert len(server.views) == 1


def test_a_refusal_about_something_else_settles_nothing(client: ViewsClient) -> None:
    with pytest.raises(RefusedError, match="view not found"):
        client.save({"id": "none", "spec": "{}"})
    view = client.save(new()).view
    found = client.find(view.id)
    assert found is not None
    assert found.updated_by == "bea"


def test_a_view_that_the_server_renames_is_still_the_same(client: ViewsClient) -> None:
    saved = client.save(new()).view
    assert saved.name != "mine"
    assert client.all("acme", "digits", REPORT, name="mine") == []
    assert [view.id for view in client.all("acme", "digits", REPORT)] == [saved.id]
    again = client.save({"id": saved.id, "spec": json.dumps(SPEC)}).view
    assert again.id == saved.id
    assert again.name != saved.name


def test_what_the_editor_adds_to_a_spec_changes_nothing_of_what_it_says(client: ViewsClient) -> None:
    saved = client.save(new()).view
    stored: dict[str, Any] = json.loads(saved.spec)
    assert stored["ref"]
    assert stored["panelSettings"].pop("xAxis") == "_step"
    stored["panelSettings"] = {}
    assert is_equal(stored, {**SPEC, "panelSettings": {}, "discussionThreads": []})


def test_nothing_is_an_empty_text(client: ViewsClient) -> None:
    found = client.find(client.save(new()).view.id)
    assert found is not None
    assert (found.description, found.parent) == ("", "")


def test_an_id_without_its_padding_is_the_same(client: ViewsClient) -> None:
    saved = client.save(new()).view
    found = client.find(saved.id.rstrip("="))
    assert found is not None
    assert found.id == saved.id


def test_slow_answers_are_waited_for() -> None:
    with foreign(seconds=0.3) as server, client_of(server) as client:
        assert client.save(new()).is_new


def test_drafts_are_children_of_their_report(client: ViewsClient) -> None:
    report = client.save(new()).view
    draft = client.save(new(type=DRAFT, name="draft", parentId=report.id)).view
    assert (draft.type, draft.parent) == (DRAFT, report.id)
    assert [view.id for view in client.drafts(report)] == [draft.id]
    assert [view.id for view in client.all("acme", "digits", REPORT)] == [report.id]
    assert [view.id for view in client.all("acme", "digits", DRAFT)] == [draft.id]


def test_threads_are_the_servers(client: ViewsClient) -> None:
    report = client.save(new()).view
    (thread,) = threads_of(client.graphql, report.id)
    assert [(one.author, one.text) for one in thread.comments] == [("bea", "Which seed?"), ("Cem", "Three of them.")]


def test_images_go_where_the_server_says() -> None:
    with foreign(takes_images=True) as server, client_of(server) as client:
        report = client.save(new()).view
        shown = upload_image(client.graphql, report.id, "a.png", b"content")
        assert shown == f"{server.url}/uploads/a.png"
        assert server.images == {"/uploads/a.png": b"content"}


def test_a_server_that_takes_no_images_says_so(client: ViewsClient) -> None:
    report = client.save(new()).view
    with pytest.raises(NoUploadError, match="uploads are switched off"):
        upload_image(client.graphql, report.id, "a.png", b"content")


def test_a_wrong_key_is_said(server: Foreign) -> None:
    with client_of(server, key="x" * 40) as client, pytest.raises(NotPermittedError, match="not logged in"):
        client.entities()


def test_a_project_of_few_words_is_called_as_it_was_asked_for() -> None:
    answer = httpx.MockTransport(lambda _: httpx.Response(200, json={"data": {"project": {"id": "7"}}}))
    credentials = Credentials("https://wandb.example.com", Secret(KEY), "WANDB_API_KEY")
    graphql = GraphQL(credentials, real_effects(lambda: 0.0), transport=answer)
    assert ViewsClient(graphql).project("acme", "digits") == StoredProject("7", "acme", "digits")
    graphql.close()
