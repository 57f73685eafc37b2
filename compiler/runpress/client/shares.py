"""Share links of a view: shown, enabled, disabled. One link is enough, so enabling twice gives the same one."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from runpress.client.graphql import GraphQL, Operation
from runpress.client.secret import Secret
from runpress.client.values import ShareLink, mapping, text
from runpress.errors import NetworkError

_PUBLIC = "PUBLIC"
_TOKENS = Operation(
    "ViewAccessTokens",
    "query ViewAccessTokens($id: ID!) { view(id: $id) {"
    " accessTokens { token type revokedAt projects { entityName name } } } }",
)
_CREATE = Operation(
    "createAccessToken",
    "mutation createAccessToken($viewId: ID!, $projects: [ProjectSpecifier!]!) {"
    " createAccessToken(input: { viewId: $viewId, projects: $projects }) { accessToken { token type } } }",
    is_safe=False,
)
_RESCOPE = Operation(
    "updateAccessTokenProjects",
    "mutation updateAccessTokenProjects($token: String!, $projects: [ProjectSpecifier!]!) {"
    " updateAccessTokenProjects(input: { token: $token, projects: $projects }) { success } }",
)
_REVOKE = Operation(
    "revokeAccessToken",
    "mutation revokeAccessToken($token: String!) { revokeAccessToken(input: { token: $token }) { success } }",
)


def share_links(graphql: GraphQL, view_id: str) -> list[ShareLink]:
    """The links that show a view now."""
    found = mapping(graphql.ask(_TOKENS, {"id": view_id}).get("view")).get("accessTokens")
    every = [mapping(one) for one in found] if isinstance(found, list) else []
    return [
        _link(one) for one in every if text(one, "token") and text(one, "type") == _PUBLIC and not one.get("revokedAt")
    ]


def enable_share(graphql: GraphQL, view_id: str, projects: Collection[tuple[str, str]]) -> ShareLink:
    """The link of a view, made if there is none. It may read these projects (entity and name) and no others."""
    wanted = tuple(dict.fromkeys(projects))
    links = share_links(graphql, view_id)
    if not links:
        return _created(graphql, view_id, wanted)
    link = links[0]
    if set(link.projects) != set(wanted):
        _check(graphql.ask(_RESCOPE, {"token": link.token.reveal(), "projects": _specifiers(wanted)}), _RESCOPE)
    return ShareLink(link.token, wanted)


def disable_share(graphql: GraphQL, view_id: str) -> int:
    """How many links show nothing any more."""
    links = share_links(graphql, view_id)
    for link in links:
        _check(graphql.ask(_REVOKE, {"token": link.token.reveal()}), _REVOKE)
    return len(links)


def _created(graphql: GraphQL, view_id: str, projects: tuple[tuple[str, str], ...]) -> ShareLink:
    data = graphql.ask(_CREATE, {"viewId": view_id, "projects": _specifiers(projects)})
    token = text(mapping(mapping(data.get("createAccessToken")).get("accessToken")), "token")
    if not token:
        raise NetworkError("the server made a share link and did not say which")
    return ShareLink(Secret(token), projects)


def _specifiers(projects: Collection[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"entityName": entity, "projectName": project} for entity, project in projects]


def _link(found: Mapping[str, Any]) -> ShareLink:
    projects = found.get("projects")
    every = [mapping(one) for one in projects] if isinstance(projects, list) else []
    return ShareLink(Secret(text(found, "token")), tuple((text(one, "entityName"), text(one, "name")) for one in every))


def _check(data: Mapping[str, Any], operation: Operation) -> None:
    if not mapping(data.get(operation.name)).get("success"):
        raise NetworkError(f"the server did not carry out `{operation.name}`")
