"""Options of an `embed` fence: media by address or HTML, a gallery, or Markdown kept as Markdown."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import Field

from runpress.model.node import Node, option
from runpress.model.shorts import ShortForm
from runpress.model.values import Listed, Read


class GalleryItem(Node):
    """One card of a gallery: a page by its address, or a report by its id."""

    url: str | None = option(doc="The address of a page.", wire="url")
    report: str | None = option(doc="The id of a W&B report, `VmlldzoxMjM0NQ==`.", wire="id")
    title: str | None = option(doc="The title on the card.", wire="title")
    description: str | None = option(doc="The text on the card.", wire="description")
    image_url: str | None = option(doc="The address of the card's picture.", wire="imageURL")


def _read_item(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


Gallery: TypeAlias = Annotated[tuple[Annotated[GalleryItem, Read(_read_item, {"type": "string"})], ...], Listed()]


class EmbedOptions(Node):
    """What is embedded: exactly one of `url`, `html`, `gallery` and `markdown`."""

    example: ClassVar[str] = """\
url: https://www.youtube.com/watch?v=6riDJMI-Y8U
caption: The talk.
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = ()
    choices: ClassVar[tuple[str, ...]] = ("url", "html", "gallery", "markdown")

    url: str | None = option(
        doc="The address of a video, a tweet, a Spotify or SoundCloud track, or a picture.", wire="url"
    )
    html: str | None = option(
        doc="The embed code of a tweet or a SoundCloud track. Never run in the preview.", wire="html"
    )
    gallery: Gallery | None = option(doc="Cards that link to pages and reports.", wire="links")
    markdown: str | None = option(doc="Markdown that stays Markdown on the server.", wire="content")
    caption: str | None = option(doc="A caption below; inline Markdown.")
    width: Annotated[int, Field(ge=1, le=10000)] | None = option(doc="The width in pixels.", wire="width")
    height: Annotated[int, Field(ge=1, le=10000)] | None = option(doc="The height in pixels.", wire="height")
