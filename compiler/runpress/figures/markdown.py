"""Markdown panel: prose in a grid. It asks no data."""

from __future__ import annotations

from runpress.data.protocol import Data, Query
from runpress.figures.figure import EmptyContent, Figure, MarkdownContent
from runpress.figures.selection import Selection
from runpress.model.panels.markdown import MarkdownPanel


def queries(panel: MarkdownPanel, selection: Selection) -> tuple[Query, ...]:
    """None: the text is all there is."""
    del panel, selection
    return ()


def figure(panel: MarkdownPanel, selection: Selection, data: Data) -> Figure:
    """The text, for the back end to render."""
    del selection, data
    if not panel.markdown.strip():
        return Figure(
            EmptyContent("the panel has no text", hint="Write it under `markdown: |`"), alt="Empty text panel"
        )
    return Figure(MarkdownContent(panel.markdown), alt="Text")
