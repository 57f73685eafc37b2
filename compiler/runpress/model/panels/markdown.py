"""Markdown panel: prose in a grid."""

from typing import ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel


class MarkdownPanel(Panel):
    """Prose in a grid."""

    example: ClassVar[str] = """\
type: markdown
markdown: |
  All runs used **one** GPU.
"""
    view_type: ClassVar[str] = "Markdown Panel"
    hints: ClassVar[tuple[str, ...]] = ("markdown",)
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("markdown",),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "text": "markdown",
        "content": "markdown",
        "value": "markdown",
        "body": "markdown",
    }

    type: Literal["markdown"] = option("markdown", doc="The type of the panel.")
    markdown: str = option(
        "", doc="The text, in Markdown; several lines as a literal block.", wire="value", encoding="lines"
    )
