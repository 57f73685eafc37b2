"""Fences as their authors wrote them, for writing them again: options without the defaults of the document."""

from __future__ import annotations

from runpress.directives import DIRECTIVES, Context
from runpress.directives.panel import panel_subject, panel_type
from runpress.directives.reading import as_mapping, read
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.syntax.document import Directive, Fence


@frozen(kw_only=True)
class SourceFence(Directive):
    """A fence with what it says by itself, and how it was written."""

    fence: Fence


def read_fence(fence: Fence) -> Block | None:
    """A fence whose options can be written anew; None for one that stays as it is."""
    if DIRECTIVES[fence.word].body == "text":
        return None
    node = _panel(fence) if fence.word == "panel" else _other(fence)
    return SourceFence(word=fence.word, node=node, fence=fence, span=fence.span) if node else None


def _panel(fence: Fence) -> Node | None:
    """A panel, though it may lack what defaults give it."""
    tree, context = as_mapping(fence.body), Context(fence.span)
    if tree is None:
        return None
    word, _ = panel_type(tree, context)
    if word is None:
        return None
    node, findings = read(PANELS[word], tree, panel_subject(word), owner=context.opening)
    return None if findings else node


def _other(fence: Fence) -> Node | None:
    node, findings = DIRECTIVES[fence.word].lower(fence.body, Context(fence.span))
    return None if findings else node
