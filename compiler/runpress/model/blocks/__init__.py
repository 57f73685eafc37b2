"""The blocks of a document, one module a kind."""

from __future__ import annotations

from runpress.model.blocks.base import Block
from runpress.model.blocks.callout import Callout
from runpress.model.blocks.code import CodeBlock
from runpress.model.blocks.details import Details, holds_folds
from runpress.model.blocks.embed import Embed
from runpress.model.blocks.footnotes import Footnote
from runpress.model.blocks.grid import PanelGrid
from runpress.model.blocks.heading import Heading
from runpress.model.blocks.image import Image
from runpress.model.blocks.list import List, ListItem
from runpress.model.blocks.math import MathBlock
from runpress.model.blocks.media import Media
from runpress.model.blocks.paragraph import Paragraph
from runpress.model.blocks.problem import Problem
from runpress.model.blocks.quote import Quote
from runpress.model.blocks.raw import RawBlock
from runpress.model.blocks.rule import Rule
from runpress.model.blocks.table import Table, TableCell
from runpress.model.blocks.toc import TableOfContents

BLOCKS: tuple[type[Block], ...] = (
    Paragraph,
    Heading,
    List,
    Quote,
    Callout,
    Details,
    CodeBlock,
    MathBlock,
    Table,
    Image,
    Media,
    Embed,
    Rule,
    TableOfContents,
    Footnote,
    PanelGrid,
    RawBlock,
    Problem,
)

__all__ = [
    "BLOCKS",
    "Block",
    "Callout",
    "CodeBlock",
    "Details",
    "Embed",
    "Footnote",
    "Heading",
    "Image",
    "List",
    "ListItem",
    "MathBlock",
    "Media",
    "PanelGrid",
    "Paragraph",
    "Problem",
    "Quote",
    "RawBlock",
    "Rule",
    "Table",
    "TableCell",
    "TableOfContents",
    "holds_folds",
]
