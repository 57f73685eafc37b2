"""The canonical form of a document, from its source: what a view leaves out, such as comments, stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from shlex import quote

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.bodies import body_lines
from runpress.backends.markdown.commented import Body
from runpress.backends.markdown.fences import style_of
from runpress.backends.markdown.options import Style
from runpress.backends.markdown.reading import SourceFence, fence_reader
from runpress.backends.markdown.settings import Place, Settings
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.diagnostics.codes import front_matter as front_codes
from runpress.directives.front_matter import OURS, lower_front_matter
from runpress.frozen import frozen
from runpress.model.blocks import Block, Heading
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from runpress.model.grid import GridOptions
from runpress.model.panels.base import Panel
from runpress.model.section import SectionOptions
from runpress.model.settings import InheritedSettings
from runpress.passes.section_prose import with_indentation
from runpress.passes.walk import replaced, walk
from runpress.passes.workspace import SECTION_LEVEL
from runpress.pipeline import Compiled, compile_document
from runpress.source import SourceFile
from runpress.syntax.context import Lowering
from runpress.syntax.document import Directive, Fenced, Verbatim
from runpress.syntax.front_matter import FrontMatterBlock, read_front_matter
from runpress.syntax.markdown import read_blocks
from runpress.syntax.rules.containers import DIRECTIVE_WORDS


@frozen
class Formatted:
    """A document in canonical form. `text` is what it was where it is left alone, and findings say why."""

    text: str
    findings: tuple[Diagnostic, ...] = ()


_NO_PROSE = frozenset(DIRECTIVE_WORDS) - {"embed", "wandb-block"}
"""Fences that a workspace is made of; the others are text of its Markdown panels."""


def format_source(
    source: SourceFile, *, expand: bool = False, defaults: FrontMatterDefaults | None = None
) -> Formatted:
    """The canonical form of a document; `defaults` are what the project says. Its view stays what it was."""
    before = compile_document(source, defaults=defaults)
    too_large = tuple(each for each in before.diagnostics if each.code is codes.TOO_LARGE)
    if too_large:
        return Formatted(source.text, too_large)
    text = _canonical(source, before, expand=expand)
    if text == source.text:
        return Formatted(text)
    after = compile_document(SourceFile(source.path, text), defaults=defaults)
    if after.view == before.view:
        return Formatted(text)
    unclosed = tuple(each for each in before.diagnostics if each.code is front_codes.UNCLOSED)
    if unclosed:  # a rule or code further down may have become its end
        return Formatted(source.text, unclosed)
    finding = codes.LEFT_ALONE.at(
        source.span(_first_difference(source.text, text)),
        "this document would mean something else in canonical form, so it is left as it is",
        help="this is a fault of runpress; please report it with the document",
    )
    return Formatted(source.text, (finding,))


def not_canonical(source: SourceFile, text: str) -> Diagnostic:
    """The finding on a document that has another text in canonical form."""
    return codes.NOT_CANONICAL.at(
        source.span(_first_difference(source.text, text)),
        "this document is not in canonical form",
        label="the first difference is here",
        help=f"run `runpress fmt {quote(source.path)}`; with `--diff` it shows what would change",
    )


def _canonical(source: SourceFile, before: Compiled, *, expand: bool) -> str:
    block = read_front_matter(source)
    front = before.view.front
    is_workspace = front.kind == "workspace"
    lowering = Lowering(source, keeps_source=True, to_the_letter=is_workspace)
    blocks = read_blocks(lowering, fence_reader(front.defaults, before.diagnostics), first_line=block.lines)
    if is_workspace:
        blocks = tuple(_with_prose_as_written(each) for each in blocks)
    settings = _settings(blocks, front, expand=expand)
    head = _front_lines(source, block, expand=expand)
    blocks = replaced(blocks, SourceFence, lambda fence: _with_body(fence, settings))
    body = print_blocks(blocks, settings, Place(is_start=not head))
    return "".join(f"{line}\n" for line in [*head, *([""] if head and body else []), *body])


def _settings(blocks: Sequence[Block], front: FrontMatter, *, expand: bool) -> Settings:
    """How the document is written. Where options are inherited, none is left out that an author wrote."""
    names: set[str] = set()
    has_labels = False
    says_x = _says_x(front.settings)
    for block in walk(tuple(blocks)):
        if isinstance(block, Directive):
            node = block.node
            asked = node.runset if isinstance(node, Panel) else node.runsets if isinstance(node, GridOptions) else None
            names.update(asked or ())
            says_x = says_x or (isinstance(node, SectionOptions) and _says_x(node.panel_settings))
        has_labels = has_labels or (isinstance(block, Verbatim) and block.text.startswith("["))
    return Settings(
        expand=expand,
        has_labels=has_labels,
        keeps_defaults=bool(front.defaults.entries),
        keeps_x=says_x,
        dialect=front.dialect,
        is_source=True,
        names=frozenset(names),
    )


def _says_x(settings: InheritedSettings) -> bool:
    return not settings.model_fields_set.isdisjoint({"x_axis", "x_min", "x_max"})


def _with_prose_as_written(block: Block) -> Block:
    """Prose of a workspace is the text of Markdown panels: it stays to the letter."""
    is_section = isinstance(block, Heading) and block.level <= SECTION_LEVEL
    if is_section or isinstance(block, Verbatim) or _makes_no_prose(block) or block.span is None:
        return block
    return Verbatim(
        text=with_indentation(block.span).text.rstrip("\n"),
        span=block.span,
        extra=block.extra,
        omit=block.omit,
        dialect=block.dialect,
    )


def _makes_no_prose(block: Block) -> bool:
    """Whether it is a fence that makes something else than prose of a workspace, or was meant to."""
    if isinstance(block, Directive):
        return block.word in _NO_PROSE
    words = block.info.split(None, 1) if isinstance(block, Fenced) else []
    return bool(words) and words[0].strip("{}") in _NO_PROSE


def _with_body(block: SourceFence, settings: Settings) -> Block:
    """A fence with its body in canonical form."""
    fence = block.fence
    lines = fence.text.removesuffix("\n").split("\n")
    body = Body(fence.body, tuple(lines), fence.span.begin.line + 1)
    style = style_of(block.node, settings)
    said = block.node.model_fields_set
    style = replace(style, keep=style.keep and style.keep & said, says=style.says & said)
    written = body_lines(block.node, body, style)
    if written is None:
        info = fence.span.text.partition("\n")[0].lstrip("`~: \t").rstrip()
        return Fenced(info=info, text=fence.text, span=block.span)
    text = "".join(f"{line}\n" for line in written)
    return Fenced(info=fence.word, text=text, span=block.span, extra=block.extra, omit=block.omit)


def _front_lines(source: SourceFile, block: FrontMatterBlock, *, expand: bool) -> list[str]:
    """Front matter with our keys in canonical form; as it is where it has faults."""
    as_written = source.text.split("\n")[: block.lines]
    while as_written and not as_written[-1].strip():
        as_written.pop()  # the end of front matter that is not closed
    if block.value is None or block.findings or not isinstance(block.value.value, dict):
        return as_written
    node, findings = lower_front_matter(block.value)
    if findings:
        return as_written
    entries = block.value.value
    # A blog's `date: {created: …, updated: …}` says more than we read.
    stays = {
        key for key in entries if key not in OURS or (key == "date" and isinstance(entries[key].value.value, dict))
    }
    body = Body(block.value, tuple(as_written[1:-1]), 2)
    lines = body_lines(
        node, body, Style(expand=expand, is_source=True), stays=frozenset(stays), drop=frozenset({"others"})
    )
    return as_written if lines is None else ["---", *lines, "---"]


def _first_difference(first: str, second: str) -> int:
    at = next((at for at, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), 0)
    return min(at, len(first))
