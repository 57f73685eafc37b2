"""Filters: printing and reading are inverse, no text crashes the parser, findings lie inside the text."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from runpress.model.filters import parse_filter, print_filter
from runpress.model.filters.nodes import (
    OPERATORS,
    TIMES,
    UNIT_SECONDS,
    And,
    Comparison,
    Contains,
    Exists,
    In,
    Literal,
    Matches,
    Not,
    NotIn,
    Off,
    Or,
    WithinLast,
)
from runpress.model.filters.regex import check_pattern
from runpress.model.keys import Key
from runpress.source import SourceFile

NAMES = st.sampled_from(
    ["a", "lr", "a.b", "learning rate", "val/loss", 'q"uote', "it's", "\\", "x-1", "true", "名", ""]
)
KEYS = st.builds(Key, st.sampled_from(["config", "summary"]), st.lists(NAMES, min_size=1, max_size=3).map(tuple))
TEXTS = st.text(max_size=12) | st.sampled_from(["x = y", 'say "a"', "it's", "\\d+", "a\\", "\\n", "and", "1"])
NUMBERS = st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False)
LITERALS = st.builds(Literal, st.none() | st.booleans() | NUMBERS | TEXTS)
ORDERED = st.builds(Literal, NUMBERS | TEXTS)
PATTERNS = TEXTS.filter(lambda pattern: check_pattern(pattern) is None)
CLAUSES = st.one_of(
    st.builds(Comparison, KEYS, st.sampled_from(["==", "!="]), LITERALS),
    st.builds(Comparison, KEYS, st.sampled_from(OPERATORS), ORDERED),
    st.builds(In, KEYS, st.lists(LITERALS, max_size=4).map(tuple)),
    st.builds(NotIn, KEYS, st.lists(LITERALS, max_size=4).map(tuple)),
    st.builds(Contains, KEYS, LITERALS),
    st.builds(Matches, KEYS, PATTERNS),
    st.builds(Exists, KEYS),
    st.builds(
        WithinLast, st.sampled_from(TIMES), st.integers(1, 99) | st.floats(0.1, 99), st.sampled_from(list(UNIT_SECONDS))
    ),
)
EXPRESSIONS = st.recursive(
    CLAUSES,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(Off, inner),
        st.builds(And, st.lists(inner, min_size=2, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)
WORDS = st.sampled_from(
    [
        *("and", "or", "not", "in", "exists", "matches", "within_last", "true", "null", "config.lr", "state", "tags"),
        *(
            "off",
            "off(",
            "(",
            ")",
            "[",
            "]",
            ",",
            "==",
            "=",
            "!=",
            "<",
            "<=",
            "&&",
            "|",
            "!",
            "~",
            "-",
            "+",
            ".",
            ";",
            "#",
            "\\",
        ),
        *(
            '"finished"',
            "'x",
            '"',
            "1",
            "-1e3",
            "1e999",
            "7",
            "days",
            '"days"',
            "Config(",
            'Config("lr")',
            'Metric("State")',
        ),
        *("名前", "config.", "config..a", 'config."a b"', "nan", "\x1b[31m", "\u202e", "\n", "\t", "\ufeff", "5days"),
    ]
)


def _read(text):
    source = SourceFile("f", text)
    return source, *parse_filter(source.text, source.span)


def _read_back(text):
    """Read text as it is: a document would have no NUL, and other ends of lines."""
    return parse_filter(text, SourceFile("f", "x" * len(text)).span)


@given(EXPRESSIONS)
def test_reading_what_was_printed_gives_the_same_filter(expression):
    again, findings = _read_back(print_filter(expression))
    assert findings == []
    assert again == expression


@given(EXPRESSIONS)
def test_printing_is_canonical(expression):
    text = print_filter(expression)
    again, _ = _read_back(text)
    assert print_filter(again) == text


@given(st.lists(WORDS, max_size=25).map(" ".join) | st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_gives_a_filter_or_findings_inside_of_it(text):
    source, expression, findings = _read(text)
    errors = [finding for finding in findings if finding.severity == "error"]
    assert (expression is None) == bool(errors or not source.text.strip())
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert finding.span.start < finding.span.end
        assert finding.message
        assert finding.label or finding.help


@given(EXPRESSIONS)
def test_filters_that_look_alike_are_told_apart(expression):
    other = Comparison(Key("config", ("a",)), "==", Literal(True))
    number = Comparison(Key("config", ("a",)), "==", Literal(1))
    assert other != number
    assert len({other, number, expression}) >= 2


def test_deep_brackets_end_in_a_finding():
    for text in ("(" * 100_00 + "config.a == 1" + ")" * 100_00, "not " * 4_000 + "config.a == 1", "[" * 5_000):
        _, expression, findings = _read(text)
        assert expression is None
        assert findings


def test_a_long_chain_needs_no_depth():
    text = " and ".join(["config.a == 1"] * 1_000)
    _, expression, findings = _read(text)
    assert not findings
    assert len(expression.operands) == 1_000
    assert math.isclose(expression.operands[0].value.value, 1)
