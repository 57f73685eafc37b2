"""Options of an `embed` fence: media by address or HTML, a gallery, a query, or Markdown kept as Markdown."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from runpress.model.node import Node, option
from runpress.model.panels.weave import Tab
from runpress.model.shorts import ShortForm
from runpress.model.values import Listed, ProjectName, Read, Texts


class GalleryItem(Node):
    """One card of a gallery: a page by its address, or a report by its id."""

    url: str | None = option(doc="The address of a page.", wire="url")
    report: str | None = option(doc="The id of a W&B report, `VmlldzoxMjM0NQ==`.", wire="id")
    title: str | None = option(doc="The title on the card.", wire="title")
    description: str | None = option(doc="The text on the card.", wire="description")
    image_url: str | None = option(doc="The address of the card's picture.", wire="imageURL")


def _read_item(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


def _write_item(item: GalleryItem) -> str | None:
    said = {name for name in item.model_fields_set if getattr(item, name) is not None}
    return item.url if said == {"url"} else None


Gallery: TypeAlias = Annotated[
    tuple[Annotated[GalleryItem, Read(_read_item, {"type": "string"}, write=_write_item)], ...], Listed()
]

Service: TypeAlias = Literal["image", "video", "spotify", "soundcloud", "twitter"]


class EmbedOptions(Node):
    """What is embedded: exactly one of `url`, `html`, `gallery`, `markdown`, `table_name`, `artifact` and `weave`."""

    example: ClassVar[str] = """\
url: https://www.youtube.com/watch?v=6riDJMI-Y8U
caption: The talk.
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = ()
    choices: ClassVar[tuple[str, ...]] = (
        "url",
        "html",
        "gallery",
        "reports",
        "markdown",
        "table_name",
        "artifact",
        "weave",
    )

    url: str | None = option(
        doc="The address of a video, a tweet, a Spotify or SoundCloud track, or a picture.", wire="url"
    )
    html: str | None = option(
        doc="The embed code of a tweet or a SoundCloud track. Never run in the preview.", wire="html"
    )
    gallery: Gallery | None = option(doc="Cards that link to pages and reports.", wire="links")
    reports: Texts | None = option(
        doc="A gallery of reports by their ids, as older versions of W&B kept it.", wire="ids"
    )
    markdown: str | None = option(doc="Markdown that stays Markdown on the server.", wire="content")
    project: ProjectName | None = option(
        doc="The project of a query, `digits` or `acme/digits`; the document's if left out."
    )
    table_name: str | None = option(doc="A query: the table that runs of a project logged under this key.")
    artifact: str | None = option(doc="A query: the artifact of this name; with `version` and `file` one file of it.")
    version: str | None = option(doc="The version of an artifact, `v3` or `latest`.")
    file: str | None = option(doc="The path of a file in an artifact.")
    tab: Tab | None = option(doc="The tab of an artifact that stands open; `overview` if left out.")
    weave: dict[str, Any] | None = option(
        doc="Any other query, by its whole configuration, kept as it is.", wire="config"
    )
    service: Service | None = option(
        doc="What the address or the code is, where it does not tell by itself; an address that is no medium is an image."
    )
    caption: str | None = option(doc="A caption below; inline Markdown.")
    width: Annotated[int, Field(ge=1, le=10000)] | None = option(doc="The width of an image in pixels.", wire="width")
    height: Annotated[int, Field(ge=1, le=10000)] | None = option(
        doc="The height of an image or a query in pixels.", wire="height"
    )
    href: str | None = option(doc="Where a click on an image leads.", wire="href")
