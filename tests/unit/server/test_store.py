"""What the server keeps: older databases are opened, and of many who save at once one wins."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from runpress.server.store import Database, Project, Projects, ViewChange, Views, open_database
from runpress.server.store.views import Moved

NOW = "2026-01-01T00:00:00Z"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = open_database(tmp_path)
    yield found
    found.close()


@pytest.fixture
def project(database: Database) -> Project:
    return Projects(database).ensure("acme", "digits", now=NOW)[0]


def test_a_database_from_before_drafts_is_opened(tmp_path: Path) -> None:
    first = open_database(tmp_path)
    made = Projects(first).ensure("acme", "digits", now=NOW)[0]
    view, _ = Views(first).insert(made, ViewChange(name="a", spec="{}"), now=NOW)
    first.close()
    with sqlite3.connect(tmp_path / "server.sqlite") as old:
        old.execute("ALTER TABLE views DROP COLUMN parent_id")
    old.close()
    again = open_database(tmp_path)
    views = Views(again)
    assert views.find(view.id) == view
    child, _ = views.insert(made, ViewChange(type="runs/draft", name="b", parent_id=view.id), now=NOW)
    assert views.children(view.id) == [child]
    again.close()


def test_of_many_who_save_at_once_one_wins(database: Database, project: Project) -> None:
    views = Views(database)
    view, _ = views.insert(project, ViewChange(name="a", spec="{}"), now=NOW)
    won: list[int] = []
    moved: list[int] = []
    start = threading.Barrier(8)

    def save(number: int) -> None:
        start.wait()
        try:
            views.update(view.id, ViewChange(spec=f'{{"by": {number}}}'), now=NOW, expected=1)
            won.append(number)
        except Moved:
            moved.append(number)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(moved)) == (1, 7)
    found = views.find(view.id)
    assert found is not None
    assert (found.version, found.spec) == (2, f'{{"by": {won[0]}}}')


def test_of_many_who_make_a_view_of_one_name_one_does(database: Database, project: Project) -> None:
    views = Views(database)
    made: list[bool] = []
    start = threading.Barrier(8)

    def save() -> None:
        start.wait()
        made.append(views.insert(project, ViewChange(name="a", spec="{}"), now=NOW)[1])

    threads = [threading.Thread(target=save) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False] * 7 + [True]
    assert len(views.all(project)) == 1


def test_views_without_a_name_are_never_the_same(database: Database, project: Project) -> None:
    views = Views(database)
    assert all(views.insert(project, ViewChange(spec="{}"), now=NOW)[1] for _ in range(2))
    assert len(views.all(project)) == 2


def test_a_deleted_views_name_is_free_and_its_number_is_not(database: Database, project: Project) -> None:
    views = Views(database)
    first, _ = views.insert(project, ViewChange(name="a"), now=NOW)
    assert views.delete(first.id)
    second, is_new = views.insert(project, ViewChange(name="a"), now=NOW, expected=0)
    assert is_new
    assert second.id != first.id
    assert [one.version for one in views.versions(first.id)] == [1]
    with pytest.raises(Moved):
        views.insert(project, ViewChange(name="b"), now=NOW, expected=3)
