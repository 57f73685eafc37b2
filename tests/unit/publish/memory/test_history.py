"""The states of a view: from backups and from the server, in order, equal ones that follow each other once."""

import json
from pathlib import Path

from runpress.client.values import StoredView, ViewVersion
from runpress.publish.memory.backups import Backup
from runpress.publish.memory.history import before_now, history_of


def spec(text: str, **others: object) -> str:
    paragraph = {"type": "paragraph", "children": [{"text": text}]}
    return json.dumps({"version": 5, "panelSettings": {}, "blocks": [paragraph], "width": "readable", **others})


def view(text: str, *, title: str = "Rates") -> StoredView:
    return StoredView("Vmlldzox", "runs", "abc", title, "", "ada", "digits", spec(text), "")


def backup(number: int, what: str, minute: int, text: str, commit: str = "") -> Backup:
    at = f"2026-11-21T09:{minute:02}:00+00:00"
    return Backup(number, what, at, view(text), "rates", commit, Path("backup.json"))


def version(number: int, minute: int, text: str) -> ViewVersion:
    return ViewVersion(number, "Rates", "", spec(text), f"2026-11-21T09:{minute:02}:00Z")


def shown(states) -> list[str]:
    return [
        f"{state.number} {state.source} {state.saved_at[11:16]}{' now' if state.is_now else ''}" for state in states
    ]


def test_nothing_is_known_without_backups_and_versions():
    assert history_of(view("One."), [], []) == []


def test_states_are_in_the_order_of_time_whoever_kept_them():
    backups = [backup(1, "published", 1, "One."), backup(2, "before", 5, "Two."), backup(3, "published", 6, "Three.")]
    versions = [version(1, 1, "One."), version(2, 3, "Two."), version(3, 6, "Three.")]
    assert shown(history_of(view("Three."), backups, versions)) == [
        "1 published 09:01",
        "2 server 09:03",
        "3 published 09:06 now",
    ]


def test_a_state_that_comes_back_is_a_state_of_its_own():
    backups = [backup(1, "published", 1, "One."), backup(2, "published", 2, "Two."), backup(3, "published", 3, "One.")]
    assert shown(history_of(view("One."), backups, [])) == [
        "1 published 09:01 now",
        "2 published 09:02",
        "3 published 09:03 now",
    ]


def test_ids_and_comments_make_no_new_state():
    threads = {"discussionThreads": [{"id": "1", "body": "Why?"}]}
    versions = [version(1, 1, "One."), ViewVersion(2, "Rates", "", spec("One.", **threads), "2026-11-21T09:02:00Z")]
    assert shown(history_of(view("One."), [], versions)) == ["1 server 09:01 now"]


def test_the_commit_of_a_publication_is_kept_where_the_server_kept_the_same_state():
    backups = [backup(1, "published", 2, "One.", commit="c0ffee1")]
    (state,) = history_of(view("One."), backups, [version(1, 1, "One.")])
    assert (state.source, state.commit, state.saved_at) == ("published", "c0ffee1", "2026-11-21T09:01:00Z")


def test_a_state_whose_spec_is_no_json_is_listed_all_the_same():
    (state,) = history_of(view("One."), [], [ViewVersion(1, "Rates", "", "{", "2026-11-21T09:01:00Z")])
    assert state.content is None
    assert not state.is_now


def test_rolling_back_means_the_last_state_that_says_something_else():
    backups = [backup(1, "published", 1, "One."), backup(2, "published", 2, "Two."), backup(3, "before", 4, "Two.")]
    states = history_of(view("Two."), backups, [])
    assert before_now(states).number == 1
    assert before_now(history_of(view("One."), backups[:1], [])) is None
