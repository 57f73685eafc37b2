"""A document to its spec."""

from __future__ import annotations

from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.views import encode_quickly, encode_view
from runpress.conversion.envelope import about_view
from runpress.diagnostics import Diagnostic, Severity
from runpress.diagnostics.codes import front_matter as codes
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.front_matter import FrontMatterDefaults
from runpress.model.view import Report, View, Workspace
from runpress.pipeline import Compiled, compile_document
from runpress.project.documents import quick_title
from runpress.source import SourceFile


@frozen
class Compilation:
    """What a document becomes on the server. `spec` is None if it is no view, or has errors."""

    view: View
    about: About | None
    spec: dict[str, Json] | None
    findings: tuple[Diagnostic, ...]

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong that must be mended first."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


@frozen
class StoredForm:
    """A report or a workspace as the server is to have it: what stands beside the spec, and the spec."""

    about: About
    spec: dict[str, Json]
    findings: tuple[Diagnostic, ...]
    """What W&B can hold only in a simpler form."""


def compile_spec(source: SourceFile, *, defaults: FrontMatterDefaults | None = None) -> Compilation:
    """The spec of a document's text. Never raises for any text."""
    return spec_of(compile_document(source, defaults=defaults), source)


def spec_of(compiled: Compiled, source: SourceFile) -> Compilation:
    """The spec of a document that is compiled already."""
    view = compiled.view
    if not isinstance(view, Report | Workspace):
        return Compilation(view, None, None, (*compiled.diagnostics, _no_kind(source)))
    stored = stored_form(view, source)
    findings = sorted((*compiled.diagnostics, *stored.findings), key=lambda finding: finding.sort_key)
    return Compilation(view, stored.about, stored.spec, tuple(findings))


def stored_form(view: Report | Workspace, source: SourceFile) -> StoredForm:
    """What the server is to have of a view; `source` is its document, which names it where it has no title."""
    encoded = encode_view(view, markdown=_as_markdown)
    about = about_view(view, title=quick_title(source.text, source.path))
    return StoredForm(about, encoded.spec, encoded.findings)


def limits_of(view: View) -> tuple[Diagnostic, ...]:
    """What W&B can hold only in a simpler form, or not at all; nothing for a page, which is not published."""
    if not isinstance(view, Report | Workspace):
        return ()
    # Nothing is wrong with blocks that W&B keeps as Markdown, whatever their text: it need not be printed.
    return encode_quickly(view, markdown=lambda _: "").findings


def _as_markdown(block: Block) -> str:
    """A block for which W&B has only Markdown. Most documents have none, and then nothing that prints is loaded."""
    from runpress.backends.markdown import print_block

    return print_block(block)


def _no_kind(source: SourceFile) -> Diagnostic:
    return codes.NO_KIND.at(
        source.span(0),
        "this page does not say what it is on the server",
        help="write `kind: report` or `kind: workspace` in its front matter",
    )
