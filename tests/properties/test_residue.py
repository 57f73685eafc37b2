"""Whatever was stored, and whatever we say: what is kept beside it makes the one of the other."""

from __future__ import annotations

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from runpress.codec.residue import Residue, amended, residue, same

NAMES = st.text("ab/~01", max_size=2) | st.sampled_from(["$json", "\ud800"])
SCALARS = st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from([1.0, 0.5]) | NAMES
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=8
)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=4)


@given(OBJECTS, OBJECTS)
def test_what_is_kept_beside_makes_what_was_stored(stored: dict[str, object], said: dict[str, object]) -> None:
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
