"""Fenced code: backticks and tildes, and whether the fence was closed."""

from __future__ import annotations

from runpress.syntax.block_parser import BlockState

MIN_MARKS = 3


def fence(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """A fence of at least three backticks or tildes up to one that is as long, or the container's end."""
    if state.indented(line):
        return False
    src = state.src
    start = state.start_of(line)
    end = state.eMarks[line]
    mark = src[start : start + 1]
    if mark not in ("`", "~") or not src.startswith(mark * MIN_MARKS, start):
        return False
    length = count_marks(src, start, end, mark)
    info = src[start + length : end]
    if mark == "`" and "`" in info:
        return False
    if silent:
        return True
    last, closed = find_close(state, line, end_line, mark, length)
    token = state.push("fence", "code", 0)
    token.info = info
    token.markup = mark * length
    token.content = state.getLines(line + 1, last, state.sCount[line], keepLastLF=True)
    token.meta["places"] = state.last_places
    token.meta["closed"] = closed
    token.meta["info_at"] = start + length
    state.line = last + 1 if closed else last
    token.map = [line, state.line]
    return True


def count_marks(src: str, start: int, end: int, mark: str) -> int:
    """How many marks stand in a row."""
    position = start
    while position < end and src[position] == mark:
        position += 1
    return position - start


def find_close(state: BlockState, line: int, end_line: int, mark: str, length: int) -> tuple[int, bool]:
    """The line of the closing fence, or the one after the body if there is none."""
    src, wanted = state.src, mark * length
    last = line + 1
    while last < end_line:
        start = state.start_of(last)
        end = state.eMarks[last]
        if start < end:
            if state.sCount[last] < state.blkIndent:
                break  # outdented text ends the list item, and the fence with it
            if (
                src.startswith(wanted, start)
                and not state.indented(last)
                and not src[start:end].rstrip(" \t").strip(mark)
            ):
                return last, True
        last += 1
    return last, False
