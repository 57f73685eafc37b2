"""What is wrong with a text that is no JSON is told as Python's parser tells it, at any depth."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.codec.json_grammar import fault_in
from runpress.codec.json_text import Deep, loads
from runpress.syntax.json_faults import in_our_words

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=10,
)
DEEP = "[" * 300, "]" * 300


def told(fault: json.JSONDecodeError | None) -> tuple[str, int] | None:
    return (in_our_words(fault).msg, in_our_words(fault).pos) if fault else None


def of_python(text: str) -> json.JSONDecodeError | None:
    try:
        json.loads(text)
    except json.JSONDecodeError as fault:
        return fault
    return None


@given(VALUES, st.data())
def test_faults_are_those_of_python(value: object, data: st.DataObject) -> None:
    text = json.dumps(value, ensure_ascii=data.draw(st.booleans()))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(start + 2, len(text))))
    put = data.draw(st.text("[]{},:\"\\ \n\t01-.eEtfnNIu'", max_size=2))
    changed = text[:start] + put + text[end:]
    assert told(fault_in(changed)) == told(of_python(changed))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("[" * 200_000, 200_000),
        ('{"blocks": [' * 20_000, 240_000),
        (f"{DEEP[0]}oops{DEEP[1]}", 300),
        (DEEP[0] + "}" * 300, 300),
        (f"[{DEEP[0]}{DEEP[1]}, oops]", 603),
        (f"{DEEP[0]}{DEEP[1]} 1", 601),
        (f'{DEEP[0]}"a{DEEP[1]}', 300),
    ],
    ids=["cut off", "cut off in objects", "a word", "other brackets", "behind", "extra", "a text without an end"],
)
def test_deep_text_that_is_no_json_is_told_where_it_stands(text: str, at: int) -> None:
    with pytest.raises(json.JSONDecodeError) as told_of:
        loads(text)
    assert told_of.value.pos == at
    assert told_of.value.doc == text


def test_deep_text_is_kept() -> None:
    inner = loads(DEEP[0] + DEEP[1])
    for _ in range(100):
        (inner,) = inner
    assert inner == Deep("[" * 200 + "]" * 200)
