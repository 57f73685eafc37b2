"""Rich text as Markdown. Marks are flags on runs of text; here they enclose the longest stretch that has them.

`**` and its kind are written where CommonMark reads them as what they are (its rules on flanking), and HTML
marks (`<b>`) everywhere else: inside words beside punctuation, around blanks, directly beside one another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from markdown_it.common.utils import isPunctChar, isWhiteSpace

from runpress.backends.markdown.addresses import autolink, destination, title_text
from runpress.backends.markdown.escapes import BREAK, CODED, PLAIN, Surroundings, escape_text, is_plain, surroundings_of
from runpress.model.text import (
    MARKS,
    NO_MARKS,
    Boundary,
    Break,
    Element,
    FootnoteReference,
    Inline,
    Link,
    Mark,
    Math,
    Picture,
    Text,
    Wrapped,
)
from runpress.syntax.document import VerbatimInline

_TAGS: Mapping[Mark, str] = {
    "bold": "b",
    "italic": "i",
    "strikethrough": "s",
    "underline": "u",
    "sub": "sub",
    "sup": "sup",
    "kbd": "kbd",
}
_SIGNS: Mapping[Mark, str] = {"bold": "**", "italic": "*", "strikethrough": "~~"}
_INNER_SIGNS: Mapping[Mark, str] = {"bold": "__", "italic": "_"}
"""What stands inside the other of the two: `*a __b__*`."""
_USED: Mapping[Mark, str] = {"bold": "*_", "italic": "*_", "strikethrough": "~", "code": "`"}
_WRAPPING = tuple(mark for mark in MARKS if mark != "code")
_CODE = frozenset({"code"})
_BACKTICKS = re.compile("`+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def print_inlines(children: Sequence[Inline], *, has_labels: bool = False) -> str:
    """Rich text before it is divided into lines (`line_ends.as_lines`): hard breaks are `BREAK`."""
    if len(children) == 1 and type(children[0]) is Text and not children[0].marks and is_plain(children[0].text):
        return children[0].text
    return _Printer(_surroundings(children, has_labels=has_labels)).run(children, _Spot(NO_MARKS, "", "", ""))


def print_alternative(text: str) -> str:
    """The text alternative of an image."""
    return escape_text(text, PLAIN_LINK, before="[", after="]", in_link=True).replace("\n", "&#10;")


PLAIN_LINK = Surroundings(has_link_text=True, has_mustache=True)


def _print_json(value: Any) -> str:
    """JSON as it may stand in a comment."""
    text = json.dumps(value, ensure_ascii=False, default=_told)
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("--", "-\\u002d")
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _told(value: Any) -> str:
    """What stands for a value that is no JSON: a subtree that was too deep to be looked into."""
    return str(getattr(value, "text", value))


def _surroundings(children: Sequence[Inline], *, has_labels: bool) -> Surroundings:
    texts: list[str] = []
    others: list[str] = []
    used: set[str] = set()
    for child in _all(children):
        if isinstance(child, Text) and "code" not in child.marks:
            texts.append(child.text)
        else:
            others.append(_raw(child))
        for mark in getattr(child, "marks", ()):
            used.update(_USED.get(mark, ""))
    if not used and not others and len(texts) == 1 and is_plain(texts[0]):
        return PLAIN
    # Code and maths begin at the first of their marks, also where the second one stands in an address.
    written = "".join(others)
    used.update(sign for sign in "$`" if sign in written)
    return surroundings_of(texts, used=frozenset(used), has_labels=has_labels, has_others=bool(others))


def _all(children: Sequence[Inline]) -> Iterator[Inline]:
    """All nodes, each before those inside it."""
    for child in children:
        yield child
        if isinstance(child, Link | Wrapped):
            yield from _all(child.children)


def _raw(child: Inline | VerbatimInline) -> str:  # noqa: PLR0911 - one a kind
    """What a node that is no text writes, as far as it may hold marks of code and maths."""
    match child:
        case Text(text=text):
            return f"`{text}"
        case Math(content=content):
            return f"${content}"
        case Link(url=url, title=title):
            return url + title
        case Picture(url=url, alt=alt, title=title):
            return url + alt + title
        case Element(value=value) | Wrapped(extra=value):
            return _print_json(value)
        case VerbatimInline(text=text):
            return text
        case _:
            return ""


def _marks_of(child: Inline | VerbatimInline) -> frozenset[Mark] | None:
    """The marks that may enclose a node; None for one that has none and does not care."""
    match child:
        case Text(marks=marks) | Math(marks=marks) | Break(marks=marks) | VerbatimInline(marks=marks):
            return marks - _CODE if "code" in marks else marks
        case Link(children=children) | Wrapped(children=children):
            inner = [marks for marks in map(_marks_of, children) if marks is not None]
            return frozenset.intersection(*inner) if inner else None
        case _:
            return None


class _Spot(NamedTuple):
    """Where nodes are written."""

    done: frozenset[Mark]
    """The marks that are written around them."""
    before: str
    """The character beside them in the output; empty at its beginning."""
    after: str
    used: str
    """The signs of the marks around them."""

    def between(self, before: str, after: str) -> _Spot:
        """The same between other characters."""
        return _Spot(self.done, before, after, self.used)


class _Printer:
    """One rich text being written."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self.in_link = False

    def run(self, children: Sequence[Inline], spot: _Spot) -> str:
        """Nodes beside each other."""
        out: list[str] = []
        last = spot.before
        index = 0
        marks = [_marks_of(child) for child in children]
        while index < len(children):
            own = marks[index]
            mark, end = _longest(marks, index, own - spot.done) if own else ("", index + 1)
            following = _first_of(children[end], marks[end], spot.done) if end < len(children) else spot.after
            here = spot.between(last, following)
            piece = self._enclosed(mark, children[index:end], here) if mark else self._one(children[index], here)
            if piece:
                out.append(piece)
                last = piece[-1]
            index = end
        return "".join(out)

    def _enclosed(self, mark: Mark, children: Sequence[Inline], spot: _Spot) -> str:
        sign, inside = _sign(mark, spot.used), spot.done | {mark}
        if mark == "bold" and sign == "**" and _all_italic(children):
            sign, inside = "***", spot.done | {"bold", "italic"}
        if sign:
            body = self.run(children, _Spot(inside, sign[0], sign[0], spot.used + sign[0]))
            if _flanks(sign[0], body, spot.before, spot.after):
                return f"{sign}{body}{sign}"
        tag = _TAGS[mark]
        return f"<{tag}>{self.run(children, _Spot(spot.done | {mark}, '>', '<', spot.used))}</{tag}>"

    def _one(self, child: Inline | VerbatimInline, spot: _Spot) -> str:  # noqa: C901, PLR0911 - one line a kind
        match child:
            case Text():
                return self._text(child, spot)
            case Break():
                return BREAK
            case Link():
                return self._link(child, spot)
            case Picture(url=url, alt=alt, title=title):
                return f"![{print_alternative(alt)}]({destination(url, title)}{title_text(title)})"
            case Math(content=content):
                return _math(content, spot.before, spot.after)
            case FootnoteReference(label=label):
                return f"[^{label}]"
            case Element(value=value):
                return f"<!-- wandb {_print_json(value)} -->"
            case Wrapped(extra=extra, children=children):
                return f"<!-- wandb {_print_json(extra)} -->{self.run(children, spot.between('>', '<'))}<!-- /wandb -->"
            case Boundary():
                return "<!-- wandb -->"
            case VerbatimInline(text=text):
                return text

    def _text(self, text: Text, spot: _Spot) -> str:
        if "code" in text.marks:
            return _code_span(text.text)
        return escape_text(text.text, self.around, before=spot.before, after=spot.after, in_link=self.in_link)

    def _link(self, link: Link, spot: _Spot) -> str:
        if not link.title and len(link.children) == 1 and not self.in_link:
            only = link.children[0]
            if isinstance(only, Text) and only.marks <= spot.done:
                written = autolink(link.url, only.text, before=spot.before, after=spot.after)
                if written:
                    return written
        was, self.in_link = self.in_link, True
        text = self.run(link.children, spot.between("[", "]"))
        self.in_link = was
        return f"[{text}]({destination(link.url, link.title)}{title_text(link.title)})"


