"""What git knows of the documents: the commit that they are of, and their text at another one.

Where git or a repository is missing, nothing is known, and publishing goes on without it.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Sequence
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

Git: TypeAlias = Callable[[Path, Sequence[str]], bytes | None]
"""Runs git in a folder: what it prints, None if it fails."""
_SECONDS = 20
_COMMIT = re.compile(r"[0-9a-f]{7,64}")
_SSH = re.compile(r"(?:[^@/]+@)?(?P<host>[^:/]+):(?P<path>(?!//).+)")
_DIGEST_BYTES = 6


class Repository:
    """The git repository that a folder is in, if it is in one."""

    def __init__(self, folder: Path, git: Git) -> None:
        self._folder = folder
        self._git = git
        self._lacking: dict[str, str] = {}

    @cached_property
    def root(self) -> Path | None:
        """The folder of the whole repository."""
        said = self._said("rev-parse", "--show-toplevel")
        return Path(said).resolve() if said else None

    @cached_property
    def head(self) -> str:
        """The commit that is checked out; empty if there is none."""
        return self._said("rev-parse", "--verify", "--quiet", "HEAD")

    @cached_property
    def digest(self) -> str:
        """A few characters that clones of the repository have in common: of its address. Empty without one."""
        url = self._said("config", "--get", "remote.origin.url")
        return blake2b(_place(url).encode(), digest_size=_DIGEST_BYTES).hexdigest() if url else ""

    def commit_of(self, file: Path) -> str:
        """The commit whose text a file has; empty if it has another one."""
        path = self.path_of(file)
        return self.head if path and path not in self._changed else ""

    def path_of(self, file: Path) -> str:
        """A file's path in the repository, with `/`; empty if it is not in it."""
        if self.root is None:
            return ""
        try:
            return file.resolve().relative_to(self.root).as_posix()
        except ValueError:
            return ""

    def text_at(self, commit: str, path: str) -> str | None:
        """A file's text at a commit; None if it is not known here (a shallow clone, say)."""
        if not _COMMIT.fullmatch(commit) or not path or self.root is None:
            return None
        content = self._git(self._folder, ("show", f"{commit}:{path}"))
        return None if content is None else content.decode("utf-8", "replace")

    def lacks(self, commit: str) -> str:
        """Where a commit is missing, as words: `this branch`, or `this clone`; empty if it is not, or that is not known."""
        if commit not in self._lacking:
            self._lacking[commit] = self._where_missing(commit)
        return self._lacking[commit]

    def _where_missing(self, commit: str) -> str:
        if not _COMMIT.fullmatch(commit) or not self.head or commit == self.head:
            return ""
        if self._git(self._folder, ("cat-file", "-e", f"{commit}^{{commit}}")) is None:
            return "this clone" if self._said("rev-parse", "--is-shallow-repository") == "false" else ""
        return "this branch" if self._said("rev-list", "--count", f"HEAD..{commit}") not in ("", "0") else ""

    @cached_property
    def _changed(self) -> frozenset[str]:
        """The paths that differ from what is checked out, or that git does not keep."""
        listed = self._git(self._folder, ("status", "--porcelain", "-z", "--untracked-files=all", "--ignored=no"))
        if listed is None:
            return frozenset()
        return frozenset(entry[3:] for entry in listed.decode("utf-8", "replace").split("\0") if len(entry) > 3)  # noqa: PLR2004 - two letters and a blank

    def _said(self, *arguments: str) -> str:
        content = self._git(self._folder, arguments)
        return "" if content is None else content.decode("utf-8", "replace").strip()


def run_git(folder: Path, arguments: Sequence[str]) -> bytes | None:
    """Run git itself, with nothing that a repository configures to be run."""
    safe = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks", "--no-pager")
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            ("git", *safe, *arguments),  # noqa: S607 - whichever git the user has
            cwd=folder,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def _place(url: str) -> str:
    """What the ways to write a repository's address have in common: `github.com/acme/reports`."""
    ssh = _SSH.fullmatch(url)
    place = f"{ssh['host']}/{ssh['path']}" if ssh and "://" not in url else url.partition("://")[2] or url
    return place.rpartition("@")[2].removesuffix("/").removesuffix(".git").lower()
