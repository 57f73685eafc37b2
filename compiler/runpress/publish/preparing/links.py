"""Links between documents: on the server they lead to where the other document is published."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any
from urllib.parse import quote

from runpress.conversion.document import blocks_of
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.lint.walk import outline_of
from runpress.model.blocks import PanelGrid
from runpress.model.panels.markdown import MarkdownPanel
from runpress.model.text import Link
from runpress.model.view import Report
from runpress.project.links import urls_of
from runpress.publish.preparing.documents import LocalView
from runpress.source import Span


@frozen
class Linked:
    """A document whose links lead to published views, as far as those are known."""

    local: LocalView
    waits_for: frozenset[str] = frozenset()
    """The paths of documents that have no address yet."""
    findings: tuple[Diagnostic, ...] = ()


def _links_to(local: LocalView) -> Mapping[str, str]:
    """The documents that a view links to: each address as it is written, and the path that it leads to."""
    found: dict[str, str] = {}
    for url, _ in _places(local):
        target = local.site.links.resolve(local.document, url)
        if target is not None and target.document is not None and target.document.path != local.document.path:
            found[url] = target.document.path
    return found


def with_links(local: LocalView, address: Callable[[str], str | None], pending: Callable[[str], bool]) -> Linked:
    """A document with the published addresses of the documents that it links to.

    `address` gives the address of the document at a path, and `pending` says whether it will get one.
    """
    wanted = _links_to(local)
    broken = _broken(local)
    if not wanted:
        return Linked(local, findings=broken)
    known = {url: found for url, path in wanted.items() if (found := address(path))}
    waits_for = frozenset(path for url, path in wanted.items() if url not in known and pending(path))
    left = {url: path for url, path in wanted.items() if url not in known and path not in waits_for}
    changes = {url: found + _fragment(local, url) for url, found in known.items()}
    view = with_urls(local.view, changes) if changes else local.view
    findings = tuple(_not_published(url, span) for url, span in _places(local) if url in left and span is not None)
    return Linked(replace(local, view=view), waits_for, (*broken, *findings))


def link_that_waits(local: LocalView, path: str) -> Diagnostic:
    """The finding for a document that is left as it is, because it links to the one at a path."""
    url, span = _place_of(local, path)
    return codes.LINK_WAITS.at(
        span,
        f"`{url}` leads to a document that is not published, and this one waits for it",
        help=f"mend {path} and publish again, or take the link out",
    )


def link_left_open(local: LocalView, path: str) -> Diagnostic:
    """The finding for a document that was published with a link to the one at a path, which then was not."""
    url, span = _place_of(local, path)
    return codes.LINK_TO_PAGE.at(
        span,
        f"`{url}` leads to a document that could not be published: readers cannot follow it yet",
        help=f"mend {path} and publish again: both then link to each other",
    )


def _place_of(local: LocalView, path: str) -> tuple[str, Span]:
    """The first link to a document, and where it is."""
    urls = {url for url, found in _links_to(local).items() if found == path}
    places = [(url, span) for url, span in _places(local) if url in urls and span is not None]
    return places[0] if places else (path, local.source.span(0))


def _broken(local: LocalView) -> tuple[Diagnostic, ...]:
    """Links and images of files that are not there: the server has them no more than this folder."""
    places = [(url, span, local.site.links.resolve(local.document, url)) for url, span in _places(local)]
    return tuple(
        codes.LINK_TO_PAGE.at(
            span,
            f"`{url}` leads nowhere, and will not on the server",
            help="correct the path; `runpress check` knows more",
        )
        for url, span, target in places
        if span is not None and target is not None and target.kind == "missing"
    )


def _places(local: LocalView) -> list[tuple[str, Span | None]]:
    """Every address in prose, also in that of Markdown panels, with its place."""
    view = local.view
    found = list(urls_of(view.blocks)) if isinstance(view, Report) else []
    for block in outline_of(view).blocks:
        for panel in block.panels if isinstance(block, PanelGrid) else ():
            if isinstance(panel, MarkdownPanel) and "](" in panel.markdown:
                found += [(url, panel.span) for url, _ in urls_of(blocks_of(panel.markdown))]
    return found


def _fragment(local: LocalView, url: str) -> str:
    target = local.site.links.resolve(local.document, url)
    return f"#{quote(target.fragment)}" if target is not None and target.fragment else ""


def with_urls(value: Any, changes: Mapping[str, str]) -> Any:
    """A tree of values, such as a view, with other addresses in its links; what has none is kept as it is."""
    if isinstance(value, tuple) and not isinstance(value, Span):
        items = [with_urls(item, changes) for item in value]
        return tuple(items) if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if isinstance(value, MarkdownPanel):
        text = _rewritten(value.markdown, changes)
        return value if text == value.markdown else value.model_copy(update={"markdown": text})
    if not is_dataclass(value) or isinstance(value, type):
        return value
    new: dict[str, Any] = {}
    if isinstance(value, Link) and value.url in changes:
        new["url"] = changes[value.url]
    for each in fields(value):
        old = getattr(value, each.name)
        changed = with_urls(old, changes)
        if changed is not old:
            new[each.name] = changed
    return replace(value, **new) if new else value


def _rewritten(markdown: str, changes: Mapping[str, str]) -> str:
    """Markdown with other addresses in its inline links: what only looks like a link, in code, stays."""
    edits: dict[tuple[int, int], str] = {}
    for url, span in urls_of(blocks_of(markdown)):
        if span is None or url not in changes:
            continue
        places = [*re.finditer(rf"\]\(<?({re.escape(url)})(?=[\s>)])", span.text)]
        if places:
            edits[span.start + places[-1].start(1), span.start + places[-1].end(1)] = changes[url]
    for (start, end), url in sorted(edits.items(), reverse=True):
        markdown = markdown[:start] + url + markdown[end:]
    return markdown


def _not_published(url: str, span: Span) -> Diagnostic:
    return codes.LINK_TO_PAGE.at(
        span,
        f"`{url}` leads to a document that is not published",
        help="readers on the server cannot follow it; publish that document (it has errors, or needs a `kind:`), "
        "or link to where it can be read",
    )
