"""Text compared word by word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from runpress.publish.differences.values import Piece, Pieces

_WORD = re.compile(r"(?:\d+(?:[.,]\d+)+|\w+)\s*|[^\w\s]\s*|\s+")
_SENTENCE = re.compile(r"[^\n]+?(?:[.!?;]\s+|\n+|\Z)|\n+")
_MOST = 160_000
"""How many comparisons of words are worth it; beyond that, sentences are compared first."""
_SHORT = 3
"""Characters between two changes that are no text of their own."""
_TOO_FEW = 0.2
"""The share of common words below which two texts have nothing to do with each other."""


def compare_words(old: str, new: str) -> Pieces:
    """The pieces of two texts; joined without `added` they are the old one, without `removed` the new one."""
    if old == new:
        return (Piece("same", old),) if old else ()
    return tuple(_joined(_trimmed(_settled(_compared(_WORD.findall(old), _WORD.findall(new))))))


def _compared(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    if len(old) * len(new) <= _MOST:
        return list(_diff(old, new, _replaced))
    sentences, others = (_SENTENCE.findall("".join(side)) for side in (old, new))
    if len(sentences) * len(others) > _MOST:
        return _replaced(old, new)
    return list(_diff(sentences, others, _words_of_sentences))


def _words_of_sentences(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    words, others = (_WORD.findall("".join(side)) for side in (old, new))
    return list(_diff(words, others, _replaced)) if len(words) * len(others) <= _MOST else _replaced(words, others)


def _diff(
    old: Sequence[str], new: Sequence[str], replaced: Callable[[Sequence[str], Sequence[str]], list[Piece]]
) -> Iterator[Piece]:
    """Pieces of two sequences of tokens. The space behind a word is no part of it."""
    keys = [[token.strip() for token in side] for side in (old, new)]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    if matcher.ratio() < _TOO_FEW:
        yield from _unlike(old, new)
        return
    for tag, begin, end, new_begin, new_end in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(old[begin:end], new[new_begin:new_end], strict=True):
                word = one.rstrip()
                yield Piece("same", one if one == other else word)
                if one != other:
                    yield from _replaced([one[len(word) :]], [other[len(word) :]])
        else:
            yield from replaced(old[begin:end], new[new_begin:new_end])


def _unlike(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    """Texts that have little more in common than how they begin or end: `## `, a full stop."""
    begin = next(
        (at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), min(len(old), len(new))
    )
    yield Piece("same", "".join(old[:begin]))
    yield from _replaced(old[begin:], new[begin:])


def _replaced(old: Sequence[str], new: Sequence[str]) -> list[Piece]:
    pieces = [Piece("removed", "".join(old)), Piece("added", "".join(new))]
    return [piece for piece in pieces if piece.text]


def _settled(pieces: list[Piece]) -> list[Piece]:
    """The pieces without such as are the same only by chance: a comma or a blank between two changes."""
    joined = list(_joined(pieces))
    out: list[Piece] = []
    for at, piece in enumerate(joined):
        is_between = 0 < at < len(joined) - 1 and joined[at + 1].verb != "same"
        if piece.verb == "same" and is_between and len(piece.text.strip()) <= _SHORT and "\n" not in piece.text:
            out += [Piece("removed", piece.text), Piece("added", piece.text)]
        else:
            out.append(piece)
    return out


def _trimmed(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, with the blanks that stand behind both what was removed and what came for it as no change."""
    joined = list(_joined(pieces))
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
