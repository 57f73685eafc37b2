"""Python code as text: values come back, long code is broken where formatters break it."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.exporters.wws.code import Listed, Mapped, Noted, Raw, call, literal, render, statement

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4)
)


@given(VALUES)
def test_a_value_comes_back_from_its_code(value: object) -> None:
    assert ast.literal_eval(render(literal(value))) == value


@given(VALUES)
def test_a_value_comes_back_from_code_over_several_lines(value: object) -> None:
    code = statement("x", Noted(("a note",), Listed((literal(value), Noted(("another",), literal(value))))))
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - our own code
    assert names["x"] == [value, value]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", '"a"'),
        ("it's", '"it\'s"'),
        ('say "a"', "'say \"a\"'"),
        ("both ' and \"", '"both \' and \\""'),
        ("a\nb", '"a\\nb"'),
        ("a\nb\nc\n", '"""\\\na\nb\nc\n"""'),
        ('a\nb\n"""\n\\', '"""\\\na\nb\n\\"\\"\\"\n\\\\"""'),
        ('a\nb\n"', '"""\\\na\nb\n\\""""'),
        ('a\nb\n"""', '"""\\\na\nb\n\\"\\"\\""""'),
        ('a\nb\n""""', '"""\\\na\nb\n\\"\\"\\"\\""""'),
        ('a\nb\n\\"', '"""\\\na\nb\n\\\\\\""""'),
        ("a\r\nb\r\nc", '"a\\r\\nb\\r\\nc"'),
        ("\ud800", '"\\ud800"'),
    ],
)
def test_texts_stand_between_the_quotes_that_need_fewer_escapes(text: str, code: str) -> None:
    assert render(literal(text)) == code
    assert ast.literal_eval(code) == text


@given(st.text(alphabet="\\\"'\na", min_size=4))
def test_quotes_at_the_ends_of_lines_end_no_text(text: str) -> None:
    assert ast.literal_eval(render(literal(f"a\nb\n{text}"))) == f"a\nb\n{text}"


def test_what_is_too_long_stands_one_below_the_other() -> None:
    long = call("f", Raw('"' + "a" * 40 + '"'), name=Raw('"' + "b" * 40 + '"'), gone=None)
    assert render(long) == f'f(\n    "{"a" * 40}",\n    name="{"b" * 40}",\n)'


def test_a_note_stands_above_what_it_is_about() -> None:
    code = Listed((Noted(("one", "two"), Raw("a")), Noted(("left out",)), Raw("b")))
    assert render(code) == "[\n    # one\n    # two\n    a,\n    # left out\n    b,\n]"


def test_a_key_may_be_code_of_several_lines() -> None:
    key = call("group", name=Raw('"' + "a" * 80 + '"'))
    assert render(Mapped(((key, literal("red")),))) == f'{{\n    group(\n        name="{"a" * 80}",\n    ): "red",\n}}'


def test_nothing_is_written_as_nothing() -> None:
    assert render(Listed(())) == "[]"
    assert render(Mapped(())) == "{}"
    assert render(call("f")) == "f()"
