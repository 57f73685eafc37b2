"""What stands elsewhere, as cards: a page of ours never loads it by itself."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.backends.html.code import highlighted
from runpress.backends.html.context import Context
from runpress.backends.html.escape import SafeUrl, Writer
from runpress.backends.html.inline import encoded, write_inlines, write_picture
from runpress.model.embed import EmbedOptions, GalleryItem
from runpress.model.text import Inline, plain_text
from runpress.syntax.media import media_service

_IS_RUN_BY_WANDB = "W&B runs this query; the report shows what it gives."
SERVICES = {"video": "Video", "spotify": "Spotify", "soundcloud": "SoundCloud", "twitter": "Post"}


def write_media(writer: Writer, service: str, url: str, context: Context) -> None:
    """Write a media URL that stands alone on its line."""
    _write_card(writer, SERVICES.get(service, "Media"), url, context.links.link(encoded(url)))


def write_embed(writer: Writer, options: EmbedOptions, caption: Sequence[Inline], context: Context) -> None:
    """Write an `embed` fence other than Markdown."""
    writer.start("figure", {"class": "embed"})
    _write_content(writer, options, caption, context)
    write_caption(writer, caption, context)
    writer.end("figure")
    writer.newline()


def _write_content(writer: Writer, options: EmbedOptions, caption: Sequence[Inline], context: Context) -> None:
    if options.gallery is not None:
        for item in options.gallery:
            _write_gallery_item(writer, item, context)
    elif options.reports is not None:
        for report in options.reports:
            _write_gallery_item(writer, GalleryItem(report=report), context)
    elif options.url is not None:
        _write_url(writer, options, caption, context)
    elif options.html is not None:
        _write_html(writer, options.html)
    else:
        _write_card(writer, "Query", _query(options), None, note=_IS_RUN_BY_WANDB)


def _write_url(writer: Writer, options: EmbedOptions, caption: Sequence[Inline], context: Context) -> None:
    url = options.url or ""
    service = options.service or media_service(url) or "image"
    if service == "image":
        write_picture(writer, url, plain_text(tuple(caption)), context)
    else:
        _write_card(writer, SERVICES[service], url, context.links.link(encoded(url)))


def _query(options: EmbedOptions) -> str:
    """What a query asks for."""
    of_project = f" of {options.project}" if options.project else ""
    if options.table_name is not None:
        return f"The table {options.table_name}{of_project}"
    if options.file is not None:
        return f"{options.file} in {options.artifact}:{options.version}{of_project}"
    if options.artifact is not None:
        return f"The artifact {options.artifact}{of_project}"
    return "A query of W&B"


def write_caption(writer: Writer, caption: Sequence[Inline], context: Context) -> None:
    """Write the caption of a figure, if it has one."""
    if caption:
        writer.start("figcaption")
        write_inlines(writer, caption, context)
        writer.end("figcaption")


def _write_html(writer: Writer, html: str) -> None:
    """Embed code is the author's text here; it never becomes elements of the page."""
    note = "Only W&B shows it; here is its code."
    _write_card(writer, "Embed", "Embedded HTML", None, note=note)
    writer.start("pre", {"class": "code", "tabindex": "0"})
    writer.element("code", highlighted(html, "html"), {"class": "language-html"})
    writer.end("pre")


def _write_gallery_item(writer: Writer, item: GalleryItem, context: Context) -> None:
    target = context.links.link(encoded(item.url)) if item.url else None
    text = item.title or item.url or f"Report {item.report}"
    _write_card(writer, "Report" if item.report else "Link", text, target, note=item.description or "")


def _write_card(writer: Writer, label: str, text: str, target: SafeUrl | None, *, note: str = "") -> None:
    """Write a card: what it is, and a link to it."""
    writer.start("p", {"class": "card"})
    writer.element("strong", label, {"class": "card-kind"})
    writer.text(" ")
    if target is None:
        writer.element("span", text)
    else:
        writer.element("a", text, {"href": target, "rel": "noopener noreferrer"})
    if note:
        writer.text(" ")
        writer.element("small", note)
    writer.end("p")
    writer.newline()
