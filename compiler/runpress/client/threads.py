"""Discussion threads of a report. W&B keeps them beside the view, not in its spec, which only says where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.client.graphql import GraphQL, Operation, RefusedError
from runpress.client.values import Comment, Thread, mapping, nodes, text

_COMMENT = "id body createdAt deletedAt poster { username name }"
_THREADS = Operation(
    "ViewDiscussionThreads",
    "query ViewDiscussionThreads($id: ID!, $first: Int, $after: String) { view(id: $id) {"
    " discussionThreads(first: $first, after: $after) { edges { node {"
    f" {_COMMENT} comments {{ edges {{ node {{ {_COMMENT} childComments {{ edges {{ node {{ {_COMMENT} }} }} }} }} }} }}"
    " } cursor } pageInfo { endCursor hasNextPage } } } }",
)
_PAGE = 50
_MOST_PAGES = 1000


def threads_of(graphql: GraphQL, view_id: str, spec: Mapping[str, Any] | None = None) -> list[Thread]:
    """The threads of a view that were not deleted: the server's, then those that stand in the spec itself."""
    found = [*_asked(graphql, view_id), *threads_in(spec or {})]
    return list({thread.id: thread for thread in found if thread.comments}.values())


def threads_in(spec: Mapping[str, Any]) -> list[Thread]:
    """Threads that stand in `discussionThreads` of a spec, as far as they can be read."""
    listed = spec.get("discussionThreads")
    return [thread for one in listed if (thread := _thread(mapping(one)))] if isinstance(listed, list) else []


def _asked(graphql: GraphQL, view_id: str) -> list[Thread]:
    """What the server keeps; nothing where it knows no threads."""
    threads: list[Thread] = []
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        try:
            data = graphql.ask(_THREADS, {"id": view_id, "first": _PAGE, "after": cursor})
        except RefusedError:
            return threads
        page = mapping(mapping(data.get("view")).get("discussionThreads"))
        threads += [thread for node in nodes(page) if (thread := _thread(node))]
        info = mapping(page.get("pageInfo"))
        following = text(info, "endCursor")
        if not info.get("hasNextPage") or not following or following == cursor:
            break
        cursor = following
    return threads


def _thread(found: Mapping[str, Any]) -> Thread | None:
    if not text(found, "id"):
        return None
    comments = [_comment(found)] if text(found, "body") else []
    for one in _listed(found.get("comments")):
        comments += [_comment(one), *(_comment(child) for child in _listed(one.get("childComments")))]
    alive = [comment for comment in comments if comment]
    return None if found.get("deletedAt") else Thread(text(found, "id"), tuple(alive))


def _listed(found: object) -> list[Mapping[str, Any]]:
    """Objects of a connection, or of a plain list."""
    return [mapping(one) for one in found] if isinstance(found, list) else nodes(found)


def _comment(found: Mapping[str, Any]) -> Comment | None:
    poster = mapping(found.get("poster"))
    if found.get("deletedAt") or not text(found, "body"):
        return None
    author = text(poster, "username") or text(poster, "name")
    return Comment(text(found, "id"), author, text(found, "body"), text(found, "createdAt"))
