"""Comments in text: their anchors on the server's copy, put into a document's spec where the text still stands.

W&B anchors a comment in leaves of rich text, `{"text": "…", "inlineComment_<ref>": {"refID", "threadID",
"commentID"}}`, and cuts leaves at its ends. Its words stand in `discussionThreads`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from runpress.codec.json_text import Json, dumps
from runpress.codec.json_values import as_object, objects
from runpress.frozen import frozen
from runpress.publish.matching.match import Traits, match

_ANCHOR = "inlineComment"
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")
_NO_TEXT = "\ufffc"
"""What stands in a text for a thing without text: maths, a picture."""
_TELLING = 8
"""Characters from which a text that stands in one place only is taken for the same text."""
_MOST_TOKENS = 4000


@frozen
class LostComment:
    """A comment whose text is gone from the document. Its thread stays."""

    text: str
    """The text that it was anchored in."""
    thread: str = ""
    """The thread's id; empty if the anchor does not say."""


@frozen
class _Anchor:
    """A comment in one line: its key and value, and the characters that it is about."""

    key: str
    value: Json
    begin: int
    end: int


@dataclass(slots=True)
class _Line:
    """One line of rich text: the list that holds its pieces."""

    pieces: list[Json]
    text: str
    anchors: tuple[_Anchor, ...]


def with_comments(
    spec: dict[str, Json], server_spec: Mapping[str, Json]
) -> tuple[dict[str, Json], tuple[LostComment, ...]]:
    """The spec with the anchors of the server's comments, and those comments whose text is gone. Changes the spec."""
    theirs = list(_lines(server_spec.get("blocks")))
    ours = list(_lines(spec.get("blocks")))
    for line in ours:
        if line.anchors:
            _replace(line, without_comments(line.pieces))
    if any(line.anchors for line in theirs):
        return spec, _anchor(ours, theirs)
    return spec, ()


@frozen
class AnchoredText:
    """The text that a thread is about, and the line that it stands in."""

    thread: str
    text: str
    line: str


def anchored_texts(spec: Mapping[str, Json]) -> tuple[AnchoredText, ...]:
    """What the threads of a stored report are about, in the order of the text."""
    found = []
    for line in _lines(spec.get("blocks")):
        for anchor in line.anchors:
            lost = _lost(line, anchor)
            found.append(AnchoredText(lost.thread, lost.text, line.text))
    return tuple(found)


def without_comments(value: Json) -> Json:
    """A value without the anchors of comments; neighbouring pieces of text with the same keys are one."""
    if isinstance(value, dict):
        is_leaf = isinstance(value.get("text"), str)
        return {key: without_comments(inner) for key, inner in value.items() if not (is_leaf and _is_anchor(key))}
    if not isinstance(value, list):
        return value
    items: list[Json] = []
    for inner in map(without_comments, value):
        if items and _are_one_text(items[-1], inner):
            items[-1] = {**inner, "text": items[-1]["text"] + inner["text"]}
        else:
            items.append(inner)
    return items


def _lines(blocks: Json) -> Iterator[_Line]:
    """The lines of text in blocks, in order; what stands inside a line belongs to it."""
    for block in objects(blocks):
        pieces = block.get("children")
        if isinstance(pieces, list) and any(_is_leaf(piece) for piece in pieces):
            yield _line(pieces)
        else:
            yield from _lines(pieces)
        yield from _lines(block.get("collapsedChildren"))


def _line(pieces: list[Json]) -> _Line:
    text = ""
    found: dict[str, _Anchor] = {}
    for leaf in _leaves(pieces):
        begin, text = len(text), text + _text(leaf)
        for key in filter(_is_anchor, leaf if _is_leaf(leaf) else ()):
            known = found.get(key)
            found[key] = _Anchor(key, leaf[key], known.begin if known else begin, len(text))
    return _Line(pieces, text, tuple(found.values()))


def _leaves(pieces: Sequence[Json]) -> Iterator[dict[str, Json]]:
    """The leaves of a line, those inside links, too; what has no text comes as one thing."""
    for piece in objects(pieces):
        inner = piece.get("children")
        if _is_leaf(piece) or not isinstance(inner, list) or "content" in piece:
            yield piece
        else:
            yield from _leaves(inner)


def _text(leaf: Mapping[str, Json]) -> str:
    return str(leaf["text"]) if _is_leaf(leaf) else _NO_TEXT


