"""Inline rules of our own: maths, footnote references, `{{ … }}`."""

from __future__ import annotations

import re

from markdown_it.rules_inline import emphasis as marks_of_emphasis

from runpress.syntax.block_parser import BLANKS
from runpress.syntax.inline_parser import InlineState

# To TeX the end of a line is a space.
_LINE_END = re.compile(r"[ \t]*+\n[ \t]*")


def emphasis(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`*` and `_` as markdown-it-py reads them, but for those that enclose nothing, `snake_case` say: they are text.

    It makes a token and a delimiter of each sign, five hundred bytes.
    """
    if not silent:
        start = state.pos
        marks = state.scanDelims(start, state.src[start] == "*")
        if not marks.can_open and not (marks.can_close and state.delimiters):
            state.append_pending(state.src[start : start + marks.length])
            state.pos = start + marks.length
            return True
    return marks_of_emphasis.tokenize(state, silent)


def math(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`$…$` as GitHub reads it: no space inside the marks, no digit behind them; `$$…$$` too."""
    src, start = state.src, state.pos
    marks = 2 if src.startswith("$$", start) else 1
    begin = start + marks
    end = _closing(state, begin, "$" * marks)
    if end < 0 or not _is_math(src, start, begin, end, end + marks):
        if not silent:
            state.append_pending(src[start:begin])
        state.pos = begin
        return True
    if not silent:
        token = state.push("math", "", 0)
        token.content = _LINE_END.sub(" ", src[begin:end].strip(BLANKS))
        token.info = "display" if marks > 1 else ""
    state.pos = end + marks
    return True


def _closing(state: InlineState, begin: int, marks: str) -> int:
    """The next mark that no backslash escapes, or -1."""
    if begin >= state.not_closed.get(marks, len(state.src) + 1):
        return -1
    at = state.src.find(marks, begin, state.posMax)
    while at > 0 and _is_escaped(state.src, at, begin):
        at = state.src.find(marks, at + 1, state.posMax)
    if at < 0 and state.posMax == len(state.src):
        state.not_closed[marks] = begin
    return at


def _is_escaped(src: str, at: int, begin: int) -> bool:
    count = 0
    while at - count - 1 >= begin and src[at - count - 1] == "\\":
        count += 1
    return count % 2 == 1


def _is_math(src: str, start: int, begin: int, end: int, after: int) -> bool:
    if end <= begin or not src[begin:end].strip():
        return False
    if begin - start > 1:
        return True
    return not (
        src[begin].isspace()
        or src[end - 1].isspace()
        or src[after : after + 1].isdigit()
        or (start > 0 and src[start - 1].isdigit())
    )


def footnote_reference(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`[^label]`, where the document defines the footnote."""
    src, start = state.src, state.pos
    defined = state.env["footnotes"]
    if not defined or not src.startswith("[^", start):
        return False
    end = src.find("]", start + 2, min(state.posMax, start + 1002))
    if end < 0 or src[start + 2 : end] not in defined:
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.content = src[start + 2 : end]
    state.pos = end + 1
    return True


def mustache(state: InlineState, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`{{ … }}` is kept as it is typed, emphasis and all."""
    src, start = state.src, state.pos
    if not src.startswith("{{", start) or start >= state.not_closed.get("{{", len(src) + 1):
        return False
    end = src.find("}}", start + 2, state.posMax)
    if end < 0:
        if state.posMax == len(src):
            state.not_closed["{{"] = start
        return False
    if "\n" in src[start:end]:
        return False
    if not silent:
        token = state.push("mustache", "", 0)
        token.content = src[start : end + 2]
    state.pos = end + 2
    return True
