"""Fences of directives: the options of a node as YAML between backticks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.backends.markdown.leaves import fenced
from runpress.backends.markdown.options import Style, options_of
from runpress.backends.markdown.settings import Place, Settings
from runpress.backends.markdown.yaml import mapping_lines
from runpress.model.blocks import Embed
from runpress.model.node import Node
from runpress.model.panels.base import Panel, lacking
from runpress.model.panels.line import LinePanel
from runpress.model.runset import Runset
from runpress.syntax.document import Directive


def directive_lines(block: Directive, settings: Settings, _place: Place) -> list[str]:
    """The fence of a panel, a run set, a grid or a section."""
    return fence(block.word, _node_options(block.node, settings))


def embed_lines(block: Embed, settings: Settings, _place: Place) -> list[str]:
    """An `embed` fence."""
    return fence("embed", _node_options(block.options, settings))


def fence(word: str, options: Mapping[str, Any]) -> list[str]:
    """A fence with options in it."""
    lines = mapping_lines(options)
    text = "\n".join(lines)
    return fenced(word, f"{text}\n") if "```" in text else [f"```{word}", *lines, "```"]


def _node_options(node: Node, settings: Settings) -> dict[str, Any]:
    """What a fence says of its node."""
    return options_of(node, style_of(node, settings))


def style_of(node: Node, settings: Settings) -> Style:
    """How the options of a node are written in this document."""
    keep: frozenset[str] | None = frozenset()
    says, drop = _left_to_server(node, settings)
    if settings.keeps_defaults:
        keep = None
    elif isinstance(node, Runset) and node.name in settings.names:
        keep = frozenset({"name"})
    elif isinstance(node, Panel):
        # Without a word about it, a panel that shows nothing would be a mistake.
        keep = frozenset(group[0] for group in lacking(node))
        if settings.keeps_x and isinstance(node, LinePanel):
            keep |= {"x", "range_x"}
    return Style(expand=settings.expand, keep=keep, says=says, drop=drop, is_source=settings.is_source)


def _left_to_server(node: Node, settings: Settings) -> tuple[frozenset[str], frozenset[str]]:
    """What is said and what is left out, because the editor leaves such options out where nobody chose."""
    if settings.dialect == "sdk" or not isinstance(node, Panel):
        return frozenset(), frozenset()
    unchosen = frozenset(name for name in node.left_to_server if getattr(node, name) is None)
    return node.left_to_server - unchosen, unchosen if settings.dialect == "editor" else frozenset()
