"""Patterns mean the same to the reference matcher, to the engine that runs filters, and to Python."""

from __future__ import annotations

import re

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.model.filters.regex import check_pattern, search

ATOMS = st.sampled_from(
    [
        *("a", "b", "A", "k", "-", "_", "0", ".", r"\d", r"\w", r"\s", r"\D", r"\W", r"\S", r"\.", r"\x61", "é", "名"),
        *("[ab]", "[^a]", "[a-c0]", r"[^\W]", r"[\d-]", "[]a]", "[^]a]", r"[\]\-]"),
    ]
)
REPEATS = st.sampled_from(["", "", "", "*", "+", "?", "{2}", "{1,}", "{0,2}", "*?", "+?", "??"])
EDGES = st.sampled_from(["^", "$", r"\b"])
PATTERNS = st.recursive(
    st.builds(str.__add__, ATOMS, REPEATS) | EDGES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map("|".join),
        st.builds(lambda body, repeat: f"({body}){repeat}", inner, REPEATS),
        st.builds(lambda body, repeat: f"(?:{body}){repeat}", inner, REPEATS),
    ),
    max_leaves=8,
)
TEXTS = st.text(st.sampled_from("abcABkK-_09. \n\té名]"), max_size=8)


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as connection:
        yield connection


@given(pattern=PATTERNS, text=TEXTS)
def test_the_engine_finds_what_the_reference_finds(engine, pattern, text):
    assert check_pattern(pattern) is None
    found = engine.execute("SELECT regexp_matches($1, $2)", [text, pattern]).fetchone()[0]
    assert search(pattern, text) is found


@given(pattern=PATTERNS, text=st.text(st.sampled_from("abcABkK-_09. ]"), max_size=8))
def test_case_is_ignored_alike(engine, pattern, text):
    found = engine.execute("SELECT regexp_matches($1, $2)", [text, f"(?i){pattern}"]).fetchone()[0]
    assert search(f"(?i){pattern}", text) is found


@given(pattern=PATTERNS, text=TEXTS)
def test_python_finds_the_same_where_the_end_of_a_text_is_spelled_its_way(pattern, text):
    spelled = re.sub(r"\\.|\$", lambda match: r"\Z" if match.group() == "$" else match.group(), pattern)
    assert search(pattern, text) is bool(re.search(spelled, text, re.ASCII))


@given(st.text(max_size=30) | st.lists(st.sampled_from([*"()[]{}*+?|^$\\.,-:!<=12aPi"]), max_size=20).map("".join))
def test_what_is_accepted_is_accepted_by_the_engine(engine, pattern):
    error = check_pattern(pattern)
    if error is not None:
        assert 0 <= error.start <= error.end <= len(pattern)
        assert not search(pattern, "a")
        return
    if not pattern.isascii() and any("\ud800" <= char <= "\udfff" for char in pattern):
        return
    engine.execute("SELECT regexp_matches('a', $1)", [pattern]).fetchone()
