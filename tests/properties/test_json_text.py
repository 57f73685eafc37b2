"""JSON of any depth is read and written; what is deep comes back as the text that it was."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.codec.json_text import MOST_LEVELS, Deep, dumps, is_deeper, loads, loads_with_objects, objects_in

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["\ue000", "\ue0000", "\ud800", '"[{']),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)


def nested(levels: int, core: str) -> str:
    return '{"a": [' * levels + core + "]}" * levels


@given(VALUES)
def test_what_is_written_is_read(value: object) -> None:
    assert loads(dumps(value)) == value


@given(VALUES, st.sampled_from([0, MOST_LEVELS // 2, MOST_LEVELS, 5000]))
def test_objects_are_found_in_the_same_walk(value: object, levels: int) -> None:
    text = nested(levels, dumps(value, ascii_only=True))
    read, objects = loads_with_objects(text)
    assert read == loads(text)
    assert objects == objects_in(read)


@given(VALUES, st.sampled_from([MOST_LEVELS // 2, MOST_LEVELS, 400, 5000]))
def test_deep_values_keep_what_stands_beside_them(value: object, levels: int) -> None:
    deep = nested(levels, dumps(value, ascii_only=True))
    text = f'{{"beside": {dumps(value, ascii_only=True)}, "deep": {deep}}}'
    read = loads(text)
    assert read["beside"] == value
    assert not is_deeper(read, MOST_LEVELS)
    written = dumps(read, ascii_only=True)
    assert written.count('{"a": [') == levels
    assert loads(written) == read


def test_depth_is_counted_in_holders() -> None:
    assert not is_deeper([[1]], 2)
    assert is_deeper([[[]]], 2)
    assert not is_deeper("text", 0)


def test_brackets_in_strings_are_no_levels() -> None:
    text = json.dumps("[" * 500)
    assert loads(text) == "[" * 500


def test_what_is_deep_is_one_value() -> None:
    read = loads("[" * 3000 + "]" * 3000)
    level = read
    for _ in range(MOST_LEVELS - 1):
        (level,) = level
    assert level == [Deep("[" * 2900 + "]" * 2900)]


@pytest.mark.parametrize("text", ["", "{", '{"a": ', "[1,]", "nope", '{"a": 1} x'])
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        loads(text)


@pytest.mark.parametrize("number", ["1" * 5000, "-" + "7" * 4400, "1e400", "-2.5E+999", "NaN", "Infinity", "-Infinity"])
def test_numbers_beyond_all_bounds_stay_what_they_are(number: str) -> None:
    text = f'{{"a":[{number},1],"b":"1e400"}}'
    value = loads(text)
    assert value["a"][0] == Deep(number)
    assert value["b"] == "1e400"
    assert dumps(value).replace(" ", "") == text
