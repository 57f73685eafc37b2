"""The one place where text becomes HTML: a writer that escapes, and the list of URLs that it lets through.

Everything that is shown passes through `Writer`. It takes text, never pieces of HTML; HTML comes in
only as `Markup` that another writer made. Names of elements and attributes are ours, values are the
author's and are escaped; `href` and `src` take only a `SafeUrl`; `style` and event handlers cannot be
written at all.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from functools import cache
from typing import TypeAlias
from urllib.parse import unquote

from markupsafe import Markup

__all__ = ["Attributes", "Markup", "SafeUrl", "Writer", "escape", "image_url", "link_url", "own_id", "safe_anchor"]

AttributeValue: TypeAlias = "str | int | bool | None"
Attributes: TypeAlias = "Mapping[str, AttributeValue]"
"""Attribute values by name: True writes the bare name, None and False leave it out."""

_SPECIAL = re.compile('[&<>"\0\r\ud800-\udfff]')
_REPLACEMENTS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\0": "\ufffd", "\r": "&#13;"}
_URL_ATTRIBUTES = frozenset({"href", "src", "poster", "action", "formaction", "data", "srcdoc", "xlink:href"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_DATA_IMAGE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/]+={0,2}\Z")
_ROUNDS = 6
_OWN_PREFIX = "rp-"


class SafeUrl(str):
    """A URL that may stand in `href` or `src`. Made by `link_url` and `image_url` only."""

    __slots__ = ()


class Writer:
    """Collects HTML. Text is escaped when it is written; nothing can be written unescaped."""

    __slots__ = ("_parts",)

    def __init__(self) -> None:
        self._parts: list[str] = []

    def text(self, text: str) -> None:
        """Write text."""
        self._parts.append(escape(text))

    def newline(self) -> None:
        """Write a line feed between blocks."""
        self._parts.append("\n")

    def start(self, name: str, attributes: Attributes | None = None) -> None:
        """Open an element."""
        self._parts.append(f"<{name}{_written(attributes)}>" if attributes else f"<{name}>")

    def end(self, name: str) -> None:
        """Close an element."""
        self._parts.append(f"</{name}>")

    def void(self, name: str, attributes: Attributes | None = None) -> None:
        """Write an element without content (`br`, `img`, `input`)."""
        self.start(name, attributes)

    def element(self, name: str, content: str | Markup, attributes: Attributes | None = None) -> None:
        """Write a whole element; content is text unless a writer made it."""
        opening = f"<{name}{_written(attributes)}>" if attributes else f"<{name}>"
        inner = content if isinstance(content, Markup) else escape(content)
        self._parts.append(f"{opening}{inner}</{name}>")

    def markup(self, content: Markup) -> None:
        """Write what another writer made."""
        if not isinstance(content, Markup):
            raise TypeError("only Markup made by a writer can be written as it is; use text()")
        self._parts.append(content)

    def result(self) -> Markup:
        """All that was written."""
        return Markup("".join(self._parts))  # noqa: S704 - the parts are escaped: this is the writer


def escape(text: str) -> str:
    """The text as it stands in HTML, inside elements and in quoted attributes."""
    return _SPECIAL.sub(_replacement, text)


def link_url(url: str) -> SafeUrl | None:
    """The URL if a reader may follow it: http, https, mailto or relative; else None."""
    url = url.strip()
    bare = _laid_bare(url)
    scheme = _scheme(bare)
    if scheme is None or (scheme and scheme not in _LINK_SCHEMES):
        return None
    if scheme != _scheme(_IGNORED.sub("", url)):  # a scheme that only decoding shows is no honest one
        return None
    # From a page on disk, `//host` would mean a file server.
    return SafeUrl("https:" + url) if bare.startswith("//") else SafeUrl(url)


def image_url(url: str) -> SafeUrl | None:
    """The URL if it may be the source of an image: a relative path or an inline bitmap; else None."""
    if _DATA_IMAGE.match(url):
        return SafeUrl(url)
    safe = link_url(url)
    return safe if safe is not None and not is_remote(safe) else None


def is_remote(url: str) -> bool:
    """Whether a URL leads to another host, or names a scheme at all."""
    bare = _laid_bare(url)
    return bare.startswith("//") or _SCHEME.match(bare) is not None


def safe_anchor(anchor: str) -> str:
    """The id of an author's heading. Ids with our prefix are the theme's, so that no heading can take one."""
    return f"x-{anchor}" if anchor.startswith(_OWN_PREFIX) else anchor


def own_id(*parts: object) -> str:
    """An id of ours, which no heading can have."""
    return _OWN_PREFIX + "-".join(str(part) for part in parts)


def _replacement(match: re.Match[str]) -> str:
    return _REPLACEMENTS.get(match[0], "\ufffd")


def _written(attributes: Attributes) -> str:
    parts: list[str] = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        if not _takes_any_text(name):
            _check(name, value)
        parts.append(f" {name}" if value is True else f' {name}="{escape(str(value))}"')
    return "".join(parts)


@cache
def _takes_any_text(name: str) -> bool:
    """Whether an attribute may have any value. Names are ours, and few."""
    return name not in _URL_ATTRIBUTES and name != "style" and not name.startswith("on")


def _check(name: str, value: AttributeValue) -> None:
    """Refuse what must not be written."""
    if name not in _URL_ATTRIBUTES:
        raise TypeError(f"the attribute `{name}` is never written")
    if type(value) is not SafeUrl:
        raise TypeError(f"the attribute `{name}` takes a checked URL, not {value!r}")


def _laid_bare(url: str) -> str:
    """The URL without the dresses in which a scheme hides: entities, percent signs, control characters."""
    for _ in range(_ROUNDS):
        bare = _IGNORED.sub("", unquote(html.unescape(url)))
        if bare == url:
            break
        url = bare
    return url


def _scheme(bare: str) -> str | None:
    """The scheme in lower case, empty for a relative URL, None for what no browser reads alike."""
    if bare.startswith(("\\", "/\\")):
        return None
    match = _SCHEME.match(bare)
    if match:
        return match[1].lower()
    head = re.split(r"[/?#]", bare, maxsplit=1)[0]
    return None if ":" in head else ""
