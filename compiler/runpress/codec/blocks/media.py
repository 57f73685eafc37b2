"""Images and media: what a Markdown image or a bare address says, and what needs an `embed` fence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from runpress.codec.blocks.form import Form, Reading, Stored, Writing, text_of, void
from runpress.codec.fields import built
from runpress.codec.json_text import Json
from runpress.codec.text import printable, quotable
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import Block, Embed, Image, Media, Paragraph
from runpress.model.embed import EmbedOptions
from runpress.model.text import Inline, Link, Text, plain_text
from runpress.source import Span
from runpress.syntax.embedded import caption_blocks
from runpress.syntax.media import media_service

_ADDRESS = re.compile(r"https?://(?:[\w.~:/?#\[\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII)
"""An address that Markdown takes as it is."""
_SPOTIFY = re.compile(r"(?:/intl-[a-z-]+)?(?:/embed)?/([a-z]+)/([^/]+)/?")
_PLAYER = (
    '<iframe width="100%" height="166" scrolling="no" frameborder="no" allow="autoplay" '
    'src="https://w.soundcloud.com/player/?url={url}"></iframe>'
)
_POST = (
    '<blockquote class="twitter-tweet"><a href="{url}"></a></blockquote>'
    ' <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>'
)
_IN_PLAYER = re.compile(re.escape(_PLAYER).replace(r"\{url\}", '([^"]+)'))
_IN_POST = re.compile(re.escape(_POST).replace(r"\{url\}", '([^"]+)'))
_SIZES = ("width", "height")


def encode_image(block: Image, writing: Writing) -> Sequence[Stored]:
    """Its address and caption."""
    if block.caption and block.alt and plain_text(block.caption) != block.alt:
        message = f"the text alternative `{block.alt}` is not published: W&B keeps the caption alone"
        writing.notes.add(codes.IMAGE_ALT, block.span, message)
    return [_image(block.url, block.caption, writing)]


def encode_picture(block: Embed, writing: Writing) -> Stored:
    """An image with options of its own."""
    options = block.options
    more = {key: getattr(options, key) for key in (*_SIZES, "href") if getattr(options, key) is not None}
    return {**_image(options.url or "", caption_of(block), writing), **more}


def _image(url: str, caption: Sequence[Inline], writing: Writing) -> Stored:
    # The package says that there is a caption whether there is one or not.
    has_caption = bool(caption) or writing.text.dialect == "sdk"
    return {"type": "image", "children": writing.inline(caption), "url": url, "hasCaption": has_caption}


def decode_image(stored: Mapping[str, Json], reading: Reading) -> Block:
    """A Markdown image if the caption is plain text, else an `embed`."""
    url = printable(text_of(stored.get("url")))
    caption = reading.inline(stored.get("children"))
    more: dict[str, Any] = {key: stored[key] for key in _SIZES if type(stored.get(key)) is int}
    more |= {"href": stored["href"]} if isinstance(stored.get("href"), str) else {}
    if not more and _is_plain(caption):
        return Image(url=url, alt=plain_text(caption), caption=caption)
    if caption:
        written = reading.scope.markdown(Paragraph(children=caption)).strip("\n")
        more |= {"caption": written} if caption_blocks(written) == (Paragraph(children=caption),) else {}
    if media_service(url):
        more["service"] = "image"
    return Embed(options=built(EmbedOptions, {"url": url, **more}), blocks=caption_blocks(more.get("caption", "")))


def _is_plain(caption: Sequence[Inline]) -> bool:
    match caption:
        case ():
            return True
        case (Text(text=text, marks=marks),):
            return not marks and text == text.strip()
    return False


def caption_of(block: Embed) -> tuple[Inline, ...]:
    """The caption of an embed, which is one paragraph."""
    blocks = block.blocks or caption_blocks(block.options.caption or "")
    return tuple(part for inner in blocks if isinstance(inner, Paragraph) for part in inner.children)


def encode_media(block: Media, writing: Writing) -> Sequence[Stored]:
    """What the service needs to show it."""
    return [medium(block.service, block.url, block.span, writing)]


def medium(service: str, url: str, span: Span | None, writing: Writing) -> Stored:
    """An address as the block of its service."""
    if service == "video":
        return void("video", url=url)
    if service == "soundcloud":
        return void("soundcloud", html=_PLAYER.replace("{url}", quote(url, safe="")))
    if service == "twitter":
        return void("twitter", html=_POST.replace("{url}", quote(url, safe=_IN_URLS)))
    match = _SPOTIFY.fullmatch(urlsplit(url).path)
    if match:
        return void("spotify", spotifyType=match[1], spotifyID=unquote(match[2]))
    writing.notes.add(codes.NOT_EMBEDDED, span, f"W&B cannot embed `{url}`, so it is published as a link")
    return {"type": "paragraph", "children": writing.inline([Link(url, (Text(url),))])}


_IN_URLS = "/:?#[]@!$&'()*+,;=%~"


def decode_video(stored: Mapping[str, Json], reading: Reading) -> Block:
    """Its address."""
    del reading
    return _media("video", quotable(text_of(stored.get("url"))))


def _media(service: str, url: str) -> Block:
    known = media_service(url) == service
    if known and _ADDRESS.fullmatch(url):
        return Media(service=service, url=url)
    return Embed(options=built(EmbedOptions, {"url": url, **({} if known else {"service": service})}))


def decode_spotify(stored: Mapping[str, Json], reading: Reading) -> Block:
    """The address of the track. What is no address stays beside it."""
    del reading
    kind, id_ = text_of(stored.get("spotifyType")), text_of(stored.get("spotifyID"))
    if not re.fullmatch("[a-z]+", kind) or kind == "embed":
        kind = "track"
    return Media(service="spotify", url=f"https://open.spotify.com/{kind}/{quote(printable(id_), safe='') or 'id'}")


def decode_html(stored: Mapping[str, Json], reading: Reading) -> Block:
    """The address, if the code is what we make of one; else the code."""
    del reading
    html, service = quotable(text_of(stored.get("html"))), text_of(stored.get("type"))
    pattern = _IN_POST if service == "twitter" else _IN_PLAYER
    match = pattern.fullmatch(html)
    if match:
        url = match[1] if service == "twitter" else unquote(match[1])
        if media_service(url) == service and _ADDRESS.fullmatch(url):
            return Media(service=service, url=url)
    known = service_of(html) == service
    return Embed(options=built(EmbedOptions, {"html": html, **({} if known else {"service": service})}))


def service_of(html: str) -> str:
    """Whose embed code this is; empty if it does not tell."""
    if "twitter" in html:
        return "twitter"
    return "soundcloud" if "soundcloud" in html else ""


def encode_html(options: EmbedOptions, span: Span | None, writing: Writing) -> Stored:
    """Embed code for the service that it belongs to."""
    html = options.html or ""
    service = options.service or service_of(html)
    if service in ("twitter", "soundcloud"):
        return void(service, html=html)
    message = "W&B has no block for this embed code, so it is published as a Markdown block"
    writing.notes.add(codes.NOT_EMBEDDED, span, message, help="W&B embeds tweets and tracks of SoundCloud")
    return void("markdown-block", content=html)


FORMS = (
    Form(wire="image", block=Image, encode=encode_image, decode=decode_image, has_text=True),
    Form(wire="video", block=Media, encode=encode_media, decode=decode_video),
    Form(wire="spotify", block=Media, encode=encode_media, decode=decode_spotify),
    Form(wire="soundcloud", block=Media, encode=encode_media, decode=decode_html),
    Form(wire="twitter", block=Media, encode=encode_media, decode=decode_html),
)

__all__ = ["FORMS", "caption_of", "encode_html", "encode_picture", "medium", "service_of"]
