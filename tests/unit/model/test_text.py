"""Rich text as readers would say it."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.model.text import Boundary, Break, Element, Link, Text, Wrapped, element_text, plain_text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"type": "mention", "username": "ada", "children": [{"text": ""}]}, "@ada"),
        ({"type": "user-mention", "user": {"name": "Ada"}}, "@Ada"),
        ({"type": "mention", "userID": 7}, "@…"),
        ({"type": "tag", "name": "x", "children": [{"text": "a"}, {"text": "b"}]}, "ab"),
        ({"type": "tag", "children": "odd"}, ""),
        ("just text", "just text"),
        (7, ""),
        (None, ""),
    ],
)
def test_an_element_reads_as_whom_it_mentions_or_its_text(value: Any, expected: str) -> None:
    assert element_text(value) == expected


def test_keys_and_boundaries_are_not_read() -> None:
    children = (
        Text("a"),
        Boundary(),
        Wrapped({"inlineComment_1": {}}, (Text("b"), Break(), Link("u", (Text("c"),)))),
        Element({"type": "mention", "name": "ada"}),
    )
    assert plain_text(children) == "ab\nc@ada"
