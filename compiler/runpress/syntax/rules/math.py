"""`$$` on lines of their own."""

from __future__ import annotations

from runpress.syntax.block_parser import BLANKS, BlockState

MARKS = "$$"


def math_block(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """`$$` at the beginning of a line, up to `$$` at the end of one; no blank line belongs to it."""
    if state.indented(line) or not state.src.startswith(MARKS, state.start_of(line)):
        return False
    last = _closing_line(state, line, end_line)
    if last < 0:
        return False
    if silent:
        return True
    content = state.getLines(line, last + 1, state.blkIndent, keepLastLF=False).strip(BLANKS)
    state.line = last + 1
    token = state.push("math_block", "", 0)
    inner = content[2:-2]
    token.content = inner.strip("\n").rstrip(BLANKS) if "\n" in inner else inner.strip(BLANKS)
    token.map = [line, state.line]
    return True


def _closing_line(state: BlockState, line: int, end_line: int) -> int:
    """The line that ends with `$$`, or -1."""
    rest = _text(state, line)[2:]
    if MARKS in rest:
        return line if rest.endswith(MARKS) and len(rest) > len(MARKS) and MARKS not in rest[:-2] else -1
    if line < state.no_math_before:
        return -1
    last = line + 1
    while last < end_line and not state.isEmpty(last) and state.sCount[last] >= state.blkIndent:
        if _text(state, last).endswith(MARKS):
            return last
        last += 1
    # A second search from a line between would find nothing either; without this, `$$` on every line is quadratic.
    state.no_math_before = last
    return -1


def _text(state: BlockState, line: int) -> str:
    return state.src[state.start_of(line) : state.eMarks[line]].rstrip(" \t")
