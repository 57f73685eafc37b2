"""What would change in a file, as a patch that `git apply` and `patch` take."""

from __future__ import annotations

import re
from difflib import unified_diff

_QUOTED = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def patch(path: str, before: str, after: str) -> str:
    """The patch from one text of a file to another, with the ends that their lines have; empty if they are the same."""
    lines = unified_diff(_lines(before), _lines(after), fromfile=_name(f"a/{path}"), tofile=_name(f"b/{path}"))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines as tools for patches see them: they end in line feeds and in nothing else."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in [text.rpartition("\n")[2]] if last]


def _name(path: str) -> str:
    """A name as git writes it: in quotes if it has characters that steer, with a tab behind it if it has spaces."""
    if _QUOTED.search(path):
        return '"' + _QUOTED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\{ord(found[0]):03o}", path) + '"'
    return f"{path}\t" if " " in path else path
