"""Documents to findings: compile, lint, follow links, leave out what authors ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from runpress.checking.links import Anchors, check_document_links
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

Extra = Callable[[Target, Outline], Iterable[Diagnostic]]
"""A further check of one document, such as the one of its data."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked. Its view is not kept: thousands of them would fill the memory."""

    target: Target
    findings: tuple[Diagnostic, ...]
    counts: Mapping[str, int]
    """What it holds, for the closing line; nothing if its file cannot be read."""


def check_documents(targets: Iterable[Target], *, extra: Extra | None = None) -> Iterator[Checked]:
    """Check one document after the other; findings are sorted by place."""
    anchors = Anchors()
    for target in targets:
        yield _check(target, anchors, extra)


def _check(target: Target, anchors: Anchors, extra: Extra | None) -> Checked:
    try:
        source = read_source(target.document.file, target.shown)
    except UnreadableError as error:
        return Checked(target, (unreadable(target.shown, str(error)),), {})
    compiled = compile_document(source, defaults=target.site.defaults)
    view = compiled.view
    outline = outline_of(view)
    anchors.remember(target.document, outline)
    findings = [
        *compiled.diagnostics,
        *lint_outline(outline),
        *check_document_links(outline, target, anchors),
        *check_schemes(outline),
        *check_theme(view),
        *(extra(target, outline) if extra else ()),
    ]
    shown = without_suppressed(findings, source, everywhere=view.front.ignore)
    return Checked(target, tuple(sorted(shown, key=lambda finding: finding.sort_key)), count_view(outline))
