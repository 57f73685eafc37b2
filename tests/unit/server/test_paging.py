"""Pages of a connection: each node once, in order, whatever the size of a page."""

from __future__ import annotations

import pytest

from runpress.server.operations.paging import connection

NODES = [(7, {"name": "a"}), (3, {"name": "b"}), (12, {"name": "c"}), (1, {"name": "d"}), (5, {"name": "e"})]


def names(found: dict) -> list[str]:
    return [edge["node"]["name"] for edge in found["edges"]]


@pytest.mark.parametrize(
    ("size", "pages"),
    [
        (1, [["a"], ["b"], ["c"], ["d"], ["e"]]),
        (2, [["a", "b"], ["c", "d"], ["e"]]),
        (5, [["a", "b", "c", "d", "e"]]),
        (9, [["a", "b", "c", "d", "e"]]),
    ],
)
def test_pages_follow_their_cursors(size: int, pages: list[list[str]]) -> None:
    after = None
    for at, page in enumerate(pages):
        found = connection(NODES, {"first": size, "after": after})
        assert (names(found), found["totalCount"]) == (page, 5)
        assert found["pageInfo"]["hasNextPage"] is (at < len(pages) - 1)
        after = found["pageInfo"]["endCursor"]
        assert after == found["edges"][-1]["cursor"]


def test_behind_a_cursor_of_what_is_no_more_is_nothing() -> None:
    found = connection(NODES, {"first": 2, "after": "4"})
    assert (names(found), found["pageInfo"]["hasNextPage"], found["pageInfo"]["endCursor"]) == ([], False, None)


def test_an_empty_cursor_is_the_beginning() -> None:
    assert names(connection(NODES, {"first": 2, "after": ""})) == ["a", "b"]
