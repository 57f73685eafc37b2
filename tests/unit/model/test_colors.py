"""Colours: what may reach a style, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.colors import NAMES, is_color

GOOD = [
    "#abc", "#abcd", "#AABBCC", "#aabbccdd", "red", "RebeccaPurple", "rgb(1,2,3)", "rgb( 1 , 2 , 3 )",
    "rgb(100%, 0%, 50.5%)", "rgba(1, 2, 3, 0)", "rgba(1,2,3,1)", "rgba(1,2,3,.5)", "rgba(1,2,3,0.25)",
    "rgba(1,2,3,50%)", "RGB(0,0,0)",
]  # fmt: skip
BAD = [
    "", "#", "#ab", "#abcde", "#abcdefa", "#ggg", "reddish", "rgb(1,2)", "rgb(256,0,0)", "rgb(101%,0,0)", "rgb(-1,0,0)",
    "rgba(1,2,3)", "rgba(1,2,3,2)", "rgba(1,2,3,)", "rgba(1,2,3,%)", "rgba(1,2,3,101%)", "url(javascript:alert(1))",
    "red;background:url(x)", "red\n", "#abc;", "var(--x)", "rgb(1,2,3) ", "#\u0663\u0663\u0663", "rgb(\u0661,\u0662,\u0663)", "rgb(1e2,0,0)",
    "expression(1)", "transparent;", "</style>", "\u212bqua",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_colours(text) -> None:
    assert is_color(text)


@pytest.mark.parametrize("text", BAD)
def test_what_is_no_colour(text) -> None:
    assert not is_color(text)


def test_there_are_148_names() -> None:
    # CSS Color Level 4, section 6.1: 148 named colours, seven of them spelt both gray and grey.
    assert len(NAMES) == 148


@given(st.text())
def test_nothing_that_could_leave_a_style_is_a_colour(text) -> None:
    if is_color(text):
        assert not set(text) - set("#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(),.% \t\n\r\f\v")
        assert not set(text) & set(";:{}<>\"'\\/")
