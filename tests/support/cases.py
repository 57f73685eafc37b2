r"""Dotted cases: a title, a line with a dot, the input, a dot, what is expected, a dot. Many a file.

A line of input that is a single dot is written `\\.`. Text between cases is for readers.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

CASES = Path(__file__).parents[1] / "cases"


class Case(NamedTuple):
    title: str
    line: int
    parts: tuple[str, ...]

    @property
    def given(self) -> str:
        return self.parts[0]

    @property
    def expected(self) -> str:
        return self.parts[-1]


def read_cases(path: Path, *, parts: int = 2) -> list[Case]:
    """The cases of a file. A title is the last line with text before the first dot."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cases: list[Case] = []
    title, at = "", 0
    while at < len(lines):
        if lines[at] != ".":
            title = lines[at].strip() or title
            at += 1
            continue
        line, found = at, []
        for _ in range(parts):
            end = lines.index(".", at + 1)
            found.append("".join(f"{'.' if text == chr(92) + '.' else text}\n" for text in lines[at + 1 : end]))
            at = end
        cases.append(Case(title, line, tuple(found)))
        at += 1
    return cases


def parameters(folder: str, *, parts: int = 2) -> list[object]:
    """A pytest parameter for each case of a folder; its id says file, line and title."""
    files = sorted((CASES / folder).glob("*.md"))
    return [
        pytest.param(case, id=f"{file.name}:{case.line} {case.title}")
        for file in files
        for case in read_cases(file, parts=parts)
    ]
