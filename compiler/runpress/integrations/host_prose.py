"""What Python-Markdown makes of prose that our pages show in another way: titles and call-outs.

Both work on finished HTML, in which `<` of texts is escaped, so that tags are tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape

_CLASSES = {
    "note": "note",
    "tip": "tip",
    "important": "important info",
    "warning": "warning",
    "caution": "caution danger",
}
"""By call-out: its own class, and the nearest of those that themes of MkDocs have a style for."""
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<tag>blockquote|li|dd|div|details|td)\b[^>]*>"
    # Text behind the word in its line makes it a plain quote, as on GitHub.
    rf"|<p>\[!(?P<tone>{'|'.join(_CLASSES)})\][ \t]*(?:(?P<whole></p>)|(?:<br ?/?>)?\n)",
    re.IGNORECASE,
)
_BOX, _UNMADE = "a box", "a quote that becomes one"
_ENDS = {_UNMADE: "", _BOX: "</div>\n", "blockquote": "</blockquote>\n"}
_HEADING = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def with_title(html: str, title: str, *, is_document: bool) -> str:
    """The page with the title of its front matter as heading, unless it has one.

    In reports and workspaces headings of level 1 are sections, so that only the title itself counts as one.
    """
    first = _HEADING.search(html)
    is_there = first is not None and (not is_document or unescape(_TAG.sub("", first[1])).strip() == title.strip())
    return html if is_there else f"<h1>{escape(title)}</h1>\n{html}"


def with_callouts(html: str) -> str:
    """The page with quotes that begin with `[!NOTE]` and the like as admonitions."""
    return "".join(_pieces(html)) if "[!" in html else html


def _pieces(html: str) -> Iterator[str]:
    """The page in pieces. Quotes with only an empty line between them are one quote to Python-Markdown."""
    open_tags: list[str] = []
    at = 0
    for token in _TOKEN.finditer(html):
        yield html[at : token.start()]
        at = token.end()
        if token["tone"]:
            yield _callout(token, open_tags)
        elif token["end"]:
            closed = open_tags.pop() if open_tags else ""
            yield "</div>" if closed == _BOX else token[0]
        elif token["tag"].lower() == "blockquote" and _begins_with_callout(html, at):
            open_tags.append(_UNMADE)
        else:
            open_tags.append(token["tag"].lower())
            yield token[0]
    yield html[at:]


def _begins_with_callout(html: str, at: int) -> bool:
    following = _TOKEN.search(html, at)
    return following is not None and bool(following["tone"]) and not html[at : following.start()].strip()


def _callout(token: re.Match[str], open_tags: list[str]) -> str:
    """The beginning of a box; it ends the box or quote that is open."""
    around = open_tags[-1] if open_tags else ""
    if around not in _ENDS:
        return token[0]
    open_tags[-1] = _BOX
    return f"{_ENDS[around]}{_opening(token['tone'].lower())}{'' if token['whole'] else '<p>'}"


def _opening(tone: str) -> str:
    return f'<div class="admonition {_CLASSES[tone]}">\n<p class="admonition-title">{tone.capitalize()}</p>\n'
