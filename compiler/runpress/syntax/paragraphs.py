"""What a paragraph is: text, or the one thing that it holds."""

from __future__ import annotations

from markdown_it.token import Token

from runpress.model.blocks import Block, Image, Media, Paragraph
from runpress.model.text import Break, Inline, Link, Picture, Text
from runpress.source import Span
from runpress.syntax.media import media_service


def paragraph_of(children: tuple[Inline, ...], inline: Token, span: Span) -> Block:
    """The block of some rich text that was read from a token."""
    return _alone(children[0], inline, span) if len(children) == 1 else Paragraph(children=children, span=span)


def _alone(child: Inline, inline: Token, span: Span) -> Block:
    """What a paragraph is that holds one thing."""
    match child:
        case Picture(url=url, alt=alt, title=title, span=place):
            caption = title or alt
            return Image(url=url, alt=alt, caption=(Text(caption, span=place),) if caption else (), span=span)
        case Break(marks=marks) if not marks and "<!--" not in inline.content:
            return Paragraph(children=(), span=span)
        case Link(url=url) if inline.children and inline.children[0].info == "auto":
            service = media_service(url)
            if service:
                return Media(service=service, url=url, span=span)
    return Paragraph(children=(child,), span=span)
