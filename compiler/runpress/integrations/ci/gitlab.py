"""GitLab CI: its predefined variables, and the REST API of notes on merge requests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from runpress.integrations.ci.host import Comment, Comments, Host, Reason

TOKEN: Final = "RUNPRESS_GITLAB_TOKEN"  # noqa: S105 - the name of a variable
_PAGE = 100
_MOST_PAGES = 30


def host(environ: Mapping[str, str]) -> Host:
    """The job that these variables are of."""
    number = environ.get("CI_MERGE_REQUEST_IID", "")
    can_write = number.isdigit() and bool(environ.get(TOKEN))
    return Host(
        reason=_reason(environ),
        findings="concise",
        run_url=environ.get("CI_JOB_URL", ""),
        comments=(lambda: GitLabNotes(environ, number)) if can_write else None,
        notice=lambda text: f"{text}\n",
    )


def _reason(environ: Mapping[str, str]) -> Reason:
    if environ.get("CI_PIPELINE_SOURCE") == "merge_request_event":
        return "request"
    branch = environ.get("CI_DEFAULT_BRANCH")
    return "default branch" if branch and environ.get("CI_COMMIT_BRANCH") == branch else "other"


class GitLabNotes(Comments):
    """The notes of one merge request."""

    limit = 1_000_000

    def __init__(self, environ: Mapping[str, str], number: str) -> None:
        import httpx

        self._list = f"/projects/{environ['CI_PROJECT_ID']}/merge_requests/{number}/notes"
        headers = {"PRIVATE-TOKEN": environ[TOKEN]}
        self._client = httpx.Client(base_url=environ["CI_API_V4_URL"], headers=headers, timeout=30)
        self._own = self._client.get("/user").raise_for_status().json()["id"]

    def all(self) -> Iterator[Comment]:
        """Oldest first. Only notes of the token's own user are ours."""
        for page in range(1, _MOST_PAGES + 1):
            query: dict[str, str | int] = {"per_page": _PAGE, "page": page, "sort": "asc", "order_by": "created_at"}
            found: list[dict[str, Any]] = self._client.get(self._list, params=query).raise_for_status().json()
            for one in found:
                author = (one.get("author") or {}).get("id")
                yield Comment(one["id"], one.get("body") or "", author == self._own)
            if len(found) < _PAGE:
                return

    def add(self, body: str) -> None:
        """Write a new note."""
        self._client.post(self._list, json={"body": body}).raise_for_status()

    def change(self, comment: Comment, body: str) -> None:
        """Write over a note."""
        self._client.put(f"{self._list}/{comment.id}", json={"body": body}).raise_for_status()
