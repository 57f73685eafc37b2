"""Blocks without blocks in them: paragraphs, headings, code, maths, images, rules."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runpress.backends.markdown.addresses import bare_media, destination, title_text
from runpress.backends.markdown.escapes import BREAK
from runpress.backends.markdown.inline import print_alternative
from runpress.backends.markdown.joins import TEXTS
from runpress.backends.markdown.line_ends import as_line, as_lines
from runpress.backends.markdown.settings import Place
from runpress.model.blocks import Block, Image, Media
from runpress.model.text import Break, Inline, Link, Text, plain_text
from runpress.syntax.media import media_service
from runpress.syntax.rules.containers import DIRECTIVE_WORDS

_FENCE = re.compile(r"^[ ]{0,3}(`{3,})", re.MULTILINE)
_MATHS_IN_FENCE = re.compile(r"\A\s|\A\Z|\n[ \t]*\n|\s\Z|\$\$[ \t]*(?:\n|\Z)")
_WORDS = frozenset({*DIRECTIVE_WORDS, "math"})
_TO_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])|&(?=#?[A-Za-z0-9]+;)")
_CLOSING_MARKS = re.compile(r"(?:\A|[ \t])#+\Z")
_LOWEST_UNDERLINED = 2


def paragraph(children: Sequence[Inline], text: str, place: Place) -> list[str]:
    """Text, or what stands for none."""
    if not children:
        return ["<br>"]
    if len(children) == 1:
        only = children[0]
        if isinstance(only, Break) and not only.marks:
            return ["<br><!-- -->"]
        if isinstance(only, Link) and _is_bare(only, text) and media_service(only.url):
            text = f"[{print_alternative(plain_text(only.children))}]({destination(only.url)})"
    return as_lines(text, is_item=place.is_item, bullet=place.bullet)


def _is_bare(link: Link, text: str) -> bool:
    """Whether a link is written as its address alone; marks around it keep it from being media."""
    return text[0] != "[" and all(isinstance(child, Text) and not child.marks for child in link.children)


def heading(level: int, text: str) -> list[str]:
    """`#` before the text; a line under it where the text has lines."""
    if "\n" in text and level <= _LOWEST_UNDERLINED:
        lines = as_lines(text)
        if len(lines) > 1:
            # Below a `|`, two dashes would be the second line of a table.
            return [*lines, "===" if level == 1 else "-" if "|" in lines[-1] else "---"]
    line = as_line(text)
    closing = _CLOSING_MARKS.search(line)
    if closing:
        line = f"{line[:-1]}\\#"
    return [f"{'#' * level} {line}" if line else "#" * level]


def safe_start(line: str) -> str:
    """The text of a summary that is no heading."""
    return f"\\{line}" if re.match(r"#{1,6}(?=[ \t])", line) else line


def code(language: str, text: str) -> list[str]:
    """Code in a fence. A language that is one of our words is spelt so that the fence stays code."""
    info = _TO_ESCAPE.sub(lambda match: "&#92;" if match[0] == "\\" else "&amp;", language)
    if info.strip("{}") in _WORDS:
        info = f"&#{ord(info[0])};{info[1:]}"
    return fenced(info, text)


def fenced(info: str, text: str) -> list[str]:
    """A fence that is longer than any in its text."""
    longest = max((len(run) for run in _FENCE.findall(text)), default=2) if "```" in text else 2
    marks = "`" * (longest + 1) if "`" not in info else "~" * _tildes(text)
    body = text.removesuffix("\n").split("\n") if text else []
    return [f"{marks}{info}", *body, marks]


def _tildes(text: str) -> int:
    return max((len(run) for run in re.findall(r"^[ ]{0,3}(~{3,})", text, re.MULTILINE)), default=2) + 1


def maths(content: str) -> list[str]:
    """`$$` around the content, or a fence where blank lines or blanks at its ends count."""
    if content and _MATHS_IN_FENCE.search(content):
        return fenced("math", f"{content}\n")
    return ["$$", *(content.split("\n") if content else []), "$$"]


def image(block: Image) -> str:
    """An image alone on its line; its title is the caption where that is not the text alternative."""
    caption = plain_text(block.caption)
    title = "" if caption == block.alt else caption
    return f"![{print_alternative(block.alt)}]({destination(block.url, title)}{title_text(title)})"


def media(block: Media) -> str:
    """An address alone on its line."""
    return bare_media(block.url)


def rule(previous: Block | None, place: Place) -> str:
    """`---`, or `***` where that would be front matter, the underline of a heading, or a part of a marker."""
    is_first = previous is None and (place.is_start or place.bullet == "-")
    return "***" if is_first or (place.is_tight and isinstance(previous, TEXTS)) else "---"


__all__ = ["BREAK", "code", "fenced", "heading", "image", "maths", "media", "paragraph", "rule", "safe_start"]
