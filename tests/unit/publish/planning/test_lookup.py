"""A document's view is found by the lock, by its name, by its marker; and never a second one is made."""

from __future__ import annotations

import re

import pytest

from runpress.errors import UsageError
from runpress.publish.memory.lock import Entry, Lock
from runpress.publish.planning.listings import Listings
from runpress.publish.planning.lookup import find_view
from runpress.publish.views.identity import Identity, view_name
from runpress.publish.views.marker import Marker, with_marker
from runpress.publish.views.targets import Target
from support.views_in_memory import ViewsInMemory, stored

DIGITS = Target("", "acme", "digits")
SWEEPS = Identity("lr-sweeps", "report")
NAME = view_name(SWEEPS, DIGITS)
MARKED = with_marker({"blocks": []}, Marker("lr-sweeps", DIGITS.key, "", "d"))


def found(views, lock=None, *, expected=1, **said):
    client = ViewsInMemory(views, **said)
    return find_view(Listings(client, expected=expected), SWEEPS, DIGITS, lock or Lock("http://x")), client.asked


def locked(view_id):
    lock = Lock("http://x")
    lock.put("lr-sweeps", DIGITS, Entry(view_id, "n", "d"))
    return lock


@pytest.mark.parametrize("expected", [1, 100])
def test_the_lock_comes_first_then_the_name_then_the_marker(expected):
    views = [stored(1, spec=MARKED), stored(2, name=NAME), stored(3)]
    by = []
    for lock in (locked("view3"), locked("gone"), None):
        one, _ = found(views, lock, expected=expected)
        by.append((one.by, one.view.id))
    assert by == [("lock", "view3"), ("name", "view2"), ("name", "view2")]
    one, _ = found([views[0], views[2]], expected=expected)
    assert (one.by, one.view.id) == ("marker", "view1")
    assert found([views[2]], expected=expected)[0] is None


def test_a_view_that_became_something_else_is_not_taken_for_it():
    assert found([stored(1, type="runs/draft")], locked("view1"))[0] is None


@pytest.mark.parametrize("said", [Marker("other", DIGITS.key, "", "d"), Marker("lr-sweeps", "acme/letters", "", "d")])
def test_a_lock_that_names_another_documents_view_is_not_believed(said):
    """A server that was made anew gives the ids that the lock knows to other views."""
    others, own = stored(1, spec=with_marker({"blocks": []}, said)), stored(2, name=NAME)
    assert found([others], locked("view1"))[0] is None
    assert found([others, own], locked("view1"))[0].view.id == "view2"


def test_a_report_that_somebody_made_a_draft_again_is_still_the_documents_and_no_copy_of_it():
    draft, copy = stored(1, type="runs/draft", spec=MARKED), stored(2, spec=MARKED)
    assert found([draft, copy], locked("view1"))[0].view.id == "view1"
    assert found([draft])[0].view.id == "view1"
    with pytest.raises(UsageError, match="2 views"):
        found([draft, copy])


def test_of_two_views_with_the_name_all_publishers_take_the_same():
    views = [stored(12, name=NAME), stored(9, name=NAME), stored(10, name=NAME)]
    assert {found(order)[0].view.id for order in (views, views[::-1])} == {"view9"}


def test_a_view_that_only_has_the_name_as_its_title_is_someone_elses():
    assert found([stored(1, name="other", title=NAME)])[0] is None


def test_two_views_with_the_marker_and_nothing_else_are_said_and_not_guessed():
    with pytest.raises(UsageError, match="2 views in acme/digits say that they are `lr-sweeps`"):
        found([stored(1, spec=MARKED), stored(2, spec=MARKED)])


def test_a_marker_of_another_target_is_not_ours():
    elsewhere = with_marker({"blocks": []}, Marker("lr-sweeps", "acme/letters", "", "d"))
    assert found([stored(1, spec=elsewhere)])[0] is None


LETTERS = Target("", "acme", "letters")
ONCE_LETTERS = with_marker({"blocks": []}, Marker("lr-sweeps", LETTERS.key, "", "d"))


