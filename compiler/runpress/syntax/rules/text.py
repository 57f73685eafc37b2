"""Paragraphs, setext headings and `#` headings, with the places of their text."""

from __future__ import annotations

import re

from markdown_it.common.utils import isStrSpace

from runpress.syntax.block_parser import BLANKS, BlockParser, BlockState
from runpress.syntax.places import identity

_DETAILS_END = re.compile(r"</details(?:\s[^<>]*|/)?>", re.IGNORECASE | re.ASCII)
_BACKTICKS = re.compile("`+")
_UNDERLINES = {"=": 1, "-": 2}


def text(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """A paragraph, or a heading if `===` or `---` stands under it. What no other rule took."""
    if silent:
        return False
    last, level = _extent(state, line, end_line)
    raw = state.getLines(line, last, state.blkIndent, keepLastLF=False)
    places = state.last_places
    if state.open_details and not level:
        raw, last = _before_details_end(state, raw, line, last)
    content = raw.strip(BLANKS)
    kind = "heading" if level else "paragraph"
    state.line = last + 1 if level else last
    token = state.push(f"{kind}_open", f"h{level}" if level else "p", 1)
    token.map = [line, state.line]
    state.push_text(content, places.stripped(len(raw) - len(raw.lstrip(BLANKS))))
    state.push(f"{kind}_close", token.tag, -1)
    return True


def _extent(state: BlockState, line: int, end_line: int) -> tuple[int, int]:
    """The line after the text, and the level of the heading that it is (0: a paragraph)."""
    parser: BlockParser = state.md.block  # type: ignore[assignment]  # the reader puts ours there
    before = state.parentType
    state.parentType = "paragraph"
    level = 0
    following = line + 1
    while following < end_line and not state.isEmpty(following):
        # A deep indent is a continuation here, and lazy lines of quotes were checked by their rule.
        if state.sCount[following] - state.blkIndent <= 3:  # noqa: PLR2004 - CommonMark 4.8
            level = _underline(state, following)
            if level:
                break
            if state.sCount[following] >= 0 and parser.interrupts(state, following, end_line):
                break
        following += 1
    state.parentType = before
    return following, level


def _underline(state: BlockState, line: int) -> int:
    """The level of the heading that this line underlines; 0 if it does not."""
    start = state.start_of(line)
    level = _UNDERLINES.get(state.src[start], 0)
    if not level or state.sCount[line] < state.blkIndent:
        return 0
    rest = state.src[start : state.eMarks[line]].rstrip(" \t")
    return level if rest.strip(rest[0]) == "" else 0


def _before_details_end(state: BlockState, raw: str, line: int, last: int) -> tuple[str, int]:
    """The text before `</details>`, where that ends a line of text: the tag is left for its rule."""
    at = _details_end(raw)
    if at == 0:
        return raw, last
    offset = state.last_places.at(at)
    for number in range(line, last):
        if state.bMarks[number] <= offset <= state.eMarks[number]:
            state.cut(number, offset)
            return raw[:at], number
    return raw, last


def _details_end(raw: str) -> int:
    """Where `</details` stands that is no code; 0 if nowhere, or at the beginning."""
    if not _DETAILS_END.search(raw):
        return 0
    runs = list(_BACKTICKS.finditer(raw))
    begin = index = 0
    while index < len(runs):
        length = len(runs[index][0])
        close = next((at for at in range(index + 1, len(runs)) if len(runs[at][0]) == length), 0)
        end_tag = _DETAILS_END.search(raw, begin, runs[index].start())
        if end_tag:
            return end_tag.start()
        if close:
            begin, index = runs[close].end(), close + 1
        else:
            index += 1
    end_tag = _DETAILS_END.search(raw, begin)
    return end_tag.start() if end_tag else 0


def heading(state: BlockState, line: int, _end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`#` to `######`, with or without marks at the end."""
    if state.indented(line):
        return False
    src = state.src
    start = state.start_of(line)
    end = state.eMarks[line]
    position = start
    while position < end and src[position] == "#":
        position += 1
    level = position - start
    if level > 6 or (position < end and not isStrSpace(src[position])):  # noqa: PLR2004 - six levels
        return False
    if silent:
        return True
    content, begin = _heading_text(src[position:end])
    state.line = line + 1
    token = state.push("heading_open", f"h{level}", 1)
    token.map = [line, state.line]
    state.push_text(content, identity(position + begin))
    state.push("heading_close", token.tag, -1)
    return True


def _heading_text(rest: str) -> tuple[str, int]:
    """The text without closing marks, and where it begins in `rest`."""
    rest = rest.rstrip(BLANKS)
    closed = rest.rstrip("#")
    if closed != rest and (not closed or isStrSpace(closed[-1])):
        rest = closed.rstrip(BLANKS)
    content = rest.lstrip(BLANKS)
    return content, len(rest) - len(content)
