"""Links between documents and to files beside them: where they lead, and whether anything is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import links as codes
from runpress.diagnostics.suggest import did_you_mean, suggestion
from runpress.model.blocks import (
    Block,
    Callout,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    List,
    Paragraph,
    Quote,
    Table,
)
from runpress.model.text import Inline, Link, Picture, Wrapped
from runpress.project.documents import Document
from runpress.project.targets import LinkTargets, Target, relative_path, relative_url
from runpress.source import Span

__all__ = [
    "Fragment",
    "LinkTargets",
    "Target",
    "check_links",
    "fragments_of",
    "missing_heading",
    "relative_path",
    "relative_url",
    "urls_of",
]
_HEADING_HELP = "link to a heading's text in lower case, with `-` for spaces"


def check_links(
    document: Document,
    blocks: Iterable[Block],
    targets: LinkTargets,
    *,
    anchors: frozenset[str],
    is_draft: Callable[[Document], bool],
) -> list[Diagnostic]:
    """A finding for each link and image of a document that leads nowhere, or where a built site has no page.

    `anchors` are the document's own; `is_draft` says which documents a built site leaves out.
    """
    findings: list[Diagnostic] = []
    for url, span in urls_of(blocks):
        target = targets.resolve(document, url)
        if target is None or span is None:
            continue
        if target.kind == "missing":
            findings.append(_missing(url, span, target, document, targets))
        elif target.document is document and target.fragment and target.fragment not in anchors:
            near = did_you_mean(f"#{target.fragment}", [f"#{anchor}" for anchor in anchors])
            findings.append(
                codes.BROKEN_LINK.at(
                    span,
                    f"there is no heading `#{target.fragment}` in this document",
                    label=near,
                    help="" if near else _HEADING_HELP,
                )
            )
        elif target.document is not None and target.document is not document and is_draft(target.document):
            findings.append(
                codes.TO_DRAFT.at(
                    span,
                    f"`{url}` is a draft, which a built site leaves out",
                    label="readers of the site will see plain text here",
                    help=f"take `draft: true` out of `{target.document.path}`, or the link out of this document",
                )
            )
    return findings


class Fragment(NamedTuple):
    """A link to a heading of another document. It can be checked once that document is compiled."""

    span: Span
    name: str
    document: Document


def fragments_of(document: Document, blocks: Iterable[Block], targets: LinkTargets) -> Iterator[Fragment]:
    """The links to headings of other documents."""
    for url, span in urls_of(blocks):
        found = targets.resolve(document, url) if "#" in url else None
        if found and found.fragment and found.document and found.document != document and span:
            yield Fragment(span, found.fragment, found.document)


def missing_heading(fragment: Fragment, anchors: Iterable[str]) -> Diagnostic:
    """The finding for a heading that is not there; `anchors` are those that are."""
    near = did_you_mean(f"#{fragment.name}", [f"#{anchor}" for anchor in anchors])
    message = f"there is no heading `#{fragment.name}` in `{fragment.document.path}`"
    return codes.BROKEN_LINK.at(fragment.span, message, label=near, help="" if near else _HEADING_HELP)


def _missing(url: str, span: Span, target: Target, document: Document, targets: LinkTargets) -> Diagnostic:
    # Endings are alike in most names, so they say nothing about which one is meant.
    known = {path.rpartition(".")[0] or path: path for path in (*targets.documents, *targets.files)}
    meant = suggestion(target.path.rpartition(".")[0] or target.path, known)
    near = f"did you mean `{relative_path(document.path, known[meant])}`?" if meant else ""
    return codes.BROKEN_LINK.at(
        span, f"`{url}` leads nowhere", label=near, help="correct the path; it is relative to this file"
    )


def urls_of(blocks: Iterable[Block]) -> Iterator[tuple[str, Span | None]]:
    """The URL of every link and image in some blocks, with its place."""
    for block in blocks:
        if isinstance(block, Image):
            yield block.url, block.span
        for children, span in _texts_of(block):
            yield from _urls_in(children, span)
        if isinstance(block, List):
            for item in block.items:
                yield from urls_of(item.blocks)
        elif isinstance(block, Details | Quote | Callout | Embed | Footnote):
            yield from urls_of(block.blocks)


def _texts_of(block: Block) -> Iterator[tuple[tuple[Inline, ...], Span | None]]:
    """The rich texts that a block itself holds."""
    match block:
        case Paragraph() | Heading():
            yield block.children, block.span
        case Image():
            yield block.caption, block.span
        case Details():
            yield block.summary, block.span
        case Table():
            for row in (block.head, *block.rows):
                yield from ((cell.children, cell.span or block.span) for cell in row)
        case _:
            pass


def _urls_in(children: Iterable[Inline], around: Span | None) -> Iterator[tuple[str, Span | None]]:
    for child in children:
        if isinstance(child, Link):
            yield child.url, child.span or around
            yield from _urls_in(child.children, child.span or around)
        elif isinstance(child, Wrapped):
            yield from _urls_in(child.children, around)
        elif isinstance(child, Picture):
            yield child.url, child.span or around
