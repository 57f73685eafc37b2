"""What prose needs to know of the page around it: where links lead, how grids are drawn, what was found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from runpress.backends.html.escape import Markup, SafeUrl, image_url, link_url
from runpress.model.blocks import Block, Callout, Details, Heading, PanelGrid


class Links(Protocol):
    """Where the URLs of a document lead once it is a page."""

    def link(self, url: str) -> SafeUrl | None:
        """The target of a link; None if readers must not follow it."""

    def image(self, url: str) -> SafeUrl | None:
        """The source of an image; None if it is not one that the page may load."""


class PlainLinks:
    """URLs as they stand, checked; for text that belongs to no site."""

    def link(self, url: str) -> SafeUrl | None:
        """The URL, if it may be followed."""
        return link_url(url)

    def image(self, url: str) -> SafeUrl | None:
        """The URL, if it is relative or an inline bitmap."""
        return image_url(url)


def _no_grid(_grid: PanelGrid) -> Markup:
    """A grid where panels cannot be drawn: nothing."""
    return Markup("")


def _no_findings(_block: Block) -> Markup:
    """The findings of a block where nobody looks for them: nothing."""
    return Markup("")


def _no_container(_block: Details | Callout) -> Markup | None:
    """The blocks of a container where none of them is kept on its own: as prose has them."""
    return None


@dataclass(slots=True)
class Context:
    """The page around some prose. One is made for each rendering; footnotes are counted in it."""

    links: Links = field(default_factory=PlainLinks)
    grid: Callable[[PanelGrid], Markup] = _no_grid
    findings: Callable[[Block], Markup] = _no_findings
    container: Callable[[Details | Callout], Markup | None] = _no_container
    """The blocks inside a container, drawn by the page where they hold panels."""
    headings: Sequence[Heading] = ()
    footnotes: Mapping[str, int] = field(default_factory=dict)
    """The number of each footnote by its label."""
    override: Callable[[str], Callable[..., Markup] | None] = lambda _kind: None
    """The theme's own template for a kind of block, if it has one."""
    has_anchors: bool = False
    """Whether headings carry a link to themselves."""
    seen: dict[str, int] = field(default_factory=dict)
    """How many references to each footnote have been written."""
    in_link: bool = False
    """Whether a link is open: links do not nest."""
