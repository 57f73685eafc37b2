"""Other tools' callouts, read where a repository already has them: `!!! note` and `:::{note}`; and colon fences."""

from __future__ import annotations

import re

from runpress.syntax.block_parser import CODE_INDENT, BlockState
from runpress.syntax.rules.fence import MIN_MARKS, count_marks, find_close

TONES: dict[str, str] = {
    "note": "note",
    "abstract": "note",
    "info": "note",
    "seealso": "note",
    "todo": "note",
    "example": "note",
    "quote": "note",
    "tip": "tip",
    "hint": "tip",
    "success": "tip",
    "important": "important",
    "question": "important",
    "warning": "warning",
    "attention": "warning",
    "caution": "caution",
    "failure": "caution",
    "danger": "caution",
    "error": "caution",
    "bug": "caution",
    "admonition": "note",
}
"""What Material, MyST and Sphinx call their admonitions, and the nearest of GitHub's five."""

DIRECTIVE_WORDS = ("panel", "runset", "grid", "section", "embed", "wandb-block")

MAX_OPENING = 300
"""A longer first line is text; the patterns below may go over it more than once."""
MAX_FIXED_LINES = 500
"""A longer body is not rewritten by a fix."""

_ADMONITION = re.compile(
    r'(!!!|\?\?\?\+?)[ \t]+([A-Za-z][\w-]*)(?:[ \t]+[A-Za-z][\w -]*?)?(?:[ \t]+"([^"]*)")?[ \t]*\Z'
)
_COLON = re.compile(r"(:{3,})[ \t]*\{?([A-Za-z][\w-]*)\}?[ \t]*(.*?)[ \t]*\Z")


def admonition(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`!!! note "Title"` with a body that is indented by four columns; `???` folds."""
    start = state.start_of(line)
    if state.indented(line) or state.eMarks[line] - start > MAX_OPENING:
        return False
    match = _ADMONITION.match(state.src[start : state.eMarks[line]])
    if match is None or match[2].lower() not in TONES:
        return False
    if silent:
        return True
    last = _indented_extent(state, line + 1, end_line)
    token = state.push("admonition_open", "", 1)
    token.info = match[2].lower()
    token.markup = match[1]
    token.content = match[3] or ""
    token.map = [line, last]
    token.meta["title_at"] = start + match.start(3) if match[3] else -1
    token.meta["body_lines"] = _body_indents(state, line + 1, last)
    before, state.parentType = state.parentType, "blockquote"
    state.blkIndent += CODE_INDENT
    state.md.block.tokenize(state, line + 1, last)
    state.blkIndent -= CODE_INDENT
    state.parentType = before
    state.push("admonition_close", "", -1)
    state.line = last
    return True


def _indented_extent(state: BlockState, line: int, end_line: int) -> int:
    """The line after the last one that belongs to the body; blank lines at its end do not."""
    last = line
    while line < end_line:
        if not state.isEmpty(line):
            if state.sCount[line] - state.blkIndent < CODE_INDENT:
                break
            last = line + 1
        line += 1
    return last


def _body_starts(state: BlockState, line: int, last: int) -> list[tuple[int, int]] | None:
    """Where every line of the body begins; None for a body that no fix should rewrite."""
    if last - line > MAX_FIXED_LINES:
        return None
    return [(state.start_of(number),) * 2 for number in range(line, last)]


def _body_indents(state: BlockState, line: int, last: int) -> list[tuple[int, int]] | None:
    """For every line of the body, the stretch that indents it (empty for a blank line)."""
    if last - line > MAX_FIXED_LINES:
        return None
    edits: list[tuple[int, int]] = []
    for number in range(line, last):
        if state.isEmpty(number):
            edits.append((state.eMarks[number], state.eMarks[number]))
            continue
        first = begin = state.bMarks[number]
        columns = 0
        while columns < state.blkIndent and state.src[first : first + 1] in (" ", "\t"):
            columns += 1 if state.src[first] == " " else 4 - columns % 4
            first += 1
        begin = first
        while columns < state.blkIndent + CODE_INDENT and state.src[first : first + 1] in (" ", "\t"):
            columns += 1 if state.src[first] == " " else 4 - columns % 4
            first += 1
        edits.append((begin, first))
    return edits


def colon_fence(  # noqa: PLR0911 - ways of being none
    state: BlockState,
    line: int,
    end_line: int,
    silent: bool,  # noqa: FBT001 - the signature of rules
) -> bool:
    """`:::{note}` around blocks, and `:::panel` around YAML; other words belong to other tools and stay text."""
    start = state.start_of(line)
    if state.indented(line) or state.eMarks[line] - start > MAX_OPENING:
        return False
    match = _COLON.match(state.src[start : state.eMarks[line]])
    if match is None or (match[2] not in DIRECTIVE_WORDS and match[2].lower() not in TONES):
        return False
    is_directive = match[2] in DIRECTIVE_WORDS
    if is_directive and silent:
        return True
    length = count_marks(state.src, start, state.eMarks[line], ":")
    if not is_directive and line < state.no_colon_close.get(length, 0):
        return False
    last, closed = find_close(state, line, end_line, ":", max(length, MIN_MARKS))
    if silent:
        return closed
    if not closed and not is_directive:
        state.no_colon_close[length] = last
        return False  # without an end it is text, as it is to readers who do not know these fences
    after = last + 1 if closed else last
    if is_directive:
        _push_fence(state, line, last, closed=closed, length=length)
    else:
        _push_callout(state, match, line, last)
    state.line = after
    return True


def _push_fence(state: BlockState, line: int, last: int, *, closed: bool, length: int) -> None:
    start = state.start_of(line)
    token = state.push("fence", "code", 0)
    token.info = state.src[start + length : state.eMarks[line]]
    token.markup = ":" * length
    token.content = state.getLines(line + 1, last, state.sCount[line], keepLastLF=True)
    token.map = [line, last + 1 if closed else last]
    token.meta.update(places=state.last_places, closed=closed, info_at=start + length)
    if closed:
        token.meta["close_at"] = state.start_of(last)


def _push_callout(state: BlockState, match: re.Match[str], line: int, last: int) -> None:
    start = state.start_of(line)
    token = state.push("admonition_open", "", 1)
    token.info = match[2].lower()
    token.markup = match[1]
    token.content = match[3]
    token.map = [line, last]
    token.meta["title_at"] = start + match.start(3) if match[3] else -1
    token.meta["body_lines"] = _body_starts(state, line + 1, last)
    token.meta["close"] = (state.start_of(last), state.eMarks[last])
    before, state.parentType = state.parentType, "blockquote"
    line_max, state.lineMax = state.lineMax, last
    state.md.block.tokenize(state, line + 1, last)
    state.lineMax = line_max
    state.parentType = before
    state.push("admonition_close", "", -1)
