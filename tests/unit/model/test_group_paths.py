"""Nested groups in one text: whatever their values hold, they are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.group_paths import path_of, path_text


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (["cosine", "0.1"], "cosine / 0.1"),
        (["a / b", "c"], r"a \/ b / c"),
        ([r"a \/ b", "c"], r"a \\/ b / c"),
        (["a /", "/ b"], r"a \/ / \/ b"),
        (["train/val", r"C:\runs"], r"train/val / C:\runs"),
        (["a / b"], r"a \/ b"),
    ],
)
def test_a_separator_in_a_value_is_escaped(values: list[str], text: str) -> None:
    assert path_text(values, 2) == text
    assert path_of(text, 2) == values


def test_with_one_key_the_text_is_the_value() -> None:
    assert path_text(["a / b"], 1) == "a / b"
    assert path_of("a / b", 1) == ["a / b"]


@given(st.lists(st.text(r" /\a"), min_size=1, max_size=4))
def test_a_text_names_the_values_that_it_was_made_of(values: list[str]) -> None:
    assert path_of(path_text(values, 4), 4) == values
