"""What a server answers to a change, or does not: no view is lost, doubled, or said to have drifted from itself."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from runpress.client.graphql import UnknownOutcomeError
from runpress.client.values import Saved
from runpress.errors import NetworkError
from runpress.publish.memory.journal import Journal
from runpress.server.store import ViewChange
from support.publishing import Direct, change


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("arrives", [True, False])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_lost_reply_neither_loses_nor_doubles_a_view(direct: Direct, *, times: int, arrives: bool, is_new: bool):
    if not is_new:
        direct.publish()
        change(direct.bench)
    save, lost = direct.client.client.save, [0]

    def losing(variables, *, expected=None):
        lost[0] += 1
        if lost[0] > times:
            return save(variables, expected=expected)
        if arrives:
            save(variables, expected=expected)
        raise UnknownOutcomeError("no answer")

    direct.client.save = losing
    assert not direct.publish().failed
    (view,) = direct.bench.views()
    assert view.version == (1 if is_new else 2)
    assert ("Warm-up" in view.spec) is not is_new


def test_a_reply_that_stays_lost_is_left_to_the_next_run(direct: Direct):
    def losing(variables, *, expected=None):
        del variables, expected
        raise UnknownOutcomeError("no answer")

    direct.client.save = losing
    published = direct.publish()
    assert [type(outcome.error) for outcome in published.failed] == [UnknownOutcomeError]
    (intent,) = Journal(direct.bench.folder / ".runpress").unfinished()
    assert (intent.change, intent.document) == ("create", "lr")
    again = direct.bench.publish()
    assert again.code == 0
    assert "an earlier run ended" in again.err
    assert len(direct.bench.views()) == 1
    assert Journal(direct.bench.folder / ".runpress").unfinished() == []


def test_a_refusal_is_told_and_leaves_nothing_open(direct: Direct):
    def refusing(variables, *, expected=None):
        del variables, expected
        raise NetworkError("the server says no")

    direct.client.save = refusing
    published = direct.publish()
    assert str(published.failed[0].error) == "the server says no"
    assert Journal(direct.bench.folder / ".runpress").unfinished() == []


def test_of_two_who_make_a_view_at_once_the_second_takes_its_own_back(direct: Direct):
    """On a server that makes a view for each save without an id."""
    views = direct.bench.local.server.views
    project = direct.bench.local.server.projects.find("acme", "digits")
    assert project is not None

    def insert(variables, name: str) -> int:
        change = ViewChange("runs", name, variables["displayName"], variables["description"], variables["spec"])
        return views.insert(project, change, now="2026-01-01T00:00:00Z")[0].id

    def listing(entity, project, view_type, *, name=None):
        found = direct.client.client.all(entity, project, view_type)
        return [replace(view, name=view.name.removesuffix(" too")) for view in found if name in (None, view.name[:12])]

    def saving(variables, *, expected=None):
        del expected
        first = insert(variables, variables["name"])
        second = insert(variables, f"{variables['name']} too")
        assert first < second
        return Saved(max(listing("acme", "digits", "runs"), key=lambda view: view.id), is_new=True)

    direct.client.all = listing
    direct.client.save = saving
    assert not direct.publish().failed
    (view,) = direct.bench.views()
    assert not view.name.endswith("too")


def test_a_server_that_keeps_another_form_does_not_drift_from_itself(direct: Direct):
    save = direct.client.client.save

    def saving(variables, *, expected=None):
        spec = variables["spec"].replace('"width":"readable"', '"width":"fixed"')
        return save({**variables, "spec": spec}, expected=expected)

    direct.client.save = saving
    (outcome,) = direct.publish().outcomes
    assert "another form" in outcome.warnings[0]
    assert direct.bench.run("plan").last.endswith("0 to update, 0 to delete, 0 drifted.")
    change(direct.bench)
    assert direct.bench.run("plan").last.endswith("1 to update, 0 to delete, 0 drifted.")


def test_a_server_that_tells_a_view_in_other_words_each_time_is_published_to(direct: Direct):
    direct.publish()
    change(direct.bench)
    asked = itertools.count()
    find = direct.client.client.find

    def finding(view_id: str):
        found = find(view_id)
        return replace(found, spec=" " * next(asked) + found.spec) if found else None

    direct.client.find = finding
    assert not direct.publish().failed
    assert "Warm-up" in direct.bench.views()[0].spec
