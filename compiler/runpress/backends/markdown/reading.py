"""Fences as their authors wrote them, for writing them again: options without the defaults of the document."""

from __future__ import annotations

from collections.abc import Iterable

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import directives as codes
from runpress.directives import DIRECTIVES, Context
from runpress.directives.panel import panel_subject, panel_type
from runpress.directives.reading import as_mapping, read
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.front_matter import Defaults
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.syntax.document import Directive, Fence, LowerFence

_FAULTS = (codes.BAD_YAML, codes.DUPLICATE_KEY)
"""What is found before a fence is read, and leaves out a part of it."""


@frozen(kw_only=True)
class SourceFence(Directive):
    """A fence with what it says by itself, and how it was written."""

    fence: Fence


def fence_reader(defaults: Defaults, findings: Iterable[Diagnostic]) -> LowerFence:
    """What reads the fences of a document that has these defaults and findings."""
    faults = [finding.span.start for finding in findings if finding.code in _FAULTS]

    def read_fence(fence: Fence) -> Block | None:
        """A fence whose options can be written anew; None for one that stays as it is."""
        directive = DIRECTIVES[fence.word]
        if any(fence.span.start <= fault < fence.span.end for fault in faults):
            return None
        whole, findings = directive.lower(fence.body, Context(fence.span, defaults))
        if directive.body == "text" or whole is None or findings:
            return None
        node = _panel(fence) if fence.word == "panel" else _other(fence)
        return SourceFence(word=fence.word, node=node, fence=fence, span=fence.span) if node else None

    return read_fence


def _panel(fence: Fence) -> Node | None:
    """A panel without what defaults give it, though it may need that."""
    tree, context = as_mapping(fence.body), Context(fence.span)
    word = panel_type(tree, context)[0] if tree else None
    if tree is None or word is None:
        return None
    node, findings = read(PANELS[word], tree, panel_subject(word), owner=context.opening)
    return None if findings else node


def _other(fence: Fence) -> Node | None:
    node, findings = DIRECTIVES[fence.word].lower(fence.body, Context(fence.span))
    return None if findings else node
