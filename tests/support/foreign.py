"""A server that is not ours, as W&B's is known from outside: its schema refuses what it does not have.

It has no versions and no conditional update, gives other names to what is saved, writes its editor's references and
keys into specs, answers with its keys in another order, with null for empty texts and with fields nobody asked for.
"""

from __future__ import annotations

import base64
import json
import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from graphql import ExecutionResult, build_schema, graphql_sync

KEY = "foreign-" + "f" * 40

SCHEMA = """
scalar DateTime
scalar JSONString
enum ViewSource { WANDB_SDK WANDB_UI }
type User { id: ID!, username: String, name: String!, entity: String, teams: EntityConnection }
type Entity { id: ID!, name: String! }
type EntityConnection { edges: [EntityEdge!]! }
type EntityEdge { node: Entity }
type Project {
  id: ID!, internalId: ID!, name: String!, entityName: String!
  allViews(viewType: String, viewName: String, first: Int, after: String): ViewConnection
}
type ProjectConnection { edges: [ProjectEdge!]!, pageInfo: PageInfo! }
type ProjectEdge { node: Project, cursor: String! }
type PageInfo { endCursor: String, hasNextPage: Boolean! }
type ViewConnection { edges: [ViewEdge!]!, pageInfo: PageInfo! }
type ViewEdge { node: View, cursor: String! }
type ImageUrl { path: String, publicUrl: String, url: String }
type DiscussionComment {
  id: ID!, body: String!, createdAt: DateTime!, deletedAt: DateTime, poster: User!
  childComments: DiscussionCommentConnection!
}
type DiscussionCommentConnection { edges: [DiscussionCommentEdge!]! }
type DiscussionCommentEdge { node: DiscussionComment! }
type DiscussionThread {
  id: ID!, title: String!, body: String!, createdAt: DateTime!, deletedAt: DateTime, poster: User!
  comments: DiscussionCommentConnection!
}
type DiscussionThreadEdge { node: DiscussionThread!, cursor: String! }
type DiscussionThreadConnection { edges: [DiscussionThreadEdge!]!, pageInfo: PageInfo! }
type View {
  id: ID!, type: String, name: String, displayName: String, description: String, spec: JSONString
  createdAt: DateTime!, updatedAt: DateTime, updatedBy: User, user: User, parentId: ID, project: Project
  children: ViewConnection, starCount: Int!, locked: Boolean!
  imageUploadUrl(name: String!): ImageUrl!, uploadHeaders: [String!]!
  discussionThreads(first: Int, after: String): DiscussionThreadConnection!
}
input UpsertViewInput {
  id: ID, entityName: String, projectName: String, type: String, name: String, displayName: String
  description: String, spec: String, parentId: ID, createdUsing: ViewSource, coverUrl: String, locked: Boolean
}
input DeleteViewInput { id: ID, deleteDrafts: Boolean }
type UpsertViewPayload { view: View, inserted: Boolean }
type DeleteViewPayload { success: Boolean, pendingDrafts: Boolean }
input UpsertModelInput { name: String, entityName: String }
type UpsertModelPayload { model: Project, project: Project, inserted: Boolean }
type Query {
  viewer: User
  view(id: ID!): View
  project(name: String, entityName: String): Project
  models(entityName: String, first: Int, after: String): ProjectConnection
}
type Mutation {
  upsertView(input: UpsertViewInput!): UpsertViewPayload
  deleteView(input: DeleteViewInput!): DeleteViewPayload
  upsertModel(input: UpsertModelInput!): UpsertModelPayload
}
"""
THREAD = {
    "id": "RGlzY3Vzc2lvblRocmVhZDox",
    "title": "",
    "body": "Which seed?",
    "createdAt": "2026-01-01T00:00:00Z",
    "poster": {"id": "u2", "username": "bea", "name": "Bea"},
    "comments": {
        "edges": [
            {
                "node": {
                    "id": "c1",
                    "body": "Three of them.",
                    "createdAt": "2026-01-01T00:01:00Z",
                    "poster": {"id": "u3", "username": None, "name": "Cem"},
                    "childComments": {"edges": []},
                }
            }
        ]
    },
}


