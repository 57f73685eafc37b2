"""Whether the theme that a document or a configuration asks for is there."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.model.view import View
from runpress.project import Configuration
from runpress.source import Span
from runpress.themes import theme_names


def check_theme(view: View) -> Iterator[Diagnostic]:
    """An error for the front matter's `theme:` if there is no such theme."""
    span = view.front.value_span("theme")
    if view.front.theme is not None and span is not None:
        yield from _check(view.front.theme, span)


def check_configured_theme(configuration: Configuration) -> Iterator[Diagnostic]:
    """An error for the configuration's theme if there is no such theme."""
    span = configuration.spans.get("theme")
    if span is not None:
        yield from _check(configuration.theme, span)


def _check(name: str, span: Span) -> Iterator[Diagnostic]:
    names = theme_names()
    if name not in names:
        known = ", ".join(f"`{known}`" for known in names)
        yield codes.UNKNOWN_THEME.at(
            span, f"there is no theme `{name}`", label=did_you_mean(name, names), help=f"themes: {known}"
        )
