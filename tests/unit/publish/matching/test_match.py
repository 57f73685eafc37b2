"""Which things are the same: `runpress.publish.matching.match`."""

from __future__ import annotations

import time

import pytest

from runpress.publish.matching.match import Stays, Traits, likeness, match, moved


def things(text: str, *, stays: Stays = "") -> list[Traits]:
    """A thing for each line: its words, with an id behind `#`."""
    found = []
    for line in text.strip().splitlines():
        words, _, id_ = line.strip().partition("#")
        found.append(Traits(words.strip(), frozenset(words.split()), id=id_, stays=stays))
    return found


def texts(old: str, new: str, *, stays: Stays = "") -> list[tuple[str, str]]:
    olds, news = things(old, stays=stays), things(new, stays=stays)
    return [(str(olds[one].content), str(news[other].content)) for one, other in match(olds, news)]


def test_what_says_the_same_is_the_same_wherever_it_stands() -> None:
    assert texts("a b\nc d\ne f", "e f\na b\nx y") == [("a b", "a b"), ("e f", "e f")]


def test_an_id_tells_what_is_the_same_whatever_it_says() -> None:
    assert texts("a b #1\nc d #2", "x y #2\nz #3") == [("c d", "x y")]


def test_equal_content_tells_more_than_an_id() -> None:
    assert texts("a b #1", "c d #1\na b #2") == [("a b", "a b")]


def test_what_is_alike_between_the_same_neighbours_was_changed() -> None:
    old, new = "begin\nthe cat sat here\nend", "begin\nthe cat lay there\nend"
    assert ("the cat sat here", "the cat lay there") in texts(old, new)
    assert texts("begin\nthe cat sat\nend", "begin\nquite another thing\nend") == [("begin", "begin"), ("end", "end")]


@pytest.mark.parametrize(
    ("stays", "new", "is_same"),
    [("", "x", False), ("alike", "x", False), ("alike", "c q r s t u v w", True), ("always", "x", True)],
)
def test_what_stands_alone_may_be_the_same_by_its_place(stays: Stays, new: str, *, is_same: bool) -> None:
    found = texts("begin\na b c\nend", f"begin\n{new}\nend", stays=stays)
    assert (("a b c", new) in found) is is_same


def test_what_has_moved_and_changed_is_found_by_what_is_rare_in_it() -> None:
    lines = [f"line {at} of many says word{at} other{at}" for at in range(30)]
    news = [lines[17].replace("of many", "of them"), *lines[:17], *lines[18:]]
    assert (lines[17], news[0]) in texts("\n".join(lines), "\n".join(news))


def test_of_equal_things_neighbours_stay_together() -> None:
    """The first two of three rules are kept when the last goes, and no other has moved."""
    pairs = match(things("a\n---\nb\n---\nc\n---"), things("a\n---\nb\n---\nc"))
    assert pairs == ((0, 0), (1, 1), (2, 2), (3, 3), (4, 4))


def test_moved_are_as_few_as_explain_the_order() -> None:
    assert moved(((0, 1), (1, 2), (2, 3), (3, 0))) == {3}
    assert moved(((0, 3), (1, 0), (2, 1), (3, 2))) == {0}
    assert moved(()) == frozenset()


def test_kinds_are_never_mixed() -> None:
    assert match([Traits("a", kind="panel")], [Traits("a", kind="grid")]) == ()


def test_likeness() -> None:
    one, other, none = things("a b c d\na b x y\n-")
    assert likeness(one, one) == 1
    assert likeness(one, other) == 0.5
    assert likeness(one, none) == 0
    assert likeness(Traits("a"), Traits("a")) == 1


@pytest.mark.parametrize("kind", ["equal", "alike", "unlike", "turned"])
def test_thousands_are_matched_quickly(kind: str) -> None:
    count = 3000
    old = [f"this is line {at} of {at % 7}" for at in range(count)]
    new = {
        "equal": ["same words"] * count,
        "alike": [f"that is line {at} of {at % 7}" for at in range(count)],
        "unlike": [f"w{at} v{at}" for at in range(count)],
        "turned": old[::-1],
    }[kind]
    begin = time.thread_time()
    pairs = match(things("\n".join(old)), things("\n".join(new)))
    assert time.thread_time() - begin < 10, "measured: 0.3 s at most"
    assert len(pairs) == (count if kind in ("alike", "turned") else 0)
