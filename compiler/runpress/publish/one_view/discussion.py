"""Discussions on the server, as findings at the words of the document that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.publish.matching.comments import AnchoredText
from runpress.source import SourceFile, Span

if TYPE_CHECKING:
    from runpress.client.values import Thread

_WORD = re.compile(r"\w+")
_MOST_WORDS = 40
_SHOWN = 200


def discussion_findings(
    source: SourceFile, threads: Iterable[Thread], anchored: Sequence[AnchoredText]
) -> list[Diagnostic]:
    """A note for each thread: at its words, or at the top of the document if they are not in it."""
    about = {one.thread: one for one in reversed(anchored)}
    return [_finding(source, thread, about.get(thread.id)) for thread in threads]


def _finding(source: SourceFile, thread: Thread, about: AnchoredText | None) -> Diagnostic:
    first, *answers = thread.comments
    count = f" ({len(answers)} answer{'' if len(answers) == 1 else 's'})" if answers else ""
    message = f"{first.author or 'someone'}: “{_short(first.text)}”{count}"
    place = None if about is None else _place(source, about)
    notes = tuple(f"{answer.author or 'someone'}: “{_short(answer.text)}”" for answer in answers)
    if about is not None and place is None:
        notes = (f"it is about “{_short(about.text)}”, which the document does not say", *notes)
    return codes.COMMENT.at(place or source.span(0), message, notes=notes)


def _place(source: SourceFile, about: AnchoredText) -> Span | None:
    """Where the words stand; of several places the one whose paragraph is most like the line on the server."""
    words = _WORD.findall(about.text)[:_MOST_WORDS]
    if not words:
        return None
    # Between two words of rendered text the document may have marks, line breaks and the like.
    pattern = r"\b" + r"[^\w]{1,20}?".join(map(re.escape, words)) + r"\b"
    line = set(_WORD.findall(about.line))
    places = [match.span() for match in re.finditer(pattern, source.text)]
    if not places:
        return None
    return source.span(*max(places, key=lambda place: (_likeness(source.text, place, line), -place[0])))


def _likeness(text: str, place: tuple[int, int], line: set[str]) -> float:
    """How much of the words of a paragraph and of a line are in both (Jaccard's index)."""
    begin, end = text.rfind("\n\n", 0, place[0]), text.find("\n\n", place[1])
    words = set(_WORD.findall(text[begin + 1 : end if end >= 0 else len(text)]))
    return len(line & words) / len(line | words) if line else 0.0


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
