"""GFM tables, their columns aligned for readers of the text."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from runpress.backends.markdown.inline import print_inlines
from runpress.backends.markdown.line_ends import as_line
from runpress.backends.markdown.settings import Place, Settings
from runpress.model.blocks import Table, TableCell

WIDEST = 120
"""A wider table has its cells as they are: aligned lines that wrap are worse than ragged ones."""
_LEAST = 3


def table_lines(block: Table, settings: Settings, _place: Place) -> list[str]:
    """Head, delimiter row, rows."""
    rows = [[_cell(cell, settings) for cell in row] for row in (block.head, *block.rows)]
    widths = [max([_LEAST, *(_width(row[column]) for row in rows)]) for column in range(len(block.head))]
    if sum(widths) + 3 * len(widths) + 1 > WIDEST:
        widths = [0] * len(widths)
    aligned = [_row([_padded(*cell) for cell in zip(row, widths, block.align, strict=True)]) for row in rows]
    marks = [_delimiter(align, max(width, _LEAST)) for align, width in zip(block.align, widths, strict=True)]
    return [aligned[0], _row(marks), *aligned[1:]]


def _cell(cell: TableCell, settings: Settings) -> str:
    return as_line(print_inlines(cell.children, has_labels=settings.has_labels)).replace("|", "\\|")


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _padded(text: str, width: int, align: str) -> str:
    missing = max(width - _width(text), 0)
    left = missing if align == "right" else missing // 2 if align == "center" else 0
    return f"{' ' * left}{text}{' ' * (missing - left)}"


def _delimiter(align: str, width: int) -> str:
    left, right = align in ("left", "center"), align in ("right", "center")
    return f"{':' if left else '-'}{'-' * (width - 2)}{':' if right else '-'}"


def _width(text: str) -> int:
    """Columns in a terminal: wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(char) else 1 + (unicodedata.east_asian_width(char) in "WF") for char in text)
