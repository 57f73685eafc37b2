"""`exclude_docs`: patterns in the manner of .gitignore, as MkDocs reads them."""

from __future__ import annotations

import re
from functools import lru_cache

_LONGEST = 500
_MOST = 1000


class Excluded:
    """Which paths are left out. The last pattern that matches decides; `!` takes a path back in."""

    def __init__(self, patterns: str) -> None:
        lines = [line.rstrip() for line in patterns.splitlines()[:_MOST]]
        self._rules = [_rule(line) for line in lines if line and not line.startswith("#") and len(line) <= _LONGEST]

    def matches(self, path: str) -> bool:
        """Whether the path (with `/`, relative to the documents) is left out."""
        if not self._rules:
            return False
        is_out = False
        parts = path.split("/")
        prefixes = ["/".join(parts[: end + 1]) for end in range(len(parts))]
        for pattern, is_folder_only, takes_back in self._rules:
            candidates = prefixes[:-1] if is_folder_only else prefixes
            if any(pattern.match(prefix) for prefix in candidates):
                is_out = not takes_back
        return is_out


@lru_cache(maxsize=256)
def _rule(line: str) -> tuple[re.Pattern[str], bool, bool]:
    takes_back = line.startswith("!")
    line = line[1:] if takes_back else line
    line = line.removeprefix("\\")
    is_folder_only = line.endswith("/")
    line = line.rstrip("/")
    is_anchored = "/" in line
    line = line.lstrip("/")
    expression = _expression(line)
    return re.compile(f"{'' if is_anchored else '(?:.*/)?'}{expression}\\Z", re.DOTALL), is_folder_only, takes_back


def _expression(pattern: str) -> str:
    """A glob as a regular expression: `*` and `?` stop at `/`, `**` does not."""
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern.startswith("**/", at):
            parts.append("(?:.*/)?")
            at += 3
        elif pattern.startswith("**", at):
            parts.append(".*")
            at += 2
        elif pattern[at] == "*":
            parts.append("[^/]*")
            at += 1
        elif pattern[at] == "?":
            parts.append("[^/]")
            at += 1
        else:
            parts.append(re.escape(pattern[at]))
            at += 1
    return "".join(parts)
