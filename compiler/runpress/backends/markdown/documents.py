"""A view as a whole document: front matter, then blocks."""

from __future__ import annotations

from typing import Any

from runpress.backends.markdown.blocks import print_blocks
from runpress.backends.markdown.grids import ungathered
from runpress.backends.markdown.options import Style, options_of
from runpress.backends.markdown.settings import DEFAULT, Place, Settings
from runpress.backends.markdown.workspaces import workspace_blocks
from runpress.backends.markdown.yaml import mapping_lines
from runpress.model.blocks import Block
from runpress.model.front_matter import Defaults, FrontMatter
from runpress.model.view import View, Workspace

_OTHERS = frozenset({"others"})


def print_view(view: View, *, expand: bool = False) -> str:
    """The document of a view; `expand` writes long forms."""
    keeps_defaults = view.front.defaults != Defaults()
    if isinstance(view, Workspace):
        blocks, names = tuple(workspace_blocks(view)), _names_in(view)
    else:
        blocks, names = ungathered(view.blocks)
    settings = Settings(expand=expand, keeps_defaults=keeps_defaults, dialect=view.front.dialect, names=names)
    front = front_lines(front_options(view.front, expand=expand))
    body = print_blocks(blocks, settings, Place(is_start=not front))
    lines = [*front, *([""] if front and body else []), *body]
    return "\n".join([*lines, ""])


def print_block(block: Block) -> str:
    """One block, without a line feed at its end."""
    return "\n".join(print_blocks((block,), DEFAULT))


def front_options(front: FrontMatter, *, expand: bool = False) -> dict[str, Any]:
    """The keys of front matter: ours in canonical order, then those of other tools."""
    return {**options_of(front, Style(expand=expand), drop=_OTHERS), **front.others}


def front_lines(options: dict[str, Any]) -> list[str]:
    """Front matter between its marks; nothing if it says nothing."""
    return ["---", *mapping_lines(options), "---"] if options else []


def _names_in(view: Workspace) -> frozenset[str]:
    return frozenset(name for section in view.sections for panel in section.grid.panels for name in panel.runset or ())
