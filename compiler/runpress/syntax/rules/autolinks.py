"""Bare links: `https://…`, `www.…` and mail addresses, as GFM 6.9 says. One pass over a text, no backtracking."""

from __future__ import annotations

import re
from collections.abc import Mapping

_BLANK = "&#(?:10|32|9);"
"""White space that is written as an entity: where a line cannot end, and at the ends of lines."""
_URL = re.compile(
    r"(?:(?<=[\s*_~(])|(?<=&#10;)|(?<=&#32;)|(?<=&#9;)|^)"
    rf"(?:(?i:https?|ftp)://|www\.)(?:[^\s<&]|&(?!{_BLANK[1:]}))+"
)
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*")
_TRAILING = frozenset("?!.,:*_~'\"")
_ENTITY = re.compile(r"&[A-Za-z0-9]+;\Z")
_LOCAL = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+-_")
_HOST = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+")
_MAILTO = "mailto:"
_NONE: Mapping[int, tuple[int, str]] = {}


def find_autolinks(text: str) -> Mapping[int, tuple[int, str]]:
    """Bare links by the offset at which they begin: the offset at which they end, and what they point to."""
    has_url = "://" in text or "www." in text
    has_mail = "@" in text
    if not has_url and not has_mail:
        return _NONE
    found: dict[int, tuple[int, str]] = {}
    if has_url:
        for match in _URL.finditer(text):
            link = _url(match.group())
            if link:
                found[match.start()] = (match.start() + len(link), link if link[0] != "w" else f"http://{link}")
    if has_mail:
        _add_mails(text, found)
    return found


def _url(text: str) -> str:
    """The part of the text that is the link: a valid domain, and no punctuation at its end."""
    begin = 0 if text[0] == "w" else text.index("//") + 2
    domain = _DOMAIN.match(text, begin)
    if domain is None:
        return ""
    labels = domain.group().split(".")
    # A host of http:// may be one word (localhost); the last two labels hold no underscores.
    if (begin == 0 and len(labels) < 3) or any("_" in label for label in labels[-2:]):  # noqa: PLR2004 - www.host.tld
        return ""
    return _trim(text)


def _trim(text: str) -> str:
    """The link without trailing punctuation, unpaired brackets and entities."""
    end = len(text)
    opened, closed = text.count("("), text.count(")")
    while end:
        last = text[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and closed > opened:
            end -= 1
            closed -= 1
        elif last == ";" and (entity := _ENTITY.search(text, max(0, end - 32), end)):
            end = entity.start()
        else:
            break
    return text[:end]


def _add_mails(text: str, found: dict[int, tuple[int, str]]) -> None:
    """`name@host.tld`; the name is what stands before the `@`."""
    at = text.find("@")
    floor = 0
    while at >= 0:
        start = at
        while start > floor and text[start - 1] in _LOCAL:
            start -= 1
        host = _HOST.match(text, at + 1)
        if host and start < at and text[host.end() - 1] not in "-_":
            end, begin = host.end(), start - len(_MAILTO)
            if begin >= floor and text.startswith(_MAILTO, begin):
                found[begin] = (end, text[begin:end])
            else:
                found[start] = (end, f"{_MAILTO}{text[start:end]}")
        floor = at + 1
        at = text.find("@", at + 1)