@dataclass
class Foreign:
    """Its state, and its manners: what of all this it does."""

    entity: str = "acme"
    projects: list[str] = field(default_factory=lambda: ["digits", "letters"])
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    renames: bool = True
    """Whether what is saved gets a name of the server's choice."""
    adds_references: bool = True
    last_cursor_only: bool = False
    """Whether a page's next one is told by its last edge alone."""
    takes_images: bool = False
    seconds: float = 0.0
    """How long an answer takes."""
    url: str = ""
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    images: dict[str, bytes] = field(default_factory=dict)
    _random: random.Random = field(default_factory=lambda: random.Random(7))  # noqa: S311 - a repeatable disorder
    _saves: int = 0

    def answer(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to a request."""
        time.sleep(self.seconds)
        name = body.get("operationName") or ""
        self.asked.append((name, dict(body.get("variables") or {})))
        found: ExecutionResult = graphql_sync(
            _SCHEMA, body["query"], self._root(), variable_values=body.get("variables"), operation_name=name or None
        )
        if found.errors:
            return {"errors": [{"message": error.message} for error in found.errors], "data": found.data}
        return {"extensions": {"took": 3}, "data": self._shuffled(found.data)}

    def _shuffled(self, value: Any) -> Any:
        """The same in another order, with a field more."""
        if isinstance(value, dict):
            items = [(key, self._shuffled(one)) for key, one in value.items()]
            self._random.shuffle(items)
            return dict(items)
        return [self._shuffled(one) for one in value] if isinstance(value, list) else value

    def _root(self) -> dict[str, Any]:
        return {
            "viewer": {"id": "u1", "username": "ada", "name": "Ada", "entity": self.entity, "teams": None},
            "view": lambda _, id: self._found(id),
            "project": lambda _, name=None, entityName=None: self._project(entityName, name),  # noqa: N803 - W&B's
            "models": lambda _, entityName=None, first=50, after=None: self._connection(  # noqa: N803
                [self._project(entityName, name) for name in self.projects if entityName == self.entity], first, after
            ),
            "upsertView": lambda _, **given: self._saved(given["input"]),
            "deleteView": lambda _, **given: self._deleted(given["input"]),
            "upsertModel": lambda _, **given: self._made(given["input"]),
        }

    def _project(self, entity: str | None, name: str | None) -> dict[str, Any] | None:
        if entity != self.entity or name not in self.projects:
            return None
        number = self.projects.index(name)
        return {
            "id": _id("Project", number),
            "internalId": _id("ProjectInternalId", number),
            "name": name,
            "entityName": entity,
            "allViews": lambda _, viewType=None, viewName=None, first=50, after=None: self._connection(  # noqa: N803
                [
                    self._shown(view)
                    for view in self.views.values()
                    if view["projectName"] == name
                    and viewType in (None, view["type"])
                    and viewName in (None, view["name"])
                ],
                first,
                after,
            ),
        }

    def _connection(self, nodes: list[Any], first: int | None, after: str | None) -> dict[str, Any]:
        start = int(after) if after else 0
        size = min(first or 50, 2)  # pages are small here
        page = nodes[start : start + size]
        edges = [{"node": node, "cursor": str(start + at + 1)} for at, node in enumerate(page)]
        more = start + size < len(nodes)
        end = edges[-1]["cursor"] if edges and more and not self.last_cursor_only else None
        return {"edges": edges, "pageInfo": {"hasNextPage": more, "endCursor": end}}

    def _found(self, view_id: str) -> dict[str, Any] | None:
        view = self.views.get(view_id.rstrip("="))
        return None if view is None else self._shown(view)

    def _shown(self, view: dict[str, Any]) -> dict[str, Any]:
        children = [self._shown(one) for one in self.views.values() if one.get("parentId") == view["id"]]
        return {
            **view,
            "description": view["description"] or None,
            "project": self._project(self.entity, view["projectName"]),
            "updatedBy": {"id": "u2", "username": "bea", "name": "Bea"},
            "children": self._connection(children, 50, None),
            "starCount": 3,
            "locked": False,
            "imageUploadUrl": lambda _, name: self._image(name),
            "uploadHeaders": ["Content-Type:application/octet-stream"],
            "discussionThreads": lambda _, first=50, after=None: self._connection([THREAD], first, after),
        }

    def _image(self, name: str) -> dict[str, Any]:
        if not self.takes_images:
            raise ValueError("uploads are switched off")
        shown = f"{self.url}/uploads/{name}"
        return {"url": f"{shown}?signed=1", "publicUrl": shown, "path": name}

    def _saved(self, given: Mapping[str, Any]) -> dict[str, Any]:
        self._saves += 1
        old = self.views.get(str(given.get("id") or "").rstrip("="))
        if given.get("id") and old is None:
            raise ValueError("view not found")
        if old is None and self._project(given.get("entityName"), given.get("projectName")) is None:
            raise ValueError("project not found")
        kept = {key: value for key, value in given.items() if value is not None and key != "createdUsing"}
        view_id = old["id"] if old else _id("View", 100 + self._saves)
        empty = {"type": "runs", "name": "", "displayName": "", "description": "", "spec": "{}", "parentId": None}
        times = {"createdAt": "2026-01-01T00:00:00Z", "updatedAt": f"2026-01-01T00:00:{self._saves:02d}.123Z"}
        view = {**empty, **(old or {}), **kept, **times, "id": view_id}
        if self.renames:
            view["name"] = "".join(self._random.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=12))
        if self.adds_references:
            view["spec"] = edited(view["spec"])
        self.views[view_id.rstrip("=")] = view
        return {"view": self._shown(view), "inserted": old is None}

    def _deleted(self, given: Mapping[str, Any]) -> dict[str, Any]:
        found = self.views.pop(str(given.get("id")).rstrip("="), None)
        if found is None:
            raise ValueError("view not found")
        return {"success": True, "pendingDrafts": False}

    def _made(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if given["name"] not in self.projects:
            self.projects.append(given["name"])
        return {"model": self._project(given["entityName"], given["name"]), "inserted": True}


def edited(spec: str) -> str:
    """A spec after W&B's editor has loaded and saved it: its references and settings are in it, the keys reordered."""
    found = json.loads(spec)
    if isinstance(found, dict):
        found["ref"] = {"type": "report", "viewID": "x", "id": "y"}
        found.setdefault("panelSettings", {}).update({"xAxis": "_step", "smoothingWeight": 0, "xAxisActive": False})
        found.setdefault("discussionThreads", [])
        found = dict(reversed(found.items()))
    return json.dumps(found, separators=(",", ":"))


def _id(kind: str, number: int) -> str:
    return base64.b64encode(f"{kind}:{number}".encode()).decode()


_SCHEMA = build_schema(SCHEMA)


@contextmanager
def foreign(**manners: Any) -> Iterator[Foreign]:
    """Such a server, on a port of its own."""
    server = Foreign(**manners)

    class Handler(BaseHTTPRequestHandler):
        """Speaks HTTP for it."""

        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            expected = "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode()
            if self.headers.get("Authorization") != expected:
                self._say(401, {"errors": [{"message": "user is not logged in"}]})
                return
            answer = server.answer(json.loads(content))
            self._say(400 if "errors" in answer and answer["data"] is None else 200, answer)

        def do_PUT(self) -> None:
            content = self.rfile.read(int(self.headers["Content-Length"]))
            assert "Authorization" not in self.headers
            server.images[self.path.partition("?")[0]] = content
            self._say(200, {})

        def _say(self, status: int, answer: Mapping[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server.url = f"http://127.0.0.1:{http.server_address[1]}"
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
