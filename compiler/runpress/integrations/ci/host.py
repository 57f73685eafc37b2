"""What a service that runs workflows is to us: why the job runs, and where its results are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol, TypeAlias

Reason: TypeAlias = Literal["request", "default branch", "other"]


class Comment(NamedTuple):
    """A comment of a request. `is_ours` if the workflow itself can have written it."""

    id: int
    body: str
    is_ours: bool


class Comments(Protocol):
    """The comments of one pull or merge request."""

    limit: int
    """The most characters of a comment."""

    def all(self) -> Iterable[Comment]:
        """Oldest first."""

    def add(self, body: str) -> None:
        """Write a new comment."""

    def change(self, comment: Comment, body: str) -> None:
        """Write over a comment."""


@dataclass(frozen=True, slots=True)
class Host:
    """One job on one service."""

    reason: Reason
    findings: str
    """The format of `check` that the service reads."""
    run_url: str
    """The page of the job."""
    comments: Callable[[], Comments] | None
    """None where there is no request, or no token to write with."""
    notice: Callable[[str], str]
    """A line of the log that stands out."""
    harmless: Callable[[str], str] = str
    """Text of documents for the log, without lines that the service would take for commands."""
    summary: str = ""
    """A file for Markdown that the job's page shows."""
    outputs: str = ""
    """A file for values that later steps read."""


def environment(environ: Mapping[str, str], *, without: Iterable[str]) -> dict[str, str]:
    """The environment of runpress: tokens of the service are not its business, and empty variables are none."""
    hidden = frozenset(without)
    return {name: value for name, value in environ.items() if value and name not in hidden}
