"""Two views differ where something was changed, and nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runpress.codec.about import About
from runpress.codec.normal import is_equal
from runpress.conversion.document import encode
from runpress.diagnostics.render.paint import Paint
from runpress.model.view import Report, Workspace
from runpress.publish.differences import Differences, compare_stored, compare_views
from runpress.publish.differences.json_form import json_form
from runpress.publish.differences.markdown import Shown, print_markdown
from runpress.publish.differences.text import print_text
from runpress.publish.differences.words import compare_words
from runpress.publish.matching.match import Traits, match, moved
from support.recorded_specs import recorded_cases
from support.stored_reports import stored_reports
from support.stored_workspaces import stored_workspaces
from support.view_edits import edited_reports, edited_workspaces
from support.views import TEXTS, documents, workspaces

SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)
REPORTS = documents().filter(lambda view: isinstance(view, Report))
EDITED = st.one_of(
    REPORTS.flatmap(lambda view: st.tuples(st.just(view), edited_reports(view))),
    workspaces().flatmap(lambda view: st.tuples(st.just(view), edited_workspaces(view))),
)


def nothing(differences: Differences) -> bool:
    return not differences and differences.count == 0 and print_text(differences) == []


@given(REPORTS | workspaces())
@settings(SETTINGS, max_examples=50)
def test_a_view_does_not_differ_from_itself(view: Report | Workspace) -> None:
    assert nothing(compare_views(view, view))


@given(stored_reports() | stored_workspaces())
@settings(SETTINGS, max_examples=50)
def test_what_is_stored_does_not_differ_from_itself(spec: dict[str, Any]) -> None:
    about = About("workspace" if "section" in spec else "report")
    assert nothing(compare_stored(spec, spec, old_about=about, new_about=about))


@pytest.mark.parametrize("case", recorded_cases(), ids=lambda case: case.name)
def test_recorded_views_do_not_differ_from_themselves(case: Any) -> None:
    if isinstance(case.stored, dict) and ("blocks" in case.stored or "section" in case.stored):
        about = About(case.kind)
        assert nothing(compare_stored(case.stored, case.stored, old_about=about, new_about=about))


def one_change_is_named(pair: Any) -> None:
    old, (new, verb, what) = pair
    found = compare_views(old, new)
    specs = [encode(view).spec for view in (old, new)]
    if is_equal(*specs) and old.front == new.front:
        return
    assert found, "a difference was not found"
    if verb == "front":
        assert [edit.name for edit in found.front] == [what]
        assert (found.changes, found.removals) == ((), ())
        return
    assert not found.front
    entries = [*found.changes, *found.removals]
    verbs = {entry.verb for entry in entries} | ({"moved"} if any(entry.has_moved for entry in entries) else set())
    if verb != "any":
        # What is added beside its equal may be told as a move of it, and a removed one likewise.
        assert verb in verbs, (verb, what, entries)


@given(EDITED)
@settings(SETTINGS, max_examples=60)
def test_one_change_is_named(pair: Any) -> None:
    one_change_is_named(pair)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(EDITED)
@settings(SETTINGS, max_examples=10_000)
def test_one_change_of_very_many_is_named(pair: Any) -> None:
    one_change_is_named(pair)


@given(st.tuples(REPORTS, REPORTS) | st.tuples(workspaces(), workspaces()) | st.tuples(REPORTS, workspaces()))
@settings(SETTINGS, max_examples=40)
def test_any_two_views_can_be_compared_and_printed(pair: Any) -> None:
    old, new = pair
    found = compare_views(old, new)
    if not is_equal(*(encode(view).spec for view in pair)):
        assert found
    for paint in (Paint(is_on=False), Paint(is_on=True)):
        lines = print_text(found, paint)
        assert not any(char in line.replace("\x1b[", "") for line in lines for char in "\x1b\n\r\x07\u202e")
    assert json_form(found)["equal"] is not bool(found)
    assert len(print_markdown([Shown("a", found)], limit=3000)) <= 3000


@given(TEXTS | st.text(), TEXTS | st.text())
@settings(SETTINGS, max_examples=300)
def test_words_make_both_texts(old: str, new: str) -> None:
    pieces = compare_words(old, new)
    assert "".join(piece.text for piece in pieces if piece.verb != "added") == old
    assert "".join(piece.text for piece in pieces if piece.verb != "removed") == new
    assert all(piece.text for piece in pieces)


THINGS = st.lists(
    st.builds(
        lambda content, words, kind, id_, stays: Traits(content, frozenset(words), kind=kind, id=id_, stays=stays),
        st.integers(0, 5),
        st.sets(st.integers(0, 8), max_size=4),
        st.sampled_from("ab"),
        st.sampled_from(["", "", "x", "y"]),
        st.sampled_from(["", "alike", "always"]),
    ),
    max_size=8,
)


@given(THINGS, THINGS)
@settings(SETTINGS, max_examples=300)
def test_each_thing_has_one_partner_at_most(old: list[Traits], new: list[Traits]) -> None:
    pairs = match(old, new)
    assert len({one for one, _ in pairs}) == len({other for _, other in pairs}) == len(pairs)
    assert pairs == tuple(sorted(pairs))
    kept = [other for one, other in pairs if one not in moved(pairs)]
    assert kept == sorted(kept)
    # What says the same on both sides is not left alone on both.
    gone = {(each.kind, each.content) for at, each in enumerate(old) if at not in dict(pairs)}
    come = {(each.kind, each.content) for at, each in enumerate(new) if at not in {other for _, other in pairs}}
    assert not gone & come


@given(THINGS)
@settings(SETTINGS)
def test_things_are_the_same_as_themselves(things: list[Traits]) -> None:
    assume(len({each.id for each in things if each.id}) == sum(bool(each.id) for each in things))
    assert match(things, things) == tuple((at, at) for at in range(len(things)))
