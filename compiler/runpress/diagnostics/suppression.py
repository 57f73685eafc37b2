"""Findings that an author does not want to see: `<!-- runpress: ignore[MD301] reason -->` before a block.

The comment stands alone on its line and speaks for what follows it: a fence to its end, or lines to the
next blank one. What a document cannot be read without stays an error; a broken link can be ignored.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Sequence

from runpress.diagnostics.codes import CODES, configuration
from runpress.diagnostics.diagnostic import Diagnostic, Severity
from runpress.diagnostics.suggest import did_you_mean
from runpress.frozen import frozen
from runpress.source import SourceFile

_LINKS = "LK"
# What stands before a block inside quotes. Possessive, as all repetitions here: a long line is read once.
_PREFIX = r"[ \t>]*+"
_COMMENT = re.compile(rf"{_PREFIX}<!--[ \t]*+runpress:[ \t]*+ignore[ \t]*+\[(?P<codes>[^\]\n]*+)\][^\n]*-->[ \t]*+$")
_FENCE = re.compile(rf"{_PREFIX}(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]++)*+(?P<fence>`{{3,}}+|~{{3,}}+)(?P<info>[^\n]*+)$")
_BLANK = re.compile(rf"{_PREFIX}$")


@frozen
class _Ignored:
    """A code that a comment or the front matter names, and the offsets between which it is ignored."""

    code: str
    start: int
    end: int
    written_at: int


def without_suppressed(
    findings: Sequence[Diagnostic],
    source: SourceFile,
    *,
    everywhere: Iterable[str] = (),
    unasked: Container[str] = (),
) -> list[Diagnostic]:
    """The findings of one document that are to be shown, and notes on comments that ignore nothing.

    `everywhere` are the codes that its front matter ignores; `unasked` those that nobody looked for, so
    that a comment may ignore them for another time.
    """
    anywhere = frozenset(everywhere)
    ignored = _comments(source) if "ignore" in source.text else []
    if not ignored and not anywhere:
        return list(findings)
    index = _Index(ignored)
    used: set[_Ignored] = set()
    kept: list[Diagnostic] = []
    for finding in findings:
        matching = index.find(finding)
        used.update(matching)
        is_ignored = (matching or finding.code.id in anywhere) and _may_be_ignored(finding)
        if not is_ignored:
            kept.append(finding)
    return kept + [_unused(one, source) for one in ignored if one not in used and one.code not in unasked]


class _Index:
    """What is ignored, by code and place: documents may hold many comments and many findings."""

    def __init__(self, ignored: Iterable[_Ignored]) -> None:
        self._by_code: dict[str, dict[int, list[_Ignored]]] = {}
        for one in ignored:
            self._by_code.setdefault(one.code, {}).setdefault(one.start, []).append(one)
        self._starts = {code: sorted(places) for code, places in self._by_code.items()}

    def find(self, finding: Diagnostic) -> list[_Ignored]:
        """Those that ignore a finding: of all that begin before it, the nearest."""
        starts = self._starts.get(finding.code.id)
        at = bisect_right(starts, finding.span.start) if starts else 0
        if not starts or not at:
            return []
        nearest = self._by_code[finding.code.id][starts[at - 1]]
        return [one for one in nearest if finding.span.start < max(one.end, one.start + 1)]


def _may_be_ignored(finding: Diagnostic) -> bool:
    return finding.severity is not Severity.ERROR or finding.code.id.startswith(_LINKS)


def _matches(one: _Ignored, finding: Diagnostic) -> bool:
    return one.code == finding.code.id and one.start <= finding.span.start < max(one.end, one.start + 1)


def _unused(one: _Ignored, source: SourceFile) -> Diagnostic:
    span = source.span(one.written_at, one.written_at + len(one.code))
    if one.code not in CODES:
        return configuration.UNUSED_IGNORE.at(
            span,
            f"there is no code `{one.code}`",
            label=did_you_mean(one.code, CODES),
            help="`runpress explain` lists all codes",
        )
    return configuration.UNUSED_IGNORE.at(
        span, f"`{one.code}` is ignored here, but there is no such finding", help="delete the comment"
    )


def _comments(source: SourceFile) -> list[_Ignored]:
    """What the comments of a document ignore; text inside fences is not a comment."""
    found: list[_Ignored] = []
    lines = source.text.split("\n")
    waiting: list[tuple[int, re.Match[str]]] = []
    fence = ""
    end = -1
    for index, line in enumerate(lines):
        fence_here = _FENCE.match(line)
        if fence:
            fence = "" if fence_here and _closes(fence_here, fence) else fence
            continue
        comment = _COMMENT.match(line)
        if comment:
            waiting.append((index, comment))
            continue
        if waiting and not _BLANK.match(line):
            end = max(end, _end(lines, index, fence_here)) if fence_here or index > end else end
            for at, match in waiting:
                found += _of_comment(source, at, match, first=index, last=end)
            waiting.clear()
        fence = fence_here["fence"] if fence_here else ""
    for at, match in waiting:
        found += _of_comment(source, at, match, first=len(lines), last=len(lines))
    return found


def _of_comment(source: SourceFile, index: int, comment: re.Match[str], *, first: int, last: int) -> Iterator[_Ignored]:
    """The codes of a comment in line `index`, for what stands in the lines `first` to `last` (all from 0)."""
    start, end = source.offset(first + 1), source.offset(last + 2)
    at = source.line_starts[index] + comment.start("codes")
    for piece in comment["codes"].split(","):
        code = piece.strip()
        if code:
            yield _Ignored(code, start, end, at + piece.index(code))
        at += len(piece) + 1


def _end(lines: list[str], first: int, fence: re.Match[str] | None) -> int:
    """The last line of the block that begins in a line: where its fence closes, or before the next blank line."""
    for index in range(first + 1, len(lines)):
        here = _FENCE.match(lines[index]) if fence else None
        if fence and here and _closes(here, fence["fence"]):
            return index
        if not fence and _BLANK.match(lines[index]):
            return index - 1
    return len(lines) - 1


def _closes(line: re.Match[str], fence: str) -> bool:
    return line["fence"].startswith(fence) and not line["info"].strip()
