"""Documents to findings: compile, lint, follow links, leave out what authors ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Final, TypeAlias

from runpress.checking.document_ids import id_span, said_id, same_id
from runpress.checking.expressions import check_expressions
from runpress.checking.legends import check_legends
from runpress.checking.links import Anchors, anchors_of, check_fragments, check_own_links, fragments_of
from runpress.checking.schemes import check_schemes
from runpress.checking.targets import Target
from runpress.checking.themes import check_theme
from runpress.checking.totals import count_view
from runpress.checking.workers import results
from runpress.conversion.spec import limits_of
from runpress.diagnostics import Diagnostic, Severity
from runpress.diagnostics.codes.publishing import CONFLICT
from runpress.diagnostics.suppression import without_suppressed
from runpress.frozen import frozen
from runpress.lint import lint_outline
from runpress.lint.walk import Outline, outline_of
from runpress.model.view import Page
from runpress.pipeline import compile_document
from runpress.project import UnreadableError, read_source, unreadable
from runpress.project.links import Fragment
from runpress.source import SourceFile, Span

Extra: TypeAlias = Callable[[Target, Outline], Iterable[Diagnostic]]
"""A further check of one document, such as the one of its data."""
Watch: TypeAlias = Callable[[Iterator[Any]], Iterator[Any]]
"""Passes items on, and may say how many there were."""


DATA_CODES: Final = frozenset({"PN201", "RS209", "RS210", "RS216", "RS217"})
"""What only `extra` finds."""


@frozen
class Checked:
    """A document that was checked. Its view is not kept: thousands of them would fill the memory."""

    target: Target
    findings: tuple[Diagnostic, ...]
    counts: Mapping[str, int]
    """What it holds, for the closing line; nothing if its file cannot be read."""


@frozen
class _Read:
    """A document of which all is known but whether the headings exist that it points to in others."""

    source: SourceFile
    findings: list[Diagnostic]
    anchors: frozenset[str] | None = None
    """Its own headings; None if its file cannot be read."""
    fragments: tuple[Fragment, ...] = ()
    id: str = ""
    """The id of a report or a workspace, if it says one."""
    id_span: Span | None = None
    ignore: tuple[str, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def check_documents(
    targets: Sequence[Target], *, extra: Extra | None = None, workers: int = 1, watch: Watch = iter
) -> list[Checked]:
    """Check documents, each compiled once; the findings of each are sorted by place.

    `watch` is handed one item a document that is done. With several `workers` documents are read in as
    many processes; `extra` needs this one.
    """
    reading = results(lambda index: _read(targets[index], extra), len(targets), workers=1 if extra else workers)
    read: list[_Read] = list(watch(reading))
    anchors = Anchors()
    for target, one in zip(targets, read, strict=True):
        if one.anchors is not None:
            anchors.remember(target.document, one.anchors)
    for index, other in _with_same_ids(targets, read):
        span = read[index].id_span
        if span is not None:
            read[index].findings.append(same_id(span, read[index].id, other))
    unasked = frozenset() if extra else DATA_CODES
    return [_finish(target, one, anchors, unasked) for target, one in zip(targets, read, strict=True)]


def _with_same_ids(targets: Sequence[Target], read: Sequence[_Read]) -> Iterator[tuple[int, str]]:
    """The documents whose id another one of their project has, too; and that one's path, as it is shown."""
    holders: dict[tuple[int, str], list[int]] = {}
    for index, (target, one) in enumerate(zip(targets, read, strict=True)):
        if one.id:
            holders.setdefault((id(target.site), one.id), []).append(index)
    for several in holders.values():
        for index in several:
            other = next((other for other in several if other != index), None)
            if other is not None:
                yield index, targets[other].shown


def _read(target: Target, extra: Extra | None) -> _Read:
    try:
        source = read_source(target.document.file, target.shown)
    except UnreadableError as error:
        return _Read(SourceFile(target.shown, ""), [unreadable(target.shown, str(error))])
    compiled = compile_document(source, defaults=target.site.defaults)
    outline = outline_of(compiled.view)
    findings = [
        *compiled.diagnostics,
        *limits_of(compiled.view),
        *check_alone(outline),
        *check_own_links(outline, target),
        *(extra(target, outline) if extra else ()),
    ]
    if any(finding.code is CONFLICT for finding in findings):  # what is to be chosen from is no text yet
        findings = [finding for finding in findings if finding.severity is not Severity.NOTE]
    return _Read(
        source,
        findings,
        anchors=anchors_of(outline),
        fragments=tuple(fragments_of(outline, target)),
        id="" if isinstance(compiled.view, Page) else said_id(compiled.view),
        id_span=id_span(compiled.view, source),
        ignore=compiled.view.front.ignore,
        counts=count_view(outline),
    )


def check_alone(outline: Outline) -> Iterator[Diagnostic]:
    """What a compiled document shows by itself, without other files and run data."""
    yield from lint_outline(outline)
    yield from check_schemes(outline)
    yield from check_expressions(outline)
    yield from check_legends(outline)
    yield from check_theme(outline.view)


def _finish(target: Target, read: _Read, anchors: Anchors, unasked: frozenset[str]) -> Checked:
    findings = [*read.findings, *check_fragments(read.fragments, anchors)]
    shown = without_suppressed(findings, read.source, everywhere=read.ignore, unasked=unasked)
    return Checked(target, tuple(sorted(shown, key=lambda finding: finding.sort_key)), read.counts)
