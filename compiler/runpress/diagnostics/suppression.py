"""Findings that an author does not want to see: `<!-- runpress: ignore[MD301] reason -->` before a block.

The comment stands alone on its line and speaks for what follows it: a fence to its end, or lines to the
next blank one. What a document cannot be read without stays an error; a broken link can be ignored.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from runpress.diagnostics.codes import CODES, configuration
from runpress.diagnostics.diagnostic import Diagnostic, Severity
from runpress.diagnostics.suggest import did_you_mean
from runpress.source import SourceFile

_LINKS = "LK"
_PREFIX = r"[ \t]*(?:>[ \t]?)*[ \t]*"
_COMMENT = re.compile(rf"^{_PREFIX}<!--[ \t]*runpress:[ \t]*ignore[ \t]*\[(?P<codes>[^\]\n]*)\][^\n]*-->[ \t]*$")
_FENCE = re.compile(rf"^{_PREFIX}(?:(?:[-*+]|\d{{1,9}}[.)])[ \t]+)*(?P<fence>`{{3,}}|~{{3,}})(?P<info>[^\n]*)$")
_BLANK = re.compile(rf"^{_PREFIX}$")


@dataclass(frozen=True, slots=True)
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
    used: set[_Ignored] = set()
    kept: list[Diagnostic] = []
    for finding in findings:
        matching = [one for one in ignored if _matches(one, finding)]
        used.update(matching)
        is_ignored = (matching or finding.code.id in anywhere) and _may_be_ignored(finding)
        if not is_ignored:
            kept.append(finding)
    return kept + [_unused(one, source) for one in ignored if one not in used and one.code not in unasked]


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
    fence = ""
    for index, line in enumerate(lines):
        fence_here = _FENCE.match(line)
        if fence:
            fence = "" if fence_here and _closes(fence_here, fence) else fence
        elif fence_here:
            fence = fence_here["fence"]
        elif comment := _COMMENT.match(line):
            found += _of_comment(source, lines, index, comment)
    return found


def _of_comment(source: SourceFile, lines: list[str], index: int, comment: re.Match[str]) -> list[_Ignored]:
    first, last = _following(lines, index + 1)
    start, end = source.offset(first + 1), source.offset(last + 2)
    at = source.line_starts[index] + comment.start("codes")
    found: list[_Ignored] = []
    for piece in comment["codes"].split(","):
        code = piece.strip()
        if code:
            found.append(_Ignored(code, start, end, at + piece.index(code)))
        at += len(piece) + 1
    return found


def _following(lines: list[str], index: int) -> tuple[int, int]:
    """The first and last line (from 0) of the block that begins at or after a line."""
    while index < len(lines) - 1 and (_BLANK.match(lines[index]) or _COMMENT.match(lines[index])):
        index += 1
    fence = _FENCE.match(lines[index]) if index < len(lines) else None
    last = index
    while last < len(lines) - 1 and not _ends(lines[last], is_first=last == index, fence=fence):
        if not fence and _BLANK.match(lines[last + 1]):
            break
        last += 1
    return index, last


def _ends(line: str, *, is_first: bool, fence: re.Match[str] | None) -> bool:
    here = _FENCE.match(line)
    return bool(fence and not is_first and here and _closes(here, fence["fence"]))


def _closes(line: re.Match[str], fence: str) -> bool:
    return line["fence"].startswith(fence) and not line["info"].strip()
