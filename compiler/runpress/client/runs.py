"""What the runs of a project are called: for colours that documents give by name, and W&B stores by id."""

from __future__ import annotations

from runpress.client.graphql import GraphQL, Operation
from runpress.client.values import mapping, nodes, text
from runpress.frozen import frozen

_PAGE = 500
_MOST_PAGES = 40
_RUNS = Operation(
    "RunNames",
    "query RunNames($name: String!, $entity: String!, $cursor: String, $perPage: Int = 500) {"
    " project(name: $name, entityName: $entity) { runs(first: $perPage, after: $cursor) {"
    " edges { node { name displayName tags group } cursor } pageInfo { endCursor hasNextPage } } } }",
)


@frozen
class RunName:
    """A run: its id, which W&B's API calls `name`, and what people call it."""

    id: str
    name: str
    tags: tuple[str, ...] = ()
    group: str = ""


def run_names(graphql: GraphQL, entity: str, project: str) -> list[RunName]:
    """The runs of a project, the first 20,000 of them."""
    found: list[RunName] = []
    cursor: str | None = None
    for _ in range(_MOST_PAGES):
        variables = {"name": project, "entity": entity, "cursor": cursor, "perPage": _PAGE}
        page = mapping(mapping(graphql.ask(_RUNS, variables).get("project")).get("runs"))
        for node in nodes(page):
            tags = node.get("tags")
            names = tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()
            found.append(RunName(text(node, "name"), text(node, "displayName"), names, text(node, "group")))
        info = mapping(page.get("pageInfo"))
        following = text(info, "endCursor")
        if not info.get("hasNextPage") or not following or following == cursor:
            break
        cursor = following
    return found
