"""A finding: a stable code, a place, what was typed, and one next step. A value, never printed here."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from runpress.frozen import frozen
from runpress.source import Span


class Severity(StrEnum):
    """How much a finding matters: an error fails, a warning fails under `--strict`, a note never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Edit:
    """Replace the text at a place; part of a fix."""

    span: Span
    replacement: str


@frozen
class Code:
    """A kind of finding, declared once in `runpress.diagnostics.codes`. Codes are never reused."""

    id: str
    severity: Severity
    title: str
    """One line that says what is wrong, without the particulars; shown in lists of codes."""

    def at(  # noqa: PLR0913 - the parts of a finding, all by name
        self,
        span: Span,
        message: str,
        *,
        label: str = "",
        notes: tuple[str, ...] = (),
        help: str = "",
        fix: tuple[Edit, ...] = (),
    ) -> Diagnostic:
        """A finding of this kind.

        `message` stands alone and names what was typed; `label` stands under the carets (a
        suggestion, say); `help` is the one next step.
        """
        return Diagnostic(self, span, message, label=label, notes=notes, help=help, fix=fix)


@frozen
class Diagnostic:
    """A finding at a place in a document."""

    code: Code
    span: Span
    message: str
    label: str = field(default="", kw_only=True)
    notes: tuple[str, ...] = field(default=(), kw_only=True)
    help: str = field(default="", kw_only=True)
    fix: tuple[Edit, ...] = field(default=(), kw_only=True)

    @property
    def severity(self) -> Severity:
        """The severity of its code."""
        return self.code.severity

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Findings are shown by file, then place, then code."""
        return (self.span.source.path, self.span.start, self.span.end, self.code.id, self.message)
