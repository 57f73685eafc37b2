"""Text in, outline of the view and places of the findings out."""

from __future__ import annotations

import pytest

from support.cases import Case, parameters
from support.outline import outline_of

ALL = [*parameters("blocks"), *parameters("passes"), *parameters("syntax")]


@pytest.mark.parametrize("case", ALL)
def test_outline(case: Case) -> None:
    assert outline_of(case.given) == case.expected


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("case", ALL)
def test_line_ends_and_a_byte_order_mark_change_nothing(case: Case, newline: str) -> None:
    assert outline_of("\ufeff" + case.given.replace("\n", newline)) == case.expected
