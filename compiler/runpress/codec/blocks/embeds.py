"""`embed` fences: whatever they embed, W&B has another block for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from runpress.codec.blocks.form import Form, Reading, Stored, Writing, items, text_of, void
from runpress.codec.blocks.media import caption_of, encode_html, encode_picture, medium
from runpress.codec.blocks.queries import decode_query, encode_query
from runpress.codec.fields import NO_PRIMITIVES, built, decode_node, encode_node
from runpress.codec.json_text import Json
from runpress.codec.line_ends import without_returns
from runpress.codec.text import quotable, quotable_values
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import Block, Embed, Table
from runpress.model.embed import EmbedOptions, GalleryItem
from runpress.syntax.embedded import markdown_blocks
from runpress.syntax.media import media_service

_LONGEST = 100_000
"""Longer Markdown is not looked into."""


def encode_embed(block: Embed, writing: Writing) -> Sequence[Stored]:
    """The block of what is embedded; a caption that it cannot have stands below."""
    options = block.options
    choice = next((name for name in EmbedOptions.choices if getattr(options, name) is not None), "")
    encode = _BY_CHOICE.get(choice)
    if encode is None:
        return []
    stored = encode(block, writing)
    if stored["type"] == "image":
        return [stored]
    _note_sizes(block, stored, writing)
    return [stored, *_caption(block, writing)]


def _note_sizes(block: Embed, stored: Stored, writing: Writing) -> None:
    names = ("width",) if stored["type"] == "weave-panel" else ("width", "height")
    for name in names:
        if getattr(block.options, name) is not None:
            place = block.options.key_span(name) or block.span
            writing.notes.add(codes.EMBED, place, f"the {name} of what is no image is not published")


def _caption(block: Embed, writing: Writing) -> list[Stored]:
    if not block.options.caption:
        return []
    place = block.options.key_span("caption") or block.span
    writing.notes.add(codes.EMBED, place, "a caption of what is no image is published as text below it")
    return [{"type": "paragraph", "children": writing.inline(caption_of(block))}]


def _of_url(block: Embed, writing: Writing) -> Stored:
    options = block.options
    url = options.url or ""
    service = options.service or media_service(url) or "image"
    if service == "image":
        return encode_picture(block, writing)
    return medium(service, url, options.value_span("url") or block.span, writing)


def _of_html(block: Embed, writing: Writing) -> Stored:
    return encode_html(block.options, block.span, writing)


def _of_gallery(block: Embed, writing: Writing) -> Stored:
    return void("gallery", links=[_link(item, writing) for item in block.options.gallery or ()])


def _link(item: GalleryItem, writing: Writing) -> Stored:
    return {"type": "url" if item.report is None else "report", **encode_node(item, NO_PRIMITIVES, writing.scope)}


def _of_reports(block: Embed, writing: Writing) -> Stored:
    del writing
    return void("gallery", ids=list(block.options.reports or ()))


def _of_markdown(block: Embed, writing: Writing) -> Stored:
    del writing
    return void("markdown-block", content=block.options.markdown)


_BY_CHOICE: Mapping[str, Callable[[Embed, Writing], Stored]] = {
    "url": _of_url,
    "html": _of_html,
    "gallery": _of_gallery,
    "reports": _of_reports,
    "markdown": _of_markdown,
    "table_name": encode_query,
    "artifact": encode_query,
    "weave": encode_query,
}


def decode_gallery(stored: Mapping[str, Json], reading: Reading) -> Embed:
    """Its cards, or the ids of reports that older versions of W&B kept."""
    ids = stored.get("ids")
    if "links" not in stored and isinstance(ids, list) and all(isinstance(id_, str) for id_ in ids):
        return Embed(options=built(EmbedOptions, {"reports": tuple(map(quotable, ids))}))
    cards = tuple(_card(link, reading) for link in items(stored.get("links")))
    return Embed(options=built(EmbedOptions, {"gallery": cards}))


def _card(link: Json, reading: Reading) -> GalleryItem:
    return decode_node(GalleryItem, quotable_values(link), NO_PRIMITIVES, reading.scope)


def encode_table(block: Table, writing: Writing) -> Sequence[Stored]:
    """The table as it is printed, however it was written."""
    return [void("markdown-block", content=writing.markdown(block))]


def decode_markdown(stored: Mapping[str, Json], reading: Reading) -> Block:
    """A table, if it is exactly as we print one; else Markdown that stays Markdown."""
    content = without_returns(quotable(text_of(stored.get("content"))))
    blocks = markdown_blocks(content) if len(content) <= _LONGEST else ()
    match blocks:
        case (Table() as table,) if reading.scope.markdown(table).rstrip("\n") == content:
            return table
    return Embed(options=built(EmbedOptions, {"markdown": content}), blocks=blocks)


FORMS = (
    Form(wire="markdown-block", block=Table, encode=encode_table, decode=decode_markdown),
    Form(wire="gallery", block=Embed, encode=encode_embed, decode=decode_gallery),
    Form(wire="weave-panel", block=Embed, encode=encode_embed, decode=decode_query),
)
