"""The table of three sides: what was published, what the document says, what the server has."""

from __future__ import annotations

import pytest

from runpress.publish.memory.lock import Entry
from runpress.publish.planning.deciding import Action, bases_of, decide
from runpress.publish.views.contents import Content
from runpress.publish.views.marker import Marker
from runpress.publish.views.targets import Target

DIGITS = Target("", "acme", "digits")


def content(text: str) -> Content:
    spec = {"blocks": [{"type": "paragraph", "children": [{"text": text}]}]}
    return Content("report", title="T", description="", spec=spec)


def digests(*texts: str) -> list[str]:
    return [content(text).digest for text in texts]


@pytest.mark.parametrize(
    ("local", "server", "bases", "expected"),
    [
        ("a", "a", ["a"], Action.UNCHANGED),
        ("b", "a", ["a"], Action.UPDATE),
        ("a", "b", ["a"], Action.DRIFTED),
        ("b", "c", ["a"], Action.DRIFTED),
        ("b", "b", ["a"], Action.UNCHANGED),  # both did the same
        ("a", "a", [], Action.UNCHANGED),  # nothing is known, and nothing need be
        ("a", "b", [], Action.DRIFTED),  # nothing is known, so nothing is overwritten
        ("b", "a", ["x", "a"], Action.UPDATE),  # the marker was lost by someone's save, the lock knows
        ("x", "a", ["x", "a"], Action.UPDATE),  # `a` was pulled, and the document taken back to `x`
    ],
)
def test_what_is_done(local, server, bases, expected):
    assert decide(content(local), content(server), digests(*bases)).action is expected


def test_a_server_that_keeps_another_form_than_it_was_sent_has_what_it_was_sent():
    bases, sent = digests("x", "a"), content("x").digest
    assert decide(content("x"), content("a"), bases, sent=sent).action is Action.UNCHANGED
    assert decide(content("b"), content("a"), bases, sent=sent).action is Action.UPDATE
    assert decide(content("x"), content("b"), bases, sent=sent).action is Action.DRIFTED


def test_what_is_the_same_rests_on_what_is_there():
    assert decide(content("b"), content("b"), digests("a")).base == content("b").digest


def test_a_view_that_cannot_be_read_is_left_alone():
    assert decide(content("a"), None, digests("a")).action is Action.DRIFTED


def test_only_a_marker_of_this_document_and_target_is_a_base():
    entry = Entry("id", "n", "from lock")
    assert bases_of("a", DIGITS, Marker("a", DIGITS.key, "", "from marker"), entry) == ["from marker"]
    assert bases_of("a", DIGITS, Marker("b", DIGITS.key, "", "from marker"), entry) == ["from lock"]
    assert bases_of("a", DIGITS, Marker("a", "acme/letters", "", "from marker"), None) == []


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (Entry("id", "n", "there"), "there"),  # both know the same
        (Entry("id", "n", "pulled", mark="there"), "pulled"),  # what someone made of it was pulled
        (Entry("id", "n", "kept", sent="there"), "kept"),  # the server keeps it in another form
        (Entry("id", "n", "earlier"), "there"),  # somebody else has published since
        (Entry("id", "n", "pulled", mark="earlier"), "there"),  # as above, after a pull
        (Entry("id", "n", ""), "there"),
    ],
)
def test_of_lock_and_view_the_one_counts_that_knows_more(entry, expected):
    assert bases_of("a", DIGITS, Marker("a", DIGITS.key, "", "there"), entry) == [expected]
