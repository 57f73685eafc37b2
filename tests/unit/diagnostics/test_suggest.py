"""Near misses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.diagnostics.suggest import did_you_mean, is_same, similarity, suggestion

KNOWN = ["title", "title_x", "val_loss", "val/accuracy", "x", "y", "log", "line", "scatter"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("TITLE_X", "title_x"),
        ("val-loss", "val_loss"),
        ("valloss", "val_loss"),
        ("val/acuracy", "val/accuracy"),
        ("lines", "line"),
        ("scater", "scatter"),
        ("lg", "log"),
        ("qqqq", ""),
        ("", ""),
        ("t" * 1000, ""),
    ],
)
def test_the_nearest_name(typed, near) -> None:
    assert suggestion(typed, KNOWN) == near
    assert did_you_mean(typed, KNOWN) == (f"did you mean `{near}`?" if near else "")


def test_ties_go_to_the_first_by_name_whatever_the_order() -> None:
    assert suggestion("bat", ["cat", "bar"]) == suggestion("bat", ["bar", "cat"])


def test_the_same_word_in_another_spelling() -> None:
    assert is_same("Group-By", "group_by")
    assert is_same("groupby", "group_by")
    assert not is_same("group", "groupby")
    assert similarity("Group-By", "groupby") == 1


@given(st.text(), st.lists(st.text(max_size=12), max_size=8))
def test_a_suggestion_is_a_known_name_or_nothing(typed, known) -> None:
    assert suggestion(typed, known) in {"", *known}
