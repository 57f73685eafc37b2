"""The block half of the parser: markdown-it-py's state and rules, with places and a dispatch by character.

markdown-it-py gives lines for blocks and nothing else. Here every block token knows the offsets at
which it begins and ends (`token.meta["at"]`), every inline token where its text came from
(`token.meta["places"]`), and a line is only offered to the rules that its first character can begin.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal

from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from runpress.syntax.places import Places, identity

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

Rule = Callable[[Any, int, int, bool], bool]
CODE_INDENT = 4
_INDENTS = (" ", "\t")
BLANKS = " \t\n"
"""What falls off the ends of text. Other white space was typed on purpose, and stays."""
MAX_NESTING = 100
"""Containers inside containers (a list counts twice: the list and its item)."""


class BlockState(StateBlock):
    """The lines of a document while it is cut into blocks."""

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, Any], tokens: list[Token]) -> None:
        super().__init__("", md, env, tokens)  # its own search for lines goes character by character
        self.src = src
        self._find_lines(src)
        self.cuts: dict[int, int] = {}
        """Lines whose beginning was read already (`<details>` before text): where the rest begins."""
        self.open_details = 0
        self.no_math_before = 0
        """No `$$` ends a line before this one: searched already, and searching again from every line is quadratic."""
        self.no_summary_end_before = 0
        """The same for `</summary>`."""
        self.no_colon_close: dict[int, int] = {}
        """The same for colon fences, by their length."""
        self.table_cells_left = len(src) + 1000
        """How many missing cells tables may still fill in: no output without input."""
        self.last_places = identity(0)
        """Where the text of the last `getLines` came from."""

    def _find_lines(self, src: str) -> None:
        start = 0
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()  # what stands behind the last line feed is no line unless there is text
        self.clear_lines()
        for text in lines:
            end = start + len(text)
            if text.startswith(_INDENTS):
                self.add_line(start, end, text)
            else:
                self.bMarks.append(start)
                self.eMarks.append(end)
                self.tShift.append(0)
                self.sCount.append(0)
                self.bsCount.append(0)
            start = end + 1
        self.end_lines()

    def clear_lines(self) -> None:
        """Forget all lines."""
        for marks in (self.bMarks, self.eMarks, self.tShift, self.sCount, self.bsCount):
            marks.clear()

    def add_line(self, start: int, end: int, text: str) -> None:
        """Add a line that stands between two offsets."""
        indent = len(text) - len(text.lstrip(" \t"))
        columns = indent
        if indent and "\t" in text[:indent]:
            columns = 0
            for char in text[:indent]:
                columns += 1 if char == " " else 4 - columns % 4
        self.bMarks.append(start)
        self.eMarks.append(end)
        self.tShift.append(indent)
        self.sCount.append(columns)
        self.bsCount.append(0)

    def end_lines(self) -> None:
        """Say that all lines are there: rules look one past the last."""
        self.lineMax = len(self.bMarks)
        self.add_line(len(self.src), len(self.src), "")

    def start_of(self, line: int) -> int:
        """The offset of the first character of a line behind all markers and spaces."""
        return self.bMarks[line] + self.tShift[line]

    def end_of(self, last: int, start: int) -> int:
        """The offset at which the lines before `last` end, blank ones at their end left out."""
        line = last - 1
        while line > 0 and self.start_of(line) >= self.eMarks[line] > start:
            line -= 1
        return max(self.eMarks[line], start)

    def indented(self, line: int) -> bool:
        """Whether a line is indented so far that it is code."""
        return self.sCount[line] - self.blkIndent >= CODE_INDENT

    def cut(self, line: int, offset: int) -> None:
        """Let a line begin at `offset`: what stands before it was read."""
        self.cuts[line] = offset
        end = self.eMarks[line]
        while offset < end and self.src[offset] in " \t":
            offset += 1
        self.tShift[line] = offset - self.bMarks[line]
        self.sCount[line] = self.blkIndent

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Add a token. List items are placed here, because they never begin a rule."""
        token = super().push(ttype, tag, nesting)
        if ttype == "list_item_open":
            token.attrs["at"] = self.start_of(self.line)  # `meta` is overwritten where the item is a task
        return token

    def push_text(self, content: str, places: Places) -> Token:
        """Add an inline token: text that is parsed once all blocks are known."""
        token = super().push("inline", "", 0)
        token.content = content
        token.children = []
        token.meta["places"] = places
        return token

    def getLines(self, begin: int, end: int, indent: int, keepLastLF: bool) -> str:  # noqa: N802, N803, FBT001 - overrides
        """The text of lines without their first `indent` columns; `last_places` says where it came from."""
        if begin >= end:
            self.last_places = identity(self.bMarks[begin])
            return ""
        b_marks, e_marks, src = self.bMarks, self.eMarks, self.src
        if indent <= 0 and not self.cuts and self._in_one_stretch(begin, end):
            first = b_marks[begin]
            self.last_places = identity(first)
            return src[first : e_marks[end - 1] + (1 if keepLastLF else 0)]
        parts: list[str] = []
        offsets: list[int] = []
        sources: list[int] = []
        length = 0
        for line in range(begin, end):
            first, padding = self._skip_indent(line, indent)
            last = e_marks[line] + (1 if line + 1 < end or keepLastLF else 0)
            if padding:
                parts.append(" " * padding)
                length += padding
            offsets.append(length)
            sources.append(first)
            text = src[first:last]
            parts.append(text)
            length += len(text)
        self.last_places = Places(offsets, sources)
        return "".join(parts)

    def _in_one_stretch(self, begin: int, end: int) -> bool:
        b_marks, e_marks = self.bMarks, self.eMarks
        return end - begin == 1 or all(b_marks[line + 1] == e_marks[line] + 1 for line in range(begin, end - 1))

    def _skip_indent(self, line: int, indent: int) -> tuple[int, int]:
        """Where the text of a line begins behind `indent` columns, and how much of a tab sticks out."""
        src = self.src
        first = start = self.bMarks[line]
        last = self.eMarks[line]
        if line in self.cuts:
            return max(self.cuts[line], self.start_of(line)), 0  # behind markers that stand on the rest of the line
        columns = 0
        while first < last and columns < indent:
            char = src[first]
            if char == "\t":
                columns += 4 - (columns + self.bsCount[line]) % 4
            elif char == " " or first - start < self.tShift[line]:
                columns += 1
            else:
                break
            first += 1
        return first, max(columns - indent, 0)


