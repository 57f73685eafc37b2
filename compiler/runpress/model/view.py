"""The typed view: what a document becomes, and what every part of runpress shares."""

from __future__ import annotations

from dataclasses import field
from typing import TypeAlias

from runpress.frozen import frozen
from runpress.model.blocks.base import Block
from runpress.model.blocks.grid import PanelGrid
from runpress.model.front_matter import FrontMatter
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.source import SourceFile, Span


@frozen(kw_only=True)
class Report:
    """A report: prose and grids in the order in which they are read."""

    front: FrontMatter
    blocks: tuple[Block, ...] = ()
    source: SourceFile | None = field(default=None, compare=False, repr=False)


@frozen(kw_only=True)
class Page:
    """Any other Markdown file: shown with its panels, never published."""

    front: FrontMatter
    blocks: tuple[Block, ...] = ()
    source: SourceFile | None = field(default=None, compare=False, repr=False)


@frozen(kw_only=True)
class Section:
    """A section of a workspace: a heading, settings, panels (prose is a Markdown panel)."""

    name: str
    grid: PanelGrid
    options: SectionOptions = SectionOptions()
    anchor: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


@frozen(kw_only=True)
class Workspace:
    """A workspace: one selection of runs, and sections of panels."""

    front: FrontMatter
    runset: Runset
    sections: tuple[Section, ...] = ()
    source: SourceFile | None = field(default=None, compare=False, repr=False)


View: TypeAlias = Report | Page | Workspace
