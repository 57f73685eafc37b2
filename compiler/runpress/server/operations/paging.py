"""Pages of connections. Cursors are numbers; clients take the next one from the page or from its last edge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.server.graphql import Object

_MOST = 1000


def connection(nodes: Sequence[tuple[int, Object]], arguments: Mapping[str, Any]) -> Object:
    """One page of nodes, each with the number that is its cursor."""
    start = _start(nodes, arguments.get("after"))
    first = arguments.get("first")
    size = min(first, _MOST) if isinstance(first, int) and first > 0 else _MOST
    page = nodes[start : start + size]
    edges = [{"cursor": str(number), "node": node} for number, node in page]
    has_more = start + size < len(nodes)
    return {
        "edges": edges,
        "totalCount": len(nodes),
        "pageInfo": {
            "__typename": "PageInfo",
            "hasNextPage": has_more,
            "endCursor": edges[-1]["cursor"] if edges else None,
        },
    }


def _start(nodes: Sequence[tuple[int, Object]], after: object) -> int:
    for at, (number, _) in enumerate(nodes):
        if after and str(number) == after:
            return at + 1
    return 0 if not after else len(nodes)