class BlockParser(ParserBlock):
    """Offers each line to the rules that its first character can begin."""

    def __init__(self) -> None:
        super().__init__()
        self.starters: dict[str, tuple[Rule, ...]] = {}
        """What can begin at a line, by its first character; text is tried last."""
        self.interrupters: dict[str, tuple[Rule, ...]] = {}
        """What can end a paragraph, by the first character of its next line."""
        self.code: Rule = _never
        self.table: Rule = _never
        self.text: Rule = _never

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803 - overrides
        """Cut lines into blocks, as markdown-it-py does, and note where each begins and ends."""
        assert isinstance(state, BlockState)  # noqa: S101 - made by the reader only
        tokens = state.tokens
        line = startLine
        had_empty_line = False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level > MAX_NESTING:
                _leave_as_text(state, line, endLine)
                break
            start = state.start_of(line)
            first = len(tokens)
            self._run_rules(state, line, endLine, start)
            if len(tokens) > first:
                end = state.cuts.get(state.line)  # the line was read up to here, and the rest is another block's
                tokens[first].meta["at"] = (start, state.end_of(state.line, start) if end is None else end)
            # How markdown-it-py finds loose lists: an empty line before the last block of an item.
            state.tight = not had_empty_line
            went_on = state.line > line  # not if the rest of the line is another block's
            line = state.line
            if went_on and line - 1 < endLine and state.isEmpty(line - 1):
                had_empty_line = True
            if line < endLine and state.isEmpty(line):
                had_empty_line = True
                line += 1
                state.line = line

    def interrupts(self, state: BlockState, line: int, end_line: int) -> bool:
        """Whether another block begins at this line of a paragraph."""
        for rule in self.interrupters.get(state.src[state.start_of(line)], ()):
            if rule(state, line, end_line, True):
                return True
        return _looks_like_table(state, line, end_line) and self.table(state, line, end_line, True)

    def _run_rules(self, state: BlockState, line: int, end_line: int, start: int) -> None:
        if state.sCount[line] - state.blkIndent >= CODE_INDENT and self.code(state, line, end_line, False):
            return
        if _looks_like_table(state, line, end_line) and self.table(state, line, end_line, False):
            return
        for rule in self.starters.get(state.src[start], ()):
            if rule(state, line, end_line, False):
                return
        self.text(state, line, end_line, False)


def _looks_like_table(state: BlockState, line: int, end_line: int) -> bool:
    """Whether the next line could be the delimiter row of a table."""
    following = line + 1
    if following >= end_line:
        return False
    start = state.start_of(following)
    return start < state.eMarks[following] and state.src[start] in "|-:"


def _leave_as_text(state: BlockState, line: int, end_line: int) -> None:
    """Keep what is nested too deep as one paragraph of text, and say so."""
    start = state.start_of(line)
    end = line
    while end < end_line and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    text = state.getLines(line, end, 0, keepLastLF=False)
    token = state.push("too_deep", "", 0)
    token.content = text.strip(BLANKS)
    state.line = end
    token.meta["at"] = (start, state.end_of(end, start))


def _never(_state: Any, _line: int, _end_line: int, _silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    return False
