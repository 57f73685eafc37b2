"""Whether a view comes back from the document that is printed of it."""

from __future__ import annotations

from dataclasses import replace

from runpress.backends.markdown import print_view
from runpress.model.blocks import Block, PanelGrid
from runpress.model.view import View, Workspace
from runpress.passes.walk import rebuilt
from runpress.pipeline import compile_document
from runpress.source import SourceFile


def read_back(view: View, *, expand: bool = False) -> View:
    """The view of the document of a view."""
    return compile_document(SourceFile("doc.md", print_view(view, expand=expand))).view


def without_names(view: View) -> View:
    """A view whose grids show their run sets, whether they ask for them by name or take those in force."""
    if isinstance(view, Workspace):
        return view
    return replace(view, blocks=_without_names(view.blocks))


def _without_names(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_without_name(block) for block in blocks)


def _without_name(block: Block) -> Block:
    if isinstance(block, PanelGrid):
        return replace(block, options=block.options.model_copy(update={"runsets": None}))
    return rebuilt(block, _without_names)


def assert_comes_back(view: View) -> None:
    """The document says the view, in short and in long forms, and is printed as itself."""
    text = print_view(view)
    again = compile_document(SourceFile("doc.md", text)).view
    assert without_names(again) == without_names(view), text
    assert print_view(again) == text
    assert without_names(read_back(view, expand=True)) == without_names(view)
