"""Text compared: line by line where it has lines, and word by word in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from runpress.publish.differences.values import Piece, Pieces
from runpress.publish.matching.match import Traits, match, moved

_WORD = re.compile(r"(?:\d+(?:[.,]\d+)+|\w+)\s*|\[[ xX]\]\s*|([^\w\s])\1*\s*|\s+")
"""A number, a word, the box of a task, equal signs or blanks; with the blanks behind it."""
_SENTENCE = re.compile(r".+?(?:[.!?;]\s+|\Z)", re.DOTALL)
_MOST = 160_000
"""How many comparisons of words are worth it; beyond that, sentences are compared first."""
_TOO_FEW = 0.2
"""The share of common words below which two texts have nothing to do with each other."""


def compare_words(old: str, new: str) -> Pieces:
    """The pieces of two texts; joined without `added` they are the old one, without `removed` the new one."""
    if old == new:
        return (Piece("same", old),) if old else ()
    olds, news = old.splitlines(keepends=True), new.splitlines(keepends=True)
    if len(olds) == len(news) == 1:
        return tuple(_joined(_trimmed(_line(old, new))))
    return tuple(_joined(_trimmed(_stretches(olds, news))))


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """The pieces of lines or sentences: those that are alike are compared word by word."""
    pairs = match([_traits(each) for each in old], [_traits(each) for each in new])
    strays = moved(pairs)
    at = new_at = 0
    for one, other in [*((one, other) for one, other in pairs if one not in strays), (len(old), len(new))]:
        yield from _replaced(old[at:one], new[new_at:other])
        if one < len(old):
            yield from _line(old[one], new[other])
        at, new_at = one + 1, other + 1


def _traits(line: str) -> Traits:
    words = frozenset(word[0].strip() for word in re.finditer(_WORD, line)) - {""}
    return Traits(line, words, stays="alike" if line.strip() else "")


def _line(old: str, new: str) -> Iterator[Piece]:
    if "\n" in (old[-1:], new[-1:]):
        yield from _line(old.removesuffix("\n"), new.removesuffix("\n"))
        yield from (
            [Piece("same", "\n")]
            if old[-1:] == new[-1:]
            else _replaced(*(side[-1:] if side.endswith("\n") else "" for side in (old, new)))
        )
        return
    words, others = _words(old), _words(new)
    if len(words) * len(others) <= _MOST:
        yield from _diff(words, others)
        return
    sentences, rest = _SENTENCE.findall(old), _SENTENCE.findall(new)
    yield from _stretches(sentences, rest) if len(sentences) > 1 < len(rest) else _unlike(words, others)


def _words(text: str) -> list[str]:
    return [found[0] for found in re.finditer(_WORD, text)]


def _diff(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Pieces of two sequences of words. The space behind a word is no part of it."""
    keys = [[token.strip() for token in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    if matcher.ratio() < _TOO_FEW:
        yield from _unlike(old, new)
        return
    for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield from _replaced(old[begin:end], new[new_begin:new_end])
            continue
        for one, other in zip(old[begin:end], new[new_begin:new_end], strict=True):
            word = one.rstrip()
            yield Piece("same", one if one == other else word)
            if one != other:
                yield from _replaced([one[len(word) :]], [other[len(word) :]])


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Texts that have little more in common than how they begin: `## `."""
    same = (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
    begin = next(same, min(len(old), len(new)))
    yield Piece("same", "".join(old[:begin]))
    yield from _replaced(old[begin:], new[begin:])


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    pieces = [Piece("removed", "".join(old)), Piece("added", "".join(new))]
    return [piece for piece in pieces if piece.text]


def _trimmed(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with the blanks that stand behind both what was removed and what came for it as no change."""
    joined = list(_joined(_bridged(pieces)))
    for at, piece in enumerate(joined):
        before, behind = joined[at - 1 : at], joined[at + 1 : at + 2]
        if piece.verb == "removed" and behind and behind[0].verb == "added":
            yield Piece("removed", piece.text[: len(piece.text) - _shared(piece.text, behind[0].text)])
        elif piece.verb == "added" and before and before[0].verb == "removed":
            shared = _shared(before[0].text, piece.text)
            yield Piece("added", piece.text[: len(piece.text) - shared])
            yield Piece("same", piece.text[len(piece.text) - shared :])
        else:
            yield piece


def _bridged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces, with what stands between two changes as a part of both, where it is no text of its own."""
    joined = list(_joined(pieces))
    for at, piece in enumerate(joined):
        if piece.verb == "same" and 0 < at < len(joined) - 1 and _is_chance(joined, at):
            yield Piece("removed", piece.text)
            yield Piece("added", piece.text)
        else:
            yield piece


def _is_chance(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece between two changes is a blank, or signs beside something for which nothing came or went."""
    text = pieces[at].text
    if "\n" in text or pieces[at + 1].text.startswith("\n") or re.search(r"\w", text):
        return False
    around = [[piece.verb for piece in side] for side in (pieces[max(0, at - 2) : at], pieces[at + 1 : at + 3])]
    return not text.strip() or any(verbs != ["removed", "added"] for verbs in around)


def _shared(first: str, second: str) -> int:
    """How many blanks both texts end with, if there is more than these."""
    blanks = [text[len(text.rstrip()) :] for text in (first, second)]
    return len(blanks[0]) if blanks[0] == blanks[1] and first.strip() and second.strip() else 0


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours as one: between two pieces that are the same, one that was removed, then one that was added."""
    gone = come = same = ""
    for piece in pieces:
        if not piece.text:
            continue
        if piece.verb == "same":
            yield from _replaced([gone], [come])
            gone = come = ""
            same += piece.text
            continue
        if same:
            yield Piece("same", same)
            same = ""
        if piece.verb == "removed":
            gone += piece.text
        else:
            come += piece.text
    if same:
        yield Piece("same", same)
    yield from _replaced([gone], [come])
