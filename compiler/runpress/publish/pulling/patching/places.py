"""Where a document says what a server has of it: from the items of the canonical form to places in the text."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.backends.markdown import print_block
from runpress.codec.about import About
from runpress.codec.blocks import encode_blocks, writing
from runpress.codec.fields import Encoding
from runpress.codec.json_text import Json
from runpress.codec.views import decode_view
from runpress.conversion.document import blocks_of, encode
from runpress.model.blocks import Block, PanelGrid
from runpress.model.node import Node
from runpress.model.view import Report, Section, Workspace
from runpress.publish.pulling.patching.items import Item, Items, Spot
from runpress.source import Span

_EMPTY = {"type": "paragraph", "children": [{"text": ""}]}


def decoded(spec: Json, about: About) -> Report | Workspace | None:
    """The view that a stored spec says."""
    return decode_view(spec, about, parse=blocks_of, markdown=print_block).view


def canonical(view: Report | Workspace, about: About) -> Report | Workspace:
    """The view as it comes back from a server: with what W&B holds of it."""
    found = decoded(encode(view).spec, about)
    assert found is not None  # noqa: S101 - what we encode is a view
    return found


def places_of(own: Report | Workspace, known: Items) -> tuple[Span | None, ...]:
    """Where a document says each item of `known`, which is the canonical form of its view `own`.

    None where no text of its own says it: a run set that a panel names, for example.
    """
    if isinstance(own, Workspace):
        sections: list[Section | None] = [*own.sections]
        return tuple(_in_workspace(own, sections, item.spot) for item in known.items)
    sources = _sources(own, len(known.view.blocks) if isinstance(known.view, Report) else 0)
    return tuple(_in_report(sources, item) for item in known.items)


def _in_workspace(own: Workspace, sections: Sequence[Section | None], spot: Spot) -> Span | None:
    if spot.owner < 0:
        return own.runset.span
    section = sections[spot.owner] if spot.owner < len(sections) else None
    if section is None:
        return None
    if spot.part == "block":
        return section.span
    if spot.part == "section":
        return section.options.span
    return _in_grid(section.grid, spot)


def _in_report(sources: Sequence[Block | None], item: Item) -> Span | None:
    source = sources[item.spot.owner] if item.spot.owner < len(sources) else None
    if item.spot.part == "block":
        return source.span if source else None
    return _in_grid(source, item.spot) if isinstance(source, PanelGrid) else None


def _in_grid(grid: PanelGrid, spot: Spot) -> Span | None:
    if spot.part == "grid":
        return grid.options.span
    nodes: Sequence[Node] = grid.panels if spot.part == "panel" else grid.runsets
    return nodes[spot.at].span if spot.at < len(nodes) else None


def _sources(own: Report, count: int) -> list[Block | None]:
    """The block of the document that each stored block comes from."""
    scope = Encoding(markdown=print_block, project=own.front.project_path, dialect=own.front.dialect)
    writer = writing(scope, own.blocks, own.source)
    sources: list[Block | None] = []
    first: Json = None
    for block in own.blocks:
        stored = encode_blocks((block,), writer)
        first = stored[0] if stored and not sources else first
        sources += [block] * len(stored)
    if len(sources) > count and first == _EMPTY:
        del sources[0]  # it is the empty paragraph that stands at the beginning anyway
    return [*sources[:count], *[None] * (count - len(sources))]
