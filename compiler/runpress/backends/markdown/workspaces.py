"""Workspaces as documents: a heading a section, prose where a Markdown panel says no more than its text."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.model.blocks import Block, Heading
from runpress.model.grid import GridOptions
from runpress.model.panels.base import Panel
from runpress.model.panels.markdown import MarkdownPanel
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.model.text import Text
from runpress.model.view import Section, Workspace
from runpress.passes.workspace import SECTION_LEVEL
from runpress.syntax.document import Directive, Verbatim

_SHARED = ("[^", "]:")
"""What a footnote or a link by reference looks like: another panel might have one of the same name."""
_CONFLICTS = ("<" * 7, ">" * 7)
"""What stands around the conflict of a merge."""
_PROBE = "---\nkind: workspace\n---\n\n## A\n\n{}\n\n## B\n"


def workspace_blocks(view: Workspace) -> Iterator[Block]:
    """The headings, fences and prose of a workspace."""
    if view.runset != Runset():
        yield Directive(word="runset", node=view.runset)
    for section in view.sections:
        yield from _section(section)


def _section(section: Section) -> Iterator[Block]:
    yield Heading(level=SECTION_LEVEL, children=(Text(section.name),) if section.name else ())
    if section.options != SectionOptions():
        yield Directive(word="section", node=section.options)
    shape = _shape(section)
    if shape != GridOptions():
        yield Directive(word="grid", node=shape)
    prose: Verbatim | None = None
    for panel in section.grid.panels:
        prose = None if prose else _prose(panel)  # two in a row would be one panel
        yield prose or Directive(word="panel", node=panel)


def _shape(section: Section) -> GridOptions:
    """What a `grid` fence says, without the columns that the section says."""
    options = section.grid.options
    if options.columns != section.options.layout_settings.columns:
        return options
    return GridOptions(**{name: getattr(options, name) for name in options.model_fields_set if name != "columns"})


def _prose(panel: Panel) -> Verbatim | None:
    """The text of a panel, where it becomes the same panel again as it is."""
    if not isinstance(panel, MarkdownPanel) or panel != MarkdownPanel(markdown=panel.markdown):
        return None
    text = panel.markdown
    if any(sign in text for sign in (*_SHARED, *_CONFLICTS)) or "\r" in text or "\0" in text:
        return None
    return Verbatim(text=text) if _is_read_as(panel, text) else None


def _is_read_as(panel: Panel, text: str) -> bool:
    """Whether a text between two sections becomes this panel and nothing else."""
    from runpress.pipeline import compile_document
    from runpress.source import SourceFile

    probe = compile_document(SourceFile("", _PROBE.format(text))).view
    if not isinstance(probe, Workspace) or [each.name for each in probe.sections] != ["A", "B"]:
        return False
    first, second = (each.grid.panels for each in probe.sections)
    return first == (panel,) and not second
