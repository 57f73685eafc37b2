"""From the text of a document to its view: read, lower, passes. Never raises for any text."""

from __future__ import annotations

from functools import partial

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as file_codes
from runpress.directives import DIRECTIVES, Context
from runpress.directives.front_matter import lower_front_matter
from runpress.frozen import frozen
from runpress.model.blocks import Block, Embed, RawBlock
from runpress.model.embed import EmbedOptions
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from runpress.model.located import Located
from runpress.model.raw import RawOptions
from runpress.model.view import Page, Report, View
from runpress.passes import PASSES, Blocks, PassContext, assemble_workspace, name_runsets
from runpress.passes.conflicts import find_conflicts
from runpress.source import SourceFile, Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import Directive, Fence
from runpress.syntax.embedded import read_embedded
from runpress.syntax.front_matter import read_front_matter
from runpress.syntax.markdown import read_blocks

MAX_BYTES = 2 * 1024 * 1024
"""A larger document is not read: no report is, and a page of it would not be shown."""


@frozen
class Compiled:
    """What a document becomes, and what is wrong with it, in the order of the text."""

    view: View
    diagnostics: tuple[Diagnostic, ...]


def compile_document(
    source: SourceFile, *, defaults: FrontMatterDefaults | None = None, limit: int | None = MAX_BYTES
) -> Compiled:
    """The view of a document; `defaults` are what the project says where the document says nothing.

    A document of more bytes than `limit` is not read; None reads any.
    """
    if limit is not None and _is_larger(source, limit):
        return _refused(source, limit)
    block = read_front_matter(source)
    value = block.value or Located({}, Span(source, 0, 0))
    front, findings = lower_front_matter(value, project=defaults)
    lowering = Lowering(source, [*block.findings, *findings])
    blocks = read_blocks(lowering, partial(_lower_fence, lowering, front), first_line=block.lines)
    context = PassContext(source, lowering.findings)
    view = _view(front, blocks, context)
    conflicts = find_conflicts(source, blocks)
    if conflicts:
        return Compiled(view, tuple(conflicts))  # all else that is wrong comes from them
    return Compiled(view, tuple(sorted(context.findings, key=lambda finding: finding.sort_key)))


def _view(front: FrontMatter, blocks: Blocks, context: PassContext) -> View:
    if front.kind == "workspace":
        return assemble_workspace(name_runsets(blocks, context), front, context)
    for step in PASSES:
        blocks = step(blocks, context)
    kind = Report if front.kind == "report" else Page
    return kind(front=front, blocks=blocks, source=context.source)


def _lower_fence(lowering: Lowering, front: FrontMatter, fence: Fence) -> Block | None:
    """The block of a fence of this document."""
    node, findings = DIRECTIVES[fence.word].lower(fence.body, Context(fence.span, front.defaults, front.dialect))
    lowering.findings.extend(findings)
    if node is None:
        return None
    if isinstance(node, EmbedOptions):
        blocks = read_embedded(lowering, fence, node, partial(_lower_fence, lowering, front))
        return Embed(options=node, blocks=blocks, span=fence.span)
    if isinstance(node, RawOptions):
        return RawBlock(json=node.json_text, span=fence.span)
    return Directive(word=fence.word, node=node, span=fence.span)


def _is_larger(source: SourceFile, limit: int) -> bool:
    text = source.text
    return len(text) > limit or (4 * len(text) > limit and len(text.encode("utf-8", "replace")) > limit)


def _refused(source: SourceFile, limit: int) -> Compiled:
    finding = file_codes.TOO_LARGE.at(
        Span(source, 0, 0),
        f"the document is larger than {limit / 1024 / 1024:g} MiB and is not read",
        help="split it into several documents",
    )
    return Compiled(Page(front=FrontMatter(), source=source), (finding,))
