"""Addresses and titles of links as Markdown: bare, in angle brackets, or in parentheses."""

from __future__ import annotations

import re

from runpress.syntax.rules.autolinks import find_autolinks

_PLAIN = re.compile(r"[^\s\x00-\x20\x7f<>()\\&\"'`*_~$\[\]|{]*\Z")
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20\\&]*\Z")
_TO_ESCAPE = re.compile(r"<(?!/(?i:details|summary))|[>\\]|&(?=#?[A-Za-z0-9]+;)")
_CODED = re.compile(r"[\r\n\x00]|<(?=/(?:details|summary))", re.IGNORECASE)
_ENDS = frozenset(".,;:!?")


def destination(url: str, title: str = "") -> str:
    """An address between the parentheses of a link."""
    if _PLAIN.match(url) and (url or not title):
        return url
    escaped = _CODED.sub(_code, _TO_ESCAPE.sub(r"\\\g<0>", url))
    is_bare = url and not re.search(r"[\s\x00-\x20\x7f]", url) and url[0] != "<" and _is_balanced(url)
    return escaped if is_bare else f"<{escaped}>"


def title_text(title: str) -> str:
    """A title behind an address, with the space before it; empty if there is none."""
    if not title:
        return ""
    escaped = re.sub(r'["\\]|&(?=#?[A-Za-z0-9]+;)', r"\\\g<0>", title)
    return f' "{_CODED.sub(_code, escaped)}"'


def autolink(url: str, text: str, *, before: str, after: str) -> str:
    """A link whose text is its address, if it can be written as that; else nothing."""
    if _bare(url, text) and _stands_alone(text, before, after):
        return text
    return f"<{url}>" if url == text and _AUTOLINK.match(url) else ""


def bare_media(url: str) -> str:
    """A media address alone on its line."""
    return url if _bare(url, url) else f"<{url}>"


def _bare(url: str, text: str) -> bool:
    """Whether `text` by itself is read as a link to `url`."""
    if not text or _UNSAFE.search(text):
        return False
    return find_autolinks(text) == {0: (len(text), url)}


_UNSAFE = re.compile(r"[\\`*\[\]<>&$\x00-\x20]|\{\{|~~")
"""What other rules of Markdown would take out of a bare address."""


def _stands_alone(text: str, before: str, after: str) -> bool:
    # Not behind a hard break: where that is written as `<br>`, an address is no link.
    is_before = not before or before in " \n("
    is_after = not after or after in " \n"
    return is_before and is_after and not (before == "(" and ")" in text)


def _is_balanced(url: str) -> bool:
    depth = 0
    for char in url:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0 or depth > 30:  # noqa: PLR2004 - markdown-it-py gives up at 32
            return False
    return not depth


def _code(match: re.Match[str]) -> str:
    return "\ufffd" if match[0] == "\0" else f"&#{ord(match[0])};"
