"""GitHub Actions: its variables, and the REST API of issue comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from runpress.integrations.ci.host import Comment, Comments, Host, Reason

if TYPE_CHECKING:
    import httpx

TOKEN: Final = "GITHUB_TOKEN"  # noqa: S105 - the name of a variable
_AUTHOR = "github-actions[bot]"
_COMMAND = re.compile(r"^[^\S\n]*::|##\[", re.MULTILINE)
_JOINER = "\N{WORD JOINER}"
"""Nobody sees it."""
_PAGE = 100
_MOST_PAGES = 30


def host(environ: Mapping[str, str]) -> Host:
    """The job that these variables are of. `DEFAULT_BRANCH` and `PULL_REQUEST` come from the action."""
    number = environ.get("PULL_REQUEST", "")
    can_write = number.isdigit() and bool(environ.get(TOKEN))
    return Host(
        reason=_reason(environ),
        findings="github",
        run_url="{GITHUB_SERVER_URL}/{GITHUB_REPOSITORY}/actions/runs/{GITHUB_RUN_ID}".format_map(environ),
        comments=(lambda: GitHubComments(environ, number)) if can_write else None,
        notice=lambda text: f"::notice::{text}\n",
        harmless=_harmless,
        summary=environ.get("GITHUB_STEP_SUMMARY", ""),
        outputs=environ.get("GITHUB_OUTPUT", ""),
    )


def _harmless(text: str) -> str:
    """Commands to GitHub's runner are `::name::` at the beginning of a line, and `##[name]` anywhere."""
    return _COMMAND.sub(lambda found: f"{found[0][:-1]}{_JOINER}{found[0][-1]}", text)


def _reason(environ: Mapping[str, str]) -> Reason:
    if environ.get("GITHUB_EVENT_NAME") in ("pull_request", "merge_group"):
        return "request"
    branch = environ.get("DEFAULT_BRANCH")
    return "default branch" if branch and environ.get("GITHUB_REF") == f"refs/heads/{branch}" else "other"


class GitHubComments(Comments):
    """The comments of one pull request."""

    limit = 65_536

    def __init__(self, environ: Mapping[str, str], number: str) -> None:
        import httpx

        self._repository = f"/repos/{environ['GITHUB_REPOSITORY']}/issues"
        self._list = f"{self._repository}/{number}/comments"
        headers = {
            "Authorization": f"Bearer {environ[TOKEN]}",
            "Accept": "application/vnd.github+json",
            "X-GitHub-Api-Version": "2022-11-28",
        }
        self._client = httpx.Client(base_url=environ["GITHUB_API_URL"], headers=headers, timeout=30)
        self._author = self._own_name(environ.get("GITHUB_GRAPHQL_URL", ""))

    def all(self) -> Iterator[Comment]:
        """Oldest first. Anybody can write our mark: only what the workflow itself wrote is ours."""
        for page in range(1, _MOST_PAGES + 1):
            found: list[dict[str, Any]] = _read(self._client.get(self._list, params={"per_page": _PAGE, "page": page}))
            for one in found:
                author = (one.get("user") or {}).get("login")
                yield Comment(one["id"], one.get("body") or "", author == self._author)
            if len(found) < _PAGE:
                return

    def _own_name(self, url: str) -> str:
        """Whose comments the token writes: the workflow's own token is not the only one that may be given."""
        answer = self._client.post(url, json={"query": "{viewer{login}}"}) if url else None
        if answer is None or not answer.is_success:
            return _AUTHOR
        try:
            return str(answer.json()["data"]["viewer"]["login"])
        except (ValueError, KeyError, TypeError):
            return _AUTHOR

    def add(self, body: str) -> None:
        """Write a new comment."""
        _read(self._client.post(self._list, json={"body": body}))

    def change(self, comment: Comment, body: str) -> None:
        """Write over a comment."""
        _read(self._client.patch(f"{self._repository}/comments/{comment.id}", json={"body": body}))


def _read(answer: httpx.Response) -> Any:
    return answer.raise_for_status().json()
