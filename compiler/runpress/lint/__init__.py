"""Rules over a finished view: what can be read, but will not serve its readers. One module a rule.

A rule is a function of the outline of a view; it reports and never changes anything. Rules need neither data nor
other documents (see `runpress.checking` for those).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from runpress.diagnostics.diagnostic import Diagnostic
from runpress.lint.heading_order import heading_order
from runpress.lint.image_alt import image_alt
from runpress.lint.link_text import link_text
from runpress.lint.report_title import report_title
from runpress.lint.walk import Outline

Rule: TypeAlias = Callable[[Outline], Iterable[Diagnostic]]

RULES: Final[tuple[Rule, ...]] = (
    report_title,
    heading_order,
    image_alt,
    link_text,
)


def lint_outline(outline: Outline) -> list[Diagnostic]:
    """What all rules say of a view that was walked already."""
    return [finding for rule in RULES for finding in rule(outline)]