def _longest(marks: Sequence[frozenset[Mark] | None], start: int, own: frozenset[Mark]) -> tuple[Mark, int]:
    """The mark that reaches farthest, and where its stretch ends."""
    best, farthest = "", start + 1
    for mark in _WRAPPING:
        if mark not in own:
            continue
        end = index = start + 1
        while index < len(marks):
            here = marks[index]
            if here is not None and mark not in here:
                break
            index += 1
            if here is not None:
                end = index
        if not best or end > farthest:
            best, farthest = mark, end
    return best, farthest


def _all_italic(children: Sequence[Inline]) -> bool:
    return all(marks is None or "italic" in marks for marks in map(_marks_of, children))


def _sign(mark: Mark, used: str) -> str:
    if mark not in _SIGNS:
        return ""
    sign = _SIGNS[mark]
    if sign[0] not in used:
        return sign
    return _INNER_SIGNS[mark] if mark in _INNER_SIGNS and "_" not in used else ""


def _flanks(sign: str, body: str, before: str, after: str) -> bool:
    """Whether signs around `body` open and close there, and do nothing else (CommonMark 6.2)."""
    if not body or sign in (body[0], body[-1], before, after):
        return False
    if _is_space(body[0]) or _is_space(body[-1]):
        return False
    if sign == "_":
        return _is_edge(before) and _is_edge(after)
    return (not _is_punct(body[0]) or _is_edge(before)) and (not _is_punct(body[-1]) or _is_edge(after))


