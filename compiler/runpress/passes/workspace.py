"""Put a workspace together: its headings of level 2 are sections, its prose is Markdown panels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeGuard

from runpress.diagnostics.codes import directives as directive_codes
from runpress.diagnostics.codes import runsets as codes
from runpress.model.blocks import Block, Footnote, Heading, Problem
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.node import Node, Origin
from runpress.model.panels.base import Panel
from runpress.model.panels.markdown import MarkdownPanel
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.model.section_grid import section_grid
from runpress.model.text import plain_text
from runpress.model.view import Section, Workspace
from runpress.passes.anchors import slug, unique
from runpress.passes.context import WHOLE_PROJECT, Blocks, PassContext, runset_of
from runpress.passes.footnotes import footnotes_of, reached, references, report_unused, without_footnotes
from runpress.passes.section_prose import prose_text
from runpress.passes.walk import inside, walk
from runpress.source import Span
from runpress.syntax.document import Directive

UNNAMED = "Charts"
"""The section of panels that stand above the first heading, as W&B calls it."""
SECTION_LEVEL = 2


@dataclass(slots=True)
class _Section:
    """A section that is being filled."""

    name: str
    span: Span | None
    panels: list[Panel] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)
    options: SectionOptions | None = None
    grid: GridOptions = field(default_factory=GridOptions)
    notes: Mapping[str, Footnote] = field(default_factory=dict)
    """All footnotes of the document."""


def assemble_workspace(blocks: Blocks, front: FrontMatter, context: PassContext) -> Workspace:
    """The workspace that a document says."""
    runset = _runset(blocks, context)
    taken: dict[str, int] = {}
    sections = tuple(
        _finished(section, runset, unique(slug(section.name), taken), front, context)
        for section in _sections(blocks, context)
        if section.name != UNNAMED or section.span or section.panels
    )
    return Workspace(front=front, runset=runset, sections=sections, source=context.source)


def _runset(blocks: Blocks, context: PassContext) -> Runset:
    """The one run set; others are reported."""
    found = [(block, runset) for block in walk(blocks) if (runset := runset_of(block)) is not None]
    for block, _ in found[1:]:
        context.findings.append(
            codes.SECOND_RUNSET.at(
                context.place(block.span),
                "a workspace has one run set; this one is left out",
                label="panels of a workspace all show the same runs",
            )
        )
    return found[0][1] if found else WHOLE_PROJECT


def _sections(blocks: Blocks, context: PassContext) -> list[_Section]:
    notes = footnotes_of(blocks)
    prose = tuple(block for block in blocks if not _is_section(block))
    report_unused(notes, reached(references(without_footnotes(prose)), notes), context)
    section = _Section(UNNAMED, None, notes=notes)
    sections = [section]
    for block in blocks:
        if _is_section(block):
            if block.level < SECTION_LEVEL and len(sections) == 1 and not section.panels and not section.prose:
                continue  # the title, which the front matter says better
            section = _Section(plain_text(block.children).replace("\n", " "), block.span, notes=notes)
            sections.append(section)
        else:
            _add(section, block, context)
    for filled in sections:
        _flush_prose(filled)
    return sections


def _is_section(block: Block) -> TypeGuard[Heading]:
    return isinstance(block, Heading) and block.level <= SECTION_LEVEL


def _add(section: _Section, block: Block, context: PassContext) -> None:
    nested = _nested(block)
    if isinstance(block, Footnote):
        return  # it stands with the prose that refers to it
    if nested:
        _flush_prose(section)
        section.prose.append(block)
        _flush_prose(section, [inner.span for inner in nested if inner.span])
        for inner in nested:
            _add_directive(section, inner.node, inner, context)
    elif isinstance(block, Directive):
        _add_directive(section, block.node, block, context)
    elif isinstance(block, Problem):
        _flush_prose(section)
        section.panels.append(_markdown_panel(f"````{block.fence}\n{block.text}````", context.place(block.span)))
    else:
        section.prose.append(block)


def _nested(block: Block) -> list[Directive]:
    """Fences inside lists, quotes and folds: a workspace shows them beside what they stood in."""
    return [inner for blocks in inside(block) for inner in walk(blocks) if isinstance(inner, Directive)]


def _add_directive(section: _Section, node: Node, block: Block, context: PassContext) -> None:
    if isinstance(node, Panel):
        _flush_prose(section)
        section.panels.append(node)
    elif isinstance(node, GridOptions):
        section.grid = node
    elif isinstance(node, SectionOptions):
        if section.options is not None:
            context.findings.append(
                directive_codes.NOTHING_TO_ACT_ON.at(
                    context.place(block.span), "this section has a `section` fence already", label="put all in one"
                )
            )
            return
        section.options = node


def _flush_prose(section: _Section, fences: Sequence[Span] = ()) -> None:
    """Make one Markdown panel of the prose so far: its text as it was written, without the fences in it."""
    spans = [block.span for block in section.prose if block.span]
    text = prose_text(section.prose, fences, section.notes)
    section.prose.clear()
    if text:
        section.panels.append(_markdown_panel(text, Span(spans[0].source, spans[0].start, spans[-1].end)))


def _markdown_panel(text: str, span: Span) -> MarkdownPanel:
    panel = MarkdownPanel(markdown=text)
    panel.placed(Origin(span))
    return panel


def _finished(section: _Section, runset: Runset, anchor: str, front: FrontMatter, context: PassContext) -> Section:
    options = section.options or SectionOptions()
    grid, findings = section_grid(
        section.panels, runset, options, shape=section.grid, is_sorted=front.settings.sort_panels_alphabetically
    )
    context.findings.extend(findings)
    return Section(
        name=section.name,
        grid=replace(grid, span=_extent(section)),
        options=options,
        anchor=anchor,
        span=section.span,
    )


def _extent(section: _Section) -> Span | None:
    spans = list(_spans(section))
    if not spans:
        return section.span
    return Span(spans[0].source, min(span.start for span in spans), max(span.end for span in spans))


def _spans(section: _Section) -> Iterator[Span]:
    for panel in section.panels:
        if panel.span:
            yield panel.span
