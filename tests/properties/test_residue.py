"""Whatever was stored, and whatever we say: what is kept beside it makes the one of the other."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.codec.residue import Residue, amended, residue, same

NAMES = st.text("ab/~01", max_size=2) | st.sampled_from(["$json", "\ud800", "$line_ends", "*", "0"])
TEXTS = st.text("a\r\n", max_size=6) | st.sampled_from(["crlf", "cr"])
SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([1.0, 0.5]) | NAMES | TEXTS
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)


@given(OBJECTS, OBJECTS)
def test_what_is_kept_beside_makes_what_was_stored(stored: dict[str, object], said: dict[str, object]) -> None:
    assert same(amended(deepcopy(said), residue(stored, said)), stored)


@st.composite
def changed(draw: st.DrawFn, value: object) -> object:
    """A value with other parts here and there, so that most of it is the same."""
    if draw(st.integers(0, 5)) == 0:
        return draw(VALUES)
    if isinstance(value, dict):
        kept = {key: draw(changed(inner)) for key, inner in value.items() if draw(st.integers(0, 4))}
        return kept | draw(st.dictionaries(NAMES, SCALARS, max_size=1))
    if isinstance(value, list):
        return [draw(changed(inner)) for inner in value] + draw(st.lists(SCALARS, max_size=1))
    return value.replace("\r", "") if isinstance(value, str) else value


@given(st.data(), OBJECTS)
def test_what_is_kept_of_what_nearly_says_it_makes_what_was_stored(data: st.DataObject, stored: dict[str, Any]) -> None:
    said = data.draw(st.fixed_dictionaries({key: changed(value) for key, value in stored.items()}))
    assert same(amended(deepcopy(said), residue(stored, said)), stored)


@given(OBJECTS)
def test_nothing_is_kept_where_nothing_differs(stored: dict[str, object]) -> None:
    assert not residue(stored, deepcopy(stored))


def test_one_is_one_point_nought_but_not_true() -> None:
    assert same([1, {"a": 2.0}], [1.0, {"a": 2}])
    assert not same(1, True)
    assert not same({"a": None}, {})


def test_what_goes_on_behind_the_end_of_a_list_of_objects_is_appended() -> None:
    stored = {"runSets": [{"id": "a", "name": "A"}, {"id": "b"}]}
    left = residue(stored, {"runSets": [{"id": "a"}]})
    assert left.extra == {"runSets": {"0": {"name": "A"}, "1": {"id": "b"}}}
    assert amended({"runSets": [{"id": "new"}]}, left) == {"runSets": [{"id": "new", "name": "A"}, {"id": "b"}]}


def test_what_is_no_json_text_is_a_mapping_like_any_other() -> None:
    assert amended({}, Residue({"a": {"$json": "no JSON"}})) == {"a": {"$json": "no JSON"}}


def test_nothing_given_is_changed() -> None:
    shared = {"text": ""}
    said = {"children": [shared], "a": {"b": 1}}
    stored = {"children": [{"text": "x"}], "a": {}}
    assert amended(said, residue(stored, said)) == stored
    assert said == {"children": [{"text": ""}], "a": {"b": 1}}


def test_the_order_of_keys_leaves_no_trace() -> None:
    one, other = {"b": 1, "a": 2}, {"a": 2, "b": 1}
    assert residue({}, one).omit == residue({}, other).omit


def test_what_all_items_of_a_list_lack_is_said_once() -> None:
    said = {
        "filters": [{"op": "=", "disabled": False}, {"filters": [{"disabled": False}]}, {"op": ">", "disabled": False}]
    }
    stored = {"filters": [{"op": "="}, {"filters": [{"disabled": False}]}, {"op": ">"}]}
    left = residue(stored, said)
    assert left == Residue({}, ("filters/*/disabled",))
    assert amended(said, left) == stored


def test_what_some_items_of_a_list_lack_is_said_of_each() -> None:
    said = {"a": [{"b": 1, "c": at} for at in range(3)]}
    assert residue({"a": [{"c": 0}, {"b": 1, "c": 1}, {"c": 2}]}, said).omit == ("a/0/b", "a/2/b")
    assert residue({"a": [{"c": 0}]}, {"a": [{"b": 1, "c": 0}]}).omit == ("a/0/b",)


def test_a_star_is_a_key_of_an_object_like_any_other() -> None:
    said = {"a": {"*": 1, "b": 2}}
    assert residue({"a": {"b": 2}}, said) == Residue({}, ("a/*",))
    assert amended(said, Residue({}, ("a/*",))) == {"a": {"b": 2}}
    assert amended({"a": [1]}, residue({"a": {"*": 1}}, {"a": [1]})) == {"a": {"*": 1}}


def test_what_all_items_of_a_list_have_besides_is_said_once() -> None:
    said = {"children": [{"type": "code-line"}, {"type": "code-line"}]}
    stored = {"children": [{"type": "code-line", "language": "css"}, {"type": "code-line", "language": "css"}]}
    left = residue(stored, said)
    assert left == Residue({"children": {"*": {"language": "css"}}})
    assert amended(said, left) == stored
    assert amended({"children": [{}, {}, {}]}, left)["children"] == [{"language": "css"}] * 3


@pytest.mark.parametrize(
    ("stored", "said", "ends"),
    [
        ("a\r\nb\r\nc", "a\nb\nc", "crlf"),
        ("a\r\nb\nc", "a\nb\nc", [1]),
        ("a\nb\r\nc\r", "a\nb\nc", [2, 3]),
        ("a\r", "a", [1]),
        ("a\rb\r\rc", "a\nb\n\nc", "cr"),
        ("a\rb\nc\rd", "a\nb\nc\nd", {"cr": [1, 3]}),
        ("a\r\nb\rc\r", "a\nb\nc", {"crlf": [1, 3], "cr": [2]}),
        ("\r\r\n", "\n\n", {"crlf": [2], "cr": [1]}),
    ],
)
def test_ends_of_lines_are_said_without_the_lines(stored: str, said: str, ends: object) -> None:
    left = residue({"text": stored}, {"text": said})
    assert left == Residue({"text": {"$line_ends": ends}})
    assert amended({"text": said}, left) == {"text": stored}


def test_ends_of_lines_stay_where_the_text_is_changed() -> None:
    assert amended({"a": "x\ny\nz"}, Residue({"a": {"$line_ends": "crlf"}})) == {"a": "x\r\ny\r\nz"}
    assert amended({"a": "x"}, Residue({"a": {"$line_ends": [1, 5]}})) == {"a": "x\r"}
    assert amended({"a": "x\ny\nz"}, Residue({"a": {"$line_ends": {"cr": (1, "b", 7)}}})) == {"a": "x\ry\nz"}
    assert amended({"a": "x\ny"}, Residue({"a": {"$line_ends": {"lf": [1]}}})) == {"a": {"$line_ends": {"lf": [1]}}}


def test_a_stored_object_is_not_taken_for_the_ends_of_lines() -> None:
    for ends in ("crlf", "cr", [1], {"cr": [1]}):
        stored = {"a": {"$line_ends": ends}}
        assert amended({"a": "x\ny"}, residue(stored, {"a": "x\ny"})) == stored


def test_keys_with_half_of_a_character_stand_beside_the_others() -> None:
    stored = {"section": {"\ud800": 1, "name": {"b": 2}}}
    left = residue(stored, {"section": {}})
    assert left.extra == {"section": {"name": {"b": 2}, "$json": '{"\\ud800": 1}'}}
    assert amended({"section": {}}, left) == stored