def test_the_view_of_a_project_that_was_renamed_is_known_by_its_name_the_lock_or_because_the_old_project_is_gone():
    """`acme/letters` is called `acme/digits` now, and the document says so."""
    lock = Lock("http://x")
    lock.put("lr-sweeps", LETTERS, Entry("view1", "n", "d"))
    copy = stored(2, name="copy", spec=ONCE_LETTERS)
    for views, one_lock, said in (
        ([stored(1, name=view_name(SWEEPS, LETTERS), spec=ONCE_LETTERS), copy], None, {}),
        ([stored(1, name="x", spec=ONCE_LETTERS), copy], lock, {}),
        ([stored(1, name="x", spec=ONCE_LETTERS)], None, {"gone": ("acme/letters",)}),
        ([stored(1, name="x", spec=ONCE_LETTERS)], None, {"redirects": {"acme/letters": "acme/digits"}}),
    ):
        one, _ = found(views, one_lock, **said)
        assert (one.view.id, one.by, one.was) == ("view1", "old name", LETTERS)


def test_the_view_of_a_renamed_project_gives_way_to_one_that_is_published_under_the_new_name():
    old, new = stored(1, name=view_name(SWEEPS, LETTERS), spec=ONCE_LETTERS), stored(2, spec=MARKED)
    assert found([old, new])[0].view.id == "view2"


def test_copies_of_views_in_other_projects_are_not_taken_for_the_view_of_a_renamed_project():
    assert found([stored(1, name="copy", spec=ONCE_LETTERS)])[0] is None
    other_team = with_marker({"blocks": []}, Marker("lr-sweeps", "other/secret", "", "d"))
    assert found([stored(1, name="copy", spec=other_team)], gone=("other/secret",))[0] is None
    draft = with_marker({"blocks": []}, Marker("lr-sweeps", "acme/letters:draft", "", "d"))
    assert found([stored(1, spec=draft)], gone=("acme/letters",))[0] is None


def test_two_views_that_may_have_come_with_a_renamed_project_are_said_and_not_guessed():
    views = [stored(number, name=f"x{number}", spec=ONCE_LETTERS) for number in (1, 2)]
    with pytest.raises(UsageError, match="2 views"):
        found(views, gone=("acme/letters",))


def test_the_view_that_the_lock_knows_is_the_documents_where_the_server_finds_the_project_by_its_old_name():
    """The document still says `acme/digits`, which is `acme/letters` now."""
    moved = stored(1, project="letters", spec=MARKED)
    assert found([moved], locked("view1"), redirects={"acme/digits": "acme/letters"})[0].by == "lock"
    assert found([moved], locked("view1"))[0] is None  # a new project has the old name


def test_of_copies_the_one_counts_that_the_marker_was_written_for():
    spec = with_marker({"blocks": []}, Marker("lr-sweeps", DIGITS.key, "", "d", name="nw-first-v"))
    copy, first = stored(1, name="nw-copy-v", spec=spec), stored(2, name="nw-first-v", spec=spec)
    assert found([copy, first])[0].view.id == "view2"
    assert found([copy])[0].view.id == "view1"


def test_many_documents_are_one_question():
    client = ViewsInMemory([stored(number, name=f"n{number}") for number in range(50)])
    listings = Listings(client, expected=50)
    for number in range(50):
        find_view(listings, Identity(f"doc{number}", "report"), DIGITS, Lock("http://x"))
    assert client.asked == ["all", "all"]  # reports, and drafts that were reports


def test_a_document_in_the_lock_is_one_question():
    one, asked = found([stored(number) for number in range(50)], locked("view7"))
    assert one.view.id == "view7"
    assert asked == ["find"]


def test_names_are_stable_and_have_the_form_of_wandb():
    assert view_name(Identity("lr-sweeps", "report"), Target("prod", "acme", "digits")) == NAME
    assert re.fullmatch("[0-9a-z]{12}", NAME)
    workspace = view_name(Identity("lr-sweeps", "workspace"), DIGITS)
    assert re.fullmatch("nw-[0-9a-z]{11}-v", workspace)
    draft = view_name(SWEEPS, Target("", "acme", "digits", draft=True))
    assert len({NAME, workspace, draft, view_name(SWEEPS, Target("", "acme", "letters"))}) == 4
