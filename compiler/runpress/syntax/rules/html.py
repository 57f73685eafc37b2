"""The HTML that documents may hold: `<details>`, `<summary>` and comments. Other HTML stays text.

The tags become tokens where they stand, and the text behind them on their line is read on as Markdown;
which opening belongs to which end is found when blocks are lowered.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import html_block

from runpress.syntax.block_parser import BLANKS, BlockState
from runpress.syntax.places import Places, identity
from runpress.syntax.wandb_comments import STARTS_INLINE

_FLAGS = re.IGNORECASE | re.ASCII  # without ASCII, `s` is also U+017F
_TAG = re.compile(r"<(/?)(details|summary)(\s[^<>]*|/)?>", _FLAGS)
_SUMMARY_END = re.compile(r"</summary\s*>", _FLAGS)
_HEADING = re.compile(r"\s*<h([1-6])(?:\s[^<>]*)?>(.*?)</h\1\s*>\s*\Z", _FLAGS | re.DOTALL)
_MARKS = re.compile(r"\s*(#{1,6})(?=[ \t])")
_OPEN = re.compile(r"\sopen\b", _FLAGS)
_INLINE = re.compile(r"</?(?:br|u|sub|sup|kbd|b|strong|i|em|s|del)\b", _FLAGS)


def html(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """Anything that begins with `<` and is no text."""
    if state.indented(line):
        return False
    src, start = state.src, state.start_of(line)
    if src.startswith("<!--", start):
        if STARTS_INLINE.match(src, start):
            return False
        return silent or _comment(state, line, end_line)
    tag = _TAG.match(src, start, state.eMarks[line])
    if tag is None:
        if _INLINE.match(src, start):
            return False
        return html_block(state, line, end_line, silent)
    return silent or _understood(state, tag, line, end_line)


def _comment(state: BlockState, line: int, end_line: int) -> bool:
    """A comment, over any number of lines of its container; what stands behind it is read on."""
    src = state.src
    last = line
    begin = state.start_of(line) + 4
    if src.startswith((">", "->"), begin):
        end = src.index(">", begin) + 1
    else:
        end = _comment_end(src, begin, state.eMarks[line])
        while end < 0:
            last += 1
            if last >= end_line or (state.sCount[last] < state.blkIndent and not state.isEmpty(last)):
                break
            end = _comment_end(src, state.bMarks[last], state.eMarks[last])
    token = state.push("comment", "", 0)
    token.meta["closed"] = end >= 0
    text = state.getLines(line, last + 1 if end >= 0 else last, state.blkIndent, keepLastLF=False)
    token.meta["places"] = state.last_places.stripped(len(text) - len(text.lstrip(BLANKS)))
    token.content = text[: len(text) - (state.eMarks[last] - end) if end >= 0 else len(text)].strip(BLANKS)
    _go_on(state, last if end >= 0 else last - 1, end)
    return True


def _comment_end(src: str, begin: int, end: int) -> int:
    at = src.find("-->", begin, end)
    return at + 3 if at >= 0 else -1


def _understood(state: BlockState, tag: re.Match[str], line: int, end_line: int) -> bool:
    """`<details>`, `</details>`, `<summary>` or `</summary>`."""
    name = tag[2].lower()
    closing = bool(tag[1])
    if name == "summary" and not closing and (end := _SUMMARY_END.search(state.src, tag.end(), state.eMarks[line])):
        _push_summary(state, tag.end(), end.start())
        _go_on(state, line, end.end())
        return True
    if name == "summary" and not closing and _summary_over_lines(state, tag, line, end_line):
        return True
    token = state.push(f"{name}_{'close' if closing else 'open'}", "", 0)
    token.content = tag[0]
    if name == "details":
        state.open_details = max(0, state.open_details + (-1 if closing else 1))
        token.meta["is_open"] = bool(_OPEN.search(tag[3] or ""))
    _go_on(state, line, tag.end())
    return True


def _summary_over_lines(state: BlockState, tag: re.Match[str], line: int, end_line: int) -> bool:
    """A summary that ends on a later line, before any blank one."""
    if line < state.no_summary_end_before:
        return False
    last = line + 1
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        end = _SUMMARY_END.search(state.src, state.start_of(last), state.eMarks[last])
        if end:
            state.cut(line, tag.end())
            text = state.getLines(line, last + 1, state.blkIndent, keepLastLF=False)
            text = text[: len(text) - (state.eMarks[last] - end.start())]
            _push_summary_text(state, text, state.last_places)
            _go_on(state, last, end.end())
            return True
        last += 1
    state.no_summary_end_before = last
    return False


def _push_summary(state: BlockState, begin: int, end: int) -> None:
    _push_summary_text(state, state.src[begin:end], identity(begin))


def _push_summary_text(state: BlockState, text: str, places: Places) -> None:
    """The text of a summary; `<h2>` around it, or `##` before it, makes it a heading."""
    token = state.push("summary", "", 0)
    token.meta["level"] = 0
    heading, marks = _HEADING.match(text), _MARKS.match(text)
    if heading:
        token.meta["level"] = int(heading[1])
        places, text = places.stripped(heading.start(2)), heading[2]
    elif marks:
        token.meta["level"] = len(marks[1])
        places, text = places.stripped(marks.end()), text[marks.end() :]
    state.push_text(text.strip(BLANKS), places.stripped(len(text) - len(text.lstrip(BLANKS))))


def _go_on(state: BlockState, line: int, offset: int) -> None:
    """Read on behind `offset` if text stands there, else on the next line."""
    if 0 <= offset < state.eMarks[line] and state.src[offset : state.eMarks[line]].strip():
        state.cut(line, offset)
        state.line = line
    else:
        state.line = line + 1