def _anchor(ours: Sequence[_Line], theirs: Sequence[_Line]) -> tuple[LostComment, ...]:
    """Put the anchors of the server's lines into ours."""
    partners = dict(match([_traits(line) for line in theirs], [_traits(line) for line in ours]))
    wanted: dict[int, list[_Anchor]] = {}
    homeless: dict[str, tuple[_Line, _Anchor]] = {}
    settled: set[str] = set()
    whole: set[int] = set()
    for at, line in enumerate(theirs):
        if not line.anchors:
            continue
        if at in partners and _say_the_same(line, ours[partners[at]]):
            _replace(ours[partners[at]], line.pieces)
            whole.add(partners[at])
            settled.update(anchor.key for anchor in line.anchors)
            continue
        for anchor in line.anchors:
            place = _place(line, anchor, ours[partners[at]]) if at in partners else None
            if place is None:
                homeless.setdefault(anchor.key, (line, anchor))
            else:
                wanted.setdefault(partners[at], []).append(place)
                settled.add(anchor.key)
    lost: list[LostComment] = []
    for key, (line, anchor) in homeless.items():
        if key in settled:
            continue
        text = line.text[anchor.begin : anchor.end]
        where = _only_place(text, ours)
        if where is None or _only_place(text, theirs) is None:  # it may be another place that was there before
            lost.append(_lost(line, anchor))
        else:
            wanted.setdefault(where[0], []).append(_moved(anchor, where[1]))
    for at, anchors in wanted.items():
        pieces = ours[at].pieces if at in whole else without_comments(ours[at].pieces)
        _replace(ours[at], _cut(pieces, anchors, 0)[0])
    return tuple(lost)


def _traits(line: _Line) -> Traits:
    words = frozenset(word for word in _WORDS.findall(line.text.lower()) if not word.isspace())
    return Traits(line.text, words, kind="line")


def _say_the_same(first: _Line, second: _Line) -> bool:
    return dumps(without_comments(first.pieces)) == dumps(without_comments(second.pieces))


def _place(line: _Line, anchor: _Anchor, into: _Line) -> _Anchor | None:
    """Where the text of an anchor stands in another version of its line."""
    old, new = _WORDS.findall(line.text), _WORDS.findall(into.text)
    text = line.text[anchor.begin : anchor.end]
    expected = anchor.begin
    if len(old) + len(new) <= _MOST_TOKENS:
        starts_old, starts_new = _starts(old), _starts(new)
        for same in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            begin, end = starts_old[same.a], starts_old[same.a + same.size]
            if begin <= anchor.begin and anchor.end <= end and same.size:
                return _moved(anchor, anchor.begin - begin + starts_new[same.b])
            if end <= anchor.begin:
                expected = anchor.begin - end + starts_new[same.b + same.size]
    places = _places(text, into.text)
    return _moved(anchor, min(places, key=lambda place: abs(place - expected))) if places else None


def _starts(tokens: Sequence[str]) -> list[int]:
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    return starts


def _places(text: str, whole: str) -> list[int]:
    """Where a text stands in another, as whole words; nowhere if it says nothing."""
    if not text.strip():
        return []
    begins, ends = (r"(?<!\w)" if text[0].isalnum() else ""), (r"(?!\w)" if text[-1].isalnum() else "")
    return [found.start() for found in re.finditer(begins + re.escape(text) + ends, whole)]


def _only_place(text: str, lines: Sequence[_Line]) -> tuple[int, int] | None:
    """The line and the place in it where a text stands, if it is telling and stands nowhere else."""
    if len(text.strip()) < _TELLING:
        return None
    found = [(at, place) for at, line in enumerate(lines) for place in _places(text, line.text)]
    return found[0] if len(found) == 1 else None


def _moved(anchor: _Anchor, begin: int) -> _Anchor:
    return _Anchor(anchor.key, anchor.value, begin, begin + anchor.end - anchor.begin)


def _lost(line: _Line, anchor: _Anchor) -> LostComment:
    thread = as_object(anchor.value).get("threadID")
    return LostComment(line.text[anchor.begin : anchor.end], thread if isinstance(thread, str) else "")


def _cut(pieces: Sequence[Json], anchors: Sequence[_Anchor], at: int) -> tuple[list[Json], int]:
    """The pieces with anchors, cut where those begin and end; and where the text behind them begins."""
    out: list[Json] = []
    for piece in pieces:
        inner = piece.get("children") if isinstance(piece, dict) else None
        if _is_leaf(piece):
            out += _cut_leaf(piece, anchors, at)
            at += len(piece["text"])
        elif isinstance(inner, list) and "content" not in piece:
            cut, at = _cut(inner, anchors, at)
            out.append({**piece, "children": cut})
        else:
            out.append(piece)
            at += isinstance(piece, dict)
    return out, at


def _cut_leaf(leaf: dict[str, Json], anchors: Sequence[_Anchor], at: int) -> Iterator[Json]:
    text = leaf["text"]
    ends = {place - at for anchor in anchors for place in (anchor.begin, anchor.end)}
    cuts = [0, *sorted(end for end in ends if 0 < end < len(text)), len(text)]
    if not text:
        yield leaf
        return
    for begin, end in pairwise(cuts):
        held = [anchor for anchor in anchors if anchor.begin <= at + begin and at + end <= anchor.end]
        yield {**leaf, "text": text[begin:end], **{anchor.key: anchor.value for anchor in held}}


def _replace(line: _Line, pieces: Sequence[Json]) -> None:
    line.pieces[:] = pieces


def _is_leaf(piece: Json) -> bool:
    return isinstance(piece, dict) and isinstance(piece.get("text"), str)


def _is_anchor(key: str) -> bool:
    return key.startswith(_ANCHOR)


def _are_one_text(first: Json, second: Json) -> bool:
    if not _is_leaf(first) or not _is_leaf(second):
        return False
    return dumps({**first, "text": ""}) == dumps({**second, "text": ""})
