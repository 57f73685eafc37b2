"""Colours: what may reach a style, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.colors import NAMES, faint, is_color, without_name

GOOD = [
    "#abc", "#abcd", "#AABBCC", "#aabbccdd", "red", "RebeccaPurple", "rgb(1,2,3)", "rgb( 1 , 2 , 3 )",
    "rgb(100%, 0%, 50.5%)", "rgba(1, 2, 3, 0)", "rgba(1,2,3,1)", "rgba(1,2,3,.5)", "rgba(1,2,3,0.25)",
    "rgba(1,2,3,50%)", "RGB(0,0,0)",
    "hsl(210, 50%, 40%)", "HSL(-30.5deg,100%,0%)", "hsla(0, 0%, 12.5%, .5)", "hsla(359,1%,2%,30%)",
]  # fmt: skip
BAD = [
    "", "#", "#ab", "#abcde", "#abcdefa", "#ggg", "reddish", "rgb(1,2)", "rgb(256,0,0)", "rgb(101%,0,0)", "rgb(-1,0,0)",
    "rgba(1,2,3)", "rgba(1,2,3,2)", "rgba(1,2,3,)", "rgba(1,2,3,%)", "rgba(1,2,3,101%)", "url(javascript:alert(1))",
    "red;background:url(x)", "red\n", "#abc;", "var(--x)", "rgb(1,2,3) ", "#\u0663\u0663\u0663", "rgb(\u0661,\u0662,\u0663)", "rgb(1e2,0,0)",
    "expression(1)", "transparent;", "</style>", "\u212bqua", "hsl(210,50,40)", "hsl(1000,1%,1%)", "hsl(1,101%,1%)", "hsl(1,100.5%,1%)",
    "hsla(1,1%,1%)", "hsla(1,1%,1%,2)", "hsla(1,1%,1%,)", "hsl(1rad,1%,1%)", "hsl(1;,1%,1%)", "hsl(\u0661,1%,1%)",
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
        assert not set(text) - set("#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789(),.%- \t\n\r\f\v")
        assert not set(text) & set(";:{}<>\"'\\/")


@pytest.mark.parametrize(
    ("text", "digits", "pale"),
    [
        ("hsl(0, 100%, 50%)", "#ff0000", "hsla(0,100%,50%,0.1)"),
        ("hsl(120, 100%, 25%)", "#008000", "hsla(120,100%,25%,0.1)"),
        ("hsl(-120,100%,50%)", "#0000ff", "hsla(-120,100%,50%,0.1)"),
        ("hsla(0, 0%, 100%, 50%)", "rgba(255,255,255,0.5)", "hsla(0,0%,100%,0.05)"),
        ("rgb(1, 2, 3)", "rgb(1, 2, 3)", "rgba(1,2,3,0.1)"),
        ("red", "#ff0000", "rgba(255,0,0,0.1)"),
    ],
)
def test_colours_in_digits_and_faint(text: str, digits: str, pale: str) -> None:
    assert without_name(text) == digits
    assert faint(text) == pale
    assert is_color(pale)
