"""Definitions of links by reference: `[label]: address "title"`. Views resolve them; `fmt` writes them again."""

from __future__ import annotations

from markdown_it.rules_block import reference

from runpress.syntax.block_parser import BlockState


def definition(state: BlockState, line: int, end_line: int, silent: bool) -> bool:  # noqa: FBT001 - the signature of rules
    """One definition, as markdown-it-py reads it, with a token that holds its text."""
    if not reference(state, line, end_line, silent):
        return False
    if not silent:
        token = state.push("definition", "", 0)
        token.content = state.getLines(line, state.line, state.blkIndent, keepLastLF=False).strip(" \t\n")
    return True
