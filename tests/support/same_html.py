"""HTML as what it means: elements, and text with the set of marks that it carries.

Marks are sets in the view, so `<em><strong>` and `<strong><em>` say the same, and ids, classes and
attributes that only our pages have say nothing about the text.
"""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

MARKS = frozenset({"em", "strong", "del", "u", "sub", "sup", "kbd", "code"})
KEPT = frozenset({"href", "src", "alt", "title", "start", "class", "checked", "align"})
VOID = frozenset({"br", "hr", "img", "input"})
INLINE = MARKS | {"a", "img", "br", "input"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[tuple[object, ...]] = []
        self.marks: list[str] = []
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in MARKS and not (tag == "code" and self.pre):
            self.marks.append(tag)
            return
        self.pre += tag == "pre"
        if tag == "span" and self.pre:
            return  # highlighting
        kept = sorted(
            (name, unquote(value or "")) for name, value in attrs if name in KEPT and _counts(tag, name, value)
        )
        self.events.append(("<", tag, *kept))

    def handle_endtag(self, tag: str) -> None:
        if tag in MARKS and not (tag == "code" and self.pre):
            self.marks.remove(tag)
            return
        self.pre -= tag == "pre"
        if tag not in VOID and not (tag == "span" and self.pre):
            self.events.append((">", tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self.pre:
            data = data.replace("\r", "\n")
        key = frozenset(self.marks)
        last = self.events[-1] if self.events else None
        if last and last[0] == "text" and last[1] == key:
            self.events[-1] = ("text", key, str(last[2]) + data)
        else:
            self.events.append(("text", key, data))


def _counts(tag: str, name: str, value: str | None) -> bool:
    if name == "class":
        return tag == "code" and bool(value)
    return not (name == "title" and not value)


def events_of(html: str) -> list[tuple[object, ...]]:
    """What the HTML says; white space next to the edge of a block says nothing."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    events: list[tuple[object, ...]] = []
    pre = 0
    raw = reader.events
    for index, event in enumerate(raw):
        if event[0] == "text" and not pre:
            text = str(event[2])
            if index == 0 or _is_edge(raw[index - 1]):
                text = text.lstrip(" \n")
            if index + 1 == len(raw) or _is_edge(raw[index + 1]):
                text = text.rstrip(" \n")
            if text:
                events.append(("text", event[1], text))
            continue
        pre += (event[:2] == ("<", "pre")) - (event[:2] == (">", "pre"))
        events.append(event)
    return events


def _is_edge(event: tuple[object, ...]) -> bool:
    return event[0] in "<>" and (event[1] not in INLINE or event[1] == "br")
