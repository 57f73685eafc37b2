"""Footnote definitions: `[^label]: text`, and blocks indented by four columns below it."""

from __future__ import annotations

import re

from runpress.syntax.block_parser import CODE_INDENT, BlockState

_LABEL = re.compile(r"\[\^([^\]\s]{1,1000})\]:")


def footnote(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """A definition; its text is read as blocks. What is defined twice counts the first time."""
    if state.indented(line):
        return False
    start = state.start_of(line)
    match = _LABEL.match(state.src, start, state.eMarks[line])
    if match is None:
        return False
    if silent:
        return True
    label = match[1]
    token = state.push("footnote_open", "", 1)
    token.content = label
    token.meta["is_first"] = label not in state.env["footnotes"]
    state.env["footnotes"].add(label)
    saved = (state.tShift[line], state.sCount[line], state.cuts.get(line))
    before, state.parentType = state.parentType, "blockquote"
    state.blkIndent += CODE_INDENT
    state.cut(line, match.end())
    state.md.block.tokenize(state, line, end_line)
    state.blkIndent -= CODE_INDENT
    state.parentType = before
    state.tShift[line], state.sCount[line] = saved[:2]
    if saved[2] is None:
        state.cuts.pop(line, None)
    else:
        state.cuts[line] = saved[2]
    state.push("footnote_close", "", -1)
    state.line = max(state.line, line + 1)
    return True
