"""The part of GitHub's and GitLab's REST APIs that keeps comments of a request, on loopback."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

GITLAB_USER = 41


@dataclass
class CommentServer:
    """What the service has, and what it was asked."""

    url: str = ""
    comments: list[dict] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    writes_are_refused: bool = False
    login: str = "github-actions[bot]"
    """Whose token writes."""

    def write(self, body: str, *, by: str, user: int) -> dict:
        """A comment, in the form of both services at once."""
        comment = {"id": len(self.comments) + 1, "body": body, "user": {"login": by}, "author": {"id": user}}
        self.comments.append(comment)
        return comment

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]


@contextmanager
def comment_server() -> Iterator[CommentServer]:
    state = CommentServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            parts = urlsplit(self.path)
            state.asked.append(f"GET {parts.path}")
            if parts.path == "/user":
                return self._answer(200, {"id": GITLAB_USER})
            query = {name: int(values[0]) for name, values in parse_qs(parts.query).items() if values[0].isdigit()}
            first = (query["page"] - 1) * query["per_page"]
            return self._answer(200, state.comments[first : first + query["per_page"]])

        def do_POST(self):
            if self.path == "/graphql":
                self.rfile.read(int(self.headers["Content-Length"]))
                return self._answer(200, {"data": {"viewer": {"login": state.login}}})
            body = self._body()
            state.asked.append(f"POST {self.path}")
            if state.writes_are_refused:
                return self._answer(403, {"message": "Resource not accessible by integration"})
            return self._answer(201, state.write(body, by=state.login, user=GITLAB_USER))

        def do_PATCH(self):
            body = self._body()
            state.asked.append(f"{self.command} {self.path}")
            comment = state.comments[int(self.path.rpartition("/")[2]) - 1]
            comment["body"] = body
            return self._answer(200, comment)

        do_PUT = do_PATCH  # noqa: N815

        def _body(self) -> str:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"]))).get("body", "")

        def _answer(self, status, content):
            data = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        state.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield state
        server.shutdown()
        thread.join()
