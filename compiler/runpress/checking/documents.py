"""Documents to findings: compile, lint, follow links, leave out what authors ignore."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from runpress.checking.links import Anchors, check_document_links
from runpress.checking.schemes import check_schemes
from runpress.checking.targets import Target
from runpress.checking.themes import check_theme
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.suppression import without_suppressed
from runpress.lint import lint
from runpress.model.view import View
from runpress.pipeline import compile_document
from runpress.project import UnreadableError, read_source, unreadable

Extra = Callable[[Target, View], Iterable[Diagnostic]]
"""A further check of one document, such as the one of its data."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was checked; `view` is None if its file cannot be read."""

    target: Target
    view: View | None
    findings: tuple[Diagnostic, ...]


def check_documents(targets: Iterable[Target], *, extra: Extra | None = None) -> Iterator[Checked]:
    """Check one document after the other; findings are sorted by place."""
    anchors = Anchors()
    for target in targets:
        yield _check(target, anchors, extra)


def _check(target: Target, anchors: Anchors, extra: Extra | None) -> Checked:
    try:
        source = read_source(target.document.file, target.shown)
    except UnreadableError as error:
        return Checked(target, None, (unreadable(target.shown, str(error)),))
    compiled = compile_document(source, defaults=target.site.defaults)
    view = compiled.view
    anchors.remember(target.document, view)
    findings = [
        *compiled.diagnostics,
        *lint(view),
        *check_document_links(view, target, anchors),
        *check_schemes(view),
        *check_theme(view),
        *(extra(target, view) if extra else ()),
    ]
    shown = without_suppressed(findings, source, everywhere=view.front.ignore)
    return Checked(target, view, tuple(sorted(shown, key=lambda finding: finding.sort_key)))
