"""Directives whose body is one node and nothing else: `grid`, `section`."""

from __future__ import annotations

from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.reading import read
from runpress.directives.subject import Subject
from runpress.model.located import Located
from runpress.model.node import Node


def simple(word: str, model: type[Node], subject: Subject, *, doc: str) -> Directive:
    """A directive that reads one node, with the document's defaults for its word."""

    def lower(body: Located, context: Context) -> Lowered:
        defaults = [context.defaults.entries[word]] if word in context.defaults.entries else []
        return read(model, body, subject, owner=context.opening, defaults=defaults)

    return Directive(word, doc, lower)
