"""FM110: a report without a title is called by its file's name in every list."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import front_matter
from runpress.diagnostics.diagnostic import Diagnostic
from runpress.lint.walk import Outline
from runpress.model.blocks import Heading
from runpress.model.view import Report


def report_title(outline: Outline) -> Iterator[Diagnostic]:
    """A note for a report that has neither `title:` nor a heading of level 1."""
    view = outline.view
    if not isinstance(view, Report) or view.front.title or view.source is None:
        return
    if any(isinstance(block, Heading) and block.level == 1 for block in view.blocks):
        return
    span = view.front.key_span("kind") or view.source.span(0)
    yield front_matter.NO_TITLE.at(span, "the report has no title", help="write `title:` in the front matter")