def _is_space(char: str) -> bool:
    return char == BREAK or isWhiteSpace(ord(char))


def _is_punct(char: str) -> bool:
    return isPunctChar(char)


def _is_edge(char: str) -> bool:
    return not char or _is_space(char) or _is_punct(char)


def _first_of(  # noqa: PLR0911 - one a kind
    child: Inline | VerbatimInline, marks: frozenset[Mark] | None, done: frozenset[Mark]
) -> str:
    """What a node begins with when it is written; any punctuation stands for all."""
    if marks and marks - done:
        return "<"
    match child:
        case Text(text=text, marks=own):
            if "code" in own or not text:
                return "`"
            return text[0] if text[0] not in CODED else "&"
        case Break():
            return BREAK
        case Picture():
            return "!"
        case Link() | FootnoteReference():
            return "["
        case Math():
            return "$"
        case VerbatimInline(text=text):
            return text[:1]
        case _:
            return "<"


def _code_span(text: str) -> str:
    """Code between as many backticks as it does not hold."""
    runs = {len(run) for run in _BACKTICKS.findall(text)}
    count = next(count for count in range(1, len(runs) + 2) if count not in runs)
    is_blank = not text.strip(" ")
    pad = " " if not is_blank and ((text[0] in "` " and text[-1] in "` ") or "`" in (text[0], text[-1])) else ""
    return f"{'`' * count}{pad}{text}{pad}{'`' * count}"


def _math(content: str, before: str, after: str) -> str:
    """`$…$`, or `$$…$$` where a digit beside it or a `$` in it would keep that from being maths."""
    if _TOUCHES.search(content):
        return f"$$ {content} $$"
    is_padded = content[:1].isspace() or content[-1:].isspace()
    is_single = not (is_padded or before.isdigit() or after.isdigit() or _DOLLAR.search(content))
    marks = "$" if is_single else "$$"
    return f"{marks}{content}{marks}"


_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")
_TOUCHES = re.compile(r"\A\$|(?<!\\)(?:\\\\)*(?:\\|\$)\Z")
"""What would be one with the marks beside it: a `$`, or a backslash that escapes one."""
