"""GFM tables, with the place of every cell. After markdown-it-py's rule, which knows only lines."""

from __future__ import annotations

import re

from runpress.syntax.block_parser import BLANKS, BlockParser, BlockState
from runpress.syntax.places import Places

_DELIMITER = re.compile(r":?-+:?")
_ESCAPED_PIPE = re.compile(r"\\*\|")

Cell = tuple[str, Places]


def table(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """A head, a delimiter row, and rows until a blank line or another block."""
    following = line + 1
    if (
        following >= end_line
        or state.sCount[following] < state.blkIndent
        or state.indented(following)
        or state.indented(line)
    ):
        return False
    aligns = _alignments(state.src[state.start_of(following) : state.eMarks[following]])
    if not aligns:
        return False
    head = _cells(state, line)
    if head is None or len(head) != len(aligns):
        return False
    if silent:
        return True
    rows, after = _rows(state, line, end_line, len(aligns))
    state.line = after
    token = state.push("table_open", "table", 1)
    token.map = [line, after]
    token.meta["align"] = tuple(aligns)
    token.meta["markdown"] = state.getLines(line, after, state.blkIndent, keepLastLF=False).strip("\n")
    for row in (head, *rows):
        state.push("tr_open", "tr", 1)
        for content, places in row:
            state.push_text(content, places)
        state.push("tr_close", "tr", -1)
    state.push("table_close", "table", -1)
    return True


def _alignments(row: str) -> list[str]:
    """The alignment of each column; none if this is no delimiter row."""
    # Two characters at least, and no space behind a dash: that would be a list.
    if len(row) < 2 or row[0] not in "|-:" or (row[0] == "-" and row[1] in " \t"):  # noqa: PLR2004
        return []
    row = row.strip(" \t")
    columns = [column.strip(" \t") for column in row.split("|")]
    if not columns[0]:
        columns.pop(0)
    if columns and not columns[-1]:
        columns.pop()
    if not all(_DELIMITER.fullmatch(column) for column in columns):
        return []
    return [_alignment(column) for column in columns]


def _alignment(column: str) -> str:
    if column[-1] == ":":
        return "center" if column[0] == ":" else "right"
    return "left" if column[0] == ":" else ""


def _rows(state: BlockState, line: int, end_line: int, width: int) -> tuple[list[list[Cell]], int]:
    parser: BlockParser = state.md.block  # type: ignore[assignment]  # the reader puts ours there
    rows: list[list[Cell]] = []
    following = line + 2
    before = state.parentType
    state.parentType = "table"
    while following < end_line and not state.isEmpty(following):
        if state.sCount[following] < state.blkIndent or state.indented(following):
            break
        if any(
            rule(state, following, end_line, True)
            for rule in parser.interrupters.get(state.src[state.start_of(following)], ())
        ):
            break
        row = _cells(state, following, needs_pipe=False) or []
        missing = width - len(row)
        if missing > 0:
            state.table_cells_left -= missing
            if state.table_cells_left < 0:
                break
            row += [("", Places([0], [state.eMarks[following]]))] * missing
        rows.append(row[:width])
        following += 1
    state.parentType = before
    return rows, following


def _cells(state: BlockState, line: int, *, needs_pipe: bool = True) -> list[Cell] | None:
    """The cells of a line, or None if it has no pipe."""
    start = state.start_of(line)
    row = state.src[start : state.eMarks[line]].rstrip(" \t")
    bounds, escapes = _pipes(row)
    if needs_pipe and "|" not in row:
        return None
    edges = [-1, *bounds, len(row)]
    cells = [_cell(row, edges[index] + 1, edges[index + 1], start, escapes) for index in range(len(edges) - 1)]
    if bounds and edges[1] == 0:
        cells.pop(0)
    if cells and bounds and edges[-2] == len(row) - 1:
        cells.pop()
    return cells


def _pipes(row: str) -> tuple[list[int], list[int]]:
    """The pipes that divide cells, and the backslashes that keep others from it."""
    if "\\" not in row:
        return [index for index, char in enumerate(row) if char == "|"], []
    dividing: list[int] = []
    escaping: list[int] = []
    for match in _ESCAPED_PIPE.finditer(row):
        pipe = match.end() - 1
        if match.end() - match.start() > 1:
            escaping.append(pipe - 1)
        else:
            dividing.append(pipe)
    return dividing, escaping


def _cell(row: str, begin: int, end: int, start: int, escapes: list[int]) -> Cell:
    raw = row[begin:end]
    stripped = raw.strip(BLANKS)
    begin += len(raw) - len(raw.lstrip(BLANKS)) if stripped else 0
    inside = [at for at in escapes if begin <= at < end]
    if not inside:
        return stripped, Places([0], [start + begin])
    parts: list[str] = []
    offsets: list[int] = []
    sources: list[int] = []
    length = 0
    for piece_start, piece_end in zip([begin, *(at + 1 for at in inside)], [*inside, end], strict=True):
        offsets.append(length)
        sources.append(start + piece_start)
        parts.append(row[piece_start:piece_end])
        length += piece_end - piece_start
    return "".join(parts).rstrip(BLANKS), Places(offsets, sources)
