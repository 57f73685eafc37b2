"""Where findings stand in a live page: at the element that was written there, or that comes next."""

from __future__ import annotations

import pytest

from runpress.backends.html.escape import Markup
from runpress.backends.html.keyed import Item
from runpress.backends.html.page import key_at


def item(key, first, last=0, *children):
    return Item(key, Markup(""), first, last, children)


# Lines 1 to 3: a heading, a paragraph. 5 to 8: a `runset` fence. 10 to 20: a grid of two panels, whose
# bodies begin below their fences' first lines. 22 to 26: another `runset` fence, and nothing below it.
PAGE = [
    item("notes", 30, 31),
    item("heading", 1),
    item("prose", 3),
    item("grid", 10, 20, item("first", 12, 13), item("second", 17, 19)),
]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        (1, "heading"),
        (2, "prose"),
        (3, "prose"),
        (6, "grid"),
        (10, "grid"),
        (11, "first"),
        (13, "first"),
        (15, "grid"),
        (16, "second"),
        (18, "second"),
        (24, "notes"),
        (40, "notes"),
    ],
)
def test_a_finding_stands_at_the_element_of_its_line(line, key):
    assert key_at(PAGE, line) == key


def test_without_elements_it_stands_at_the_page():
    assert key_at([], 3) == ""
    assert key_at([item("made", 0)], 3) == ""
