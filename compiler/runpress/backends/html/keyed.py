"""Elements that keep their identity: a key from content, so that a page can be changed in place.

A key is a digest of what the element shows, with a count where the same stands twice; never of
where it stands. So an insertion renames nothing, and what did not change need not be sent.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from runpress.backends.html.escape import Markup, Writer
from runpress.frozen import frozen
from runpress.passes.anchors import slug, unique

_ROOT = re.compile(r"\s*<[a-z][a-z0-9]*")
_LONGEST_ANCHOR = 80
_LINES = re.compile(r' data-line="\d+"')


@frozen
class Item:
    """An element with a key. `children` are the keyed elements inside that can be kept on their own."""

    key: str
    html: Markup
    line: int = 0
    """The source line, from 1; 0 if it is not known."""
    last: int = 0
    """The last source line; 0 if it is the first."""
    children: tuple[Item, ...] = ()

    def walk(self) -> Iterator[Item]:
        """The item and all keyed elements inside it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def holds(self, line: int) -> bool:
        """Whether a source line is one of its own."""
        return 0 < self.line <= line <= max(self.last, self.line)

    def keeping(self, known: frozenset[str] | set[str]) -> Markup:
        """The HTML with a mark in place of each inner element that the reader has already."""
        html = str(self.html)
        for child in self.children:
            inner = kept(child.key) if child.key in known else child.keeping(known)
            html = html.replace(str(child.html), str(inner), 1)
        return Markup(html)


class Keys:
    """Gives out keys and slots; one is made for each rendering of a page."""

    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._slots: dict[str, int] = {}
        self._anchors: dict[str, int] = {}

    def key(self, *content: str) -> str:
        """The key of some content: its digest, with a count from the second occurrence on."""
        digest = hashlib.blake2b("\0".join(content).encode("utf-8", "replace"), digest_size=8).hexdigest()
        count = self._keys[digest] = self._keys.get(digest, 0) + 1
        return digest if count == 1 else f"{digest}-{count}"

    def slot(self, kind: str, within: str = "") -> str:
        """The place of a container: its kind and which one of them it is, inside another slot or the page."""
        name = f"{within}/{kind}" if within else kind
        count = self._slots[name] = self._slots.get(name, 0) + 1
        return f"{name}-{count}"

    def anchor(self, title: str) -> str:
        """What a link to something of this title holds, which nothing else on the page has."""
        return unique(slug(title)[:_LONGEST_ANCHOR], self._anchors)


def kept(key: str) -> Markup:
    """What stands for an element that the reader has already."""
    writer = Writer()
    writer.element("div", "", {"data-key": key, "data-keep": True})
    return writer.result()


def with_key(html: Markup, key: str, *, slot: str = "", line: int = 0) -> Markup:
    """The element with its key; what is not one element is put into one."""
    match = _ROOT.match(html)
    text = str(html) if match else f"<div>{html}</div>"
    end = match.end() if match else len("<div")
    attributes = f' data-key="{key}"'
    if slot:
        attributes += f' data-slot="{slot}"'
    if line:
        attributes += f' data-line="{line}"'
    return Markup(f"{text[:end]}{attributes}{text[end:]}")


def without_lines(html: str) -> str:
    """The HTML without source lines, which are no part of what an element is."""
    return _LINES.sub("", html)
