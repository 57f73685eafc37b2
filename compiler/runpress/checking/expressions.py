"""Expressions of panels: those that cannot be read, and the names that the others ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runpress.data.statistics.expressions import ExpressionError, Term, names, parse_expression
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import panels as codes
from runpress.lint.walk import Outline
from runpress.model.blocks import PanelGrid
from runpress.model.panels.base import Panel
from runpress.source import Span

_OF_X = "xaxis_expression"
_NEXT_STEP = "write arithmetic of metrics: `loss - val_loss`, `${train/loss} * 2`"


def check_expressions(outline: Outline) -> Iterator[Diagnostic]:
    """The expressions that cannot be read."""
    for block in outline.blocks:
        if isinstance(block, PanelGrid):
            for panel in block.panels:
                yield from _check(panel)


def names_of(panel: Panel) -> Iterator[tuple[str, bool, Span | None]]:
    """The names in a panel's expressions, whether they stand in that of x, and where."""
    for option, text, span in _expressions(panel):
        term = parse_expression(text)
        for name in _names(term):
            yield name, option == _OF_X, _place_of(name, text, span)


def _check(panel: Panel) -> Iterator[Diagnostic]:
    for _, text, span in _expressions(panel):
        fault = parse_expression(text)
        if isinstance(fault, ExpressionError) and span is not None:
            place = _part(span, text, fault.start, fault.end)
            message = f"the expression `{text}` cannot be read: {fault.message}"
            yield codes.EXPRESSION.at(place, message, help=fault.help or _NEXT_STEP)


def _expressions(panel: Panel) -> Iterator[tuple[str, str, Span | None]]:
    """Option, text and place of each expression that a panel has."""
    for at, text in enumerate(getattr(panel, "custom_expressions", None) or ()):
        yield "custom_expressions", text, panel.value_span("custom_expressions", at)
    of_x = getattr(panel, _OF_X, None)
    if of_x:
        yield _OF_X, of_x, panel.value_span(_OF_X)


def _names(term: Term | ExpressionError) -> tuple[str, ...]:
    return () if isinstance(term, ExpressionError) else names(term)


def _place_of(name: str, text: str, span: Span | None) -> Span | None:
    found = re.search(rf"\$\{{\s*{re.escape(name)}\s*\}}|(?<![\w.]){re.escape(name)}(?![\w.])", text)
    return span if span is None or found is None else _part(span, text, found.start(), found.end())


def _part(span: Span, text: str, start: int, end: int) -> Span:
    """A part of a text within the place of the whole; the whole where it is not written letter by letter."""
    offset = span.text.find(text)
    if offset < 0:
        return span
    first = min(span.start + offset + start, span.end)
    return Span(span.source, first, max(first, span.start + offset + end))
