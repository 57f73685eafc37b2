"""Documents to findings: compile, lint, follow links, leave out what authors ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from runpress.checking.links import Anchors, Fragment, check_fragments, check_own_links, fragments_of
from runpress.checking.schemes import check_schemes
from runpress.checking.targets import Target
from runpress.checking.themes import check_theme
from runpress.checking.totals import count_view
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.suppression import without_suppressed
from runpress.lint import lint_outline
from runpress.lint.walk import Outline, outline_of
from runpress.pipeline import compile_document
from runpress.project import UnreadableError, read_source, unreadable
from runpress.source import SourceFile

Extra = Callable[[Target, Outline], Iterable[Diagnostic]]
"""A further check of one document, such as the one of its data."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked. Its view is not kept: thousands of them would fill the memory."""

    target: Target
    findings: tuple[Diagnostic, ...]
    counts: Mapping[str, int]
    """What it holds, for the closing line; nothing if its file cannot be read."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A document of which all is known but whether the headings exist that it points to in others."""

    target: Target
    source: SourceFile
    findings: list[Diagnostic]
    fragments: tuple[Fragment, ...]
    ignore: tuple[str, ...]
    counts: Mapping[str, int]


def check_documents(targets: Iterable[Target], *, extra: Extra | None = None) -> list[Checked]:
    """Check documents, each compiled once; the findings of each are sorted by place."""
    anchors = Anchors()
    read = [_read(target, anchors, extra) for target in targets]
    return [one if isinstance(one, Checked) else _finish(one, anchors) for one in read]


def _read(target: Target, anchors: Anchors, extra: Extra | None) -> _Read | Checked:
    try:
        source = read_source(target.document.file, target.shown)
    except UnreadableError as error:
        return Checked(target, (unreadable(target.shown, str(error)),), {})
    compiled = compile_document(source, defaults=target.site.defaults)
    outline = outline_of(compiled.view)
    anchors.remember(target.document, outline)
    findings = [
        *compiled.diagnostics,
        *lint_outline(outline),
        *check_own_links(outline, target),
        *check_schemes(outline),
        *check_theme(compiled.view),
        *(extra(target, outline) if extra else ()),
    ]
    fragments = tuple(fragments_of(outline, target))
    return _Read(target, source, findings, fragments, compiled.view.front.ignore, count_view(outline))


def _finish(read: _Read, anchors: Anchors) -> Checked:
    findings = [*read.findings, *check_fragments(read.fragments, anchors)]
    shown = without_suppressed(findings, read.source, everywhere=read.ignore)
    return Checked(read.target, tuple(sorted(shown, key=lambda finding: finding.sort_key)), read.counts)
