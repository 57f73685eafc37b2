"""Conflicts of a merge that nobody has settled yet: the markers that git and `runpress pull --merge` write."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.model.blocks import CodeBlock, MathBlock
from runpress.passes.context import Blocks
from runpress.passes.walk import walk
from runpress.source import SourceFile

_BEGIN = "<" * 7
_END = ">" * 7
_MARKER = re.compile(rf"^(?:{_BEGIN}|{_END})(?= |$)[^\n]*", re.MULTILINE)


def find_conflicts(source: SourceFile, blocks: Blocks) -> list[Diagnostic]:
    """A finding for each conflict, at the line where it begins. Markers that code shows as text are none."""
    if _BEGIN not in source.text and _END not in source.text:
        return []
    shown = [block.span for block in walk(blocks) if isinstance(block, CodeBlock | MathBlock) and block.span]
    markers = (
        found for found in _MARKER.finditer(source.text) if not any(s.start <= found.start() < s.end for s in shown)
    )
    return [_conflict(source, found) for found in _first_of_each(markers)]


def _first_of_each(markers: Iterator[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The beginning of each conflict, or its end where somebody took away the rest."""
    is_open = False
    for found in markers:
        begins = found[0].startswith(_BEGIN)
        if begins or not is_open:
            yield found
        is_open = begins


def _conflict(source: SourceFile, found: re.Match[str]) -> Diagnostic:
    return codes.CONFLICT.at(
        source.span(found.start(), found.end()),
        "this document holds the conflict of a merge",
        label=f"keep one of the two forms, and take the lines with {_BEGIN}, {'=' * 7} and {_END} out",
    )
