"""Text inside a line as Markdown that reads back as the text it was: no escape where none is needed, none left out.

What a sign means depends on what else stands in the same piece of rich text, because a single `*` or `$` means nothing.
What means something at the beginning or the end of a line is for `line_ends`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from markdown_it.common.entities import entities

from runpress.syntax.rules.fence import MIN_MARKS

BREAK = "\0"
"""A hard line break in text that is not yet divided into lines. Text itself never holds this character."""

_SPECIAL = re.compile(
    r"\\|`+|\*+|_+|~+|\$+|[\[\]<&\xa0\r\0\ufeff]|\{(?=\{)|!(?=\[|\Z)"
    r"|(?i:(?:https?|ftp)(?=://))|(?<![A-Za-z0-9])www(?=\.)|(?<=[\w.+-])@(?=[\w-]+\.)",
    re.ASCII,
)
_SIGNS = re.compile("[\\\\`*_~$\\[\\]<&\xa0\r\0\ufeff{!@:]")
"""Of what `_SPECIAL` finds, all but `www` has one of these in it or behind it: they are looked for in a tenth of the time."""
_RUNS = re.compile(r"`+|\*+|_+|~+|\$+")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|([A-Za-z][A-Za-z0-9]{1,31}));")
_HTML = re.compile(r"<[A-Za-z/!?]")
_FOLD_END = re.compile(r"</(?:details|summary)", re.IGNORECASE | re.ASCII)
_BEFORE_WORD = re.compile(r"[A-Za-z0-9\x80-\x9f\xa1-\ufefe\uff00-\U0010ffff]")
CODED = {"\xa0": "&nbsp;", "\r": "&#13;", "\0": "\ufffd", "\ufeff": "&#65279;"}
"""Characters that are written as entities wherever they stand."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the whole of a rich text holds, as far as an escape depends on it."""

    lonely: frozenset[str] = frozenset()
    """Marks that stand there once, and so have no partner: `*`, `_`, `~`, `$`, a backtick."""
    has_link_text: bool = False
    """Whether `](` stands there, or labels are defined: only then may `[` begin a link."""
    has_mustache: bool = False
    """Whether `}}` stands there."""


PLAIN = Surroundings(lonely=frozenset("*_~$`"))


def surroundings_of(texts: Iterable[str], *, used: frozenset[str], has_labels: bool, has_others: bool) -> Surroundings:
    """What texts hold; `used` are the characters of marks that are written around them.

    `has_others` if something else stands between them, which may hold anything.
    """
    counts: dict[str, int] = dict.fromkeys(used, 2)
    has_link_text, has_mustache = has_labels, has_others
    for text in texts:
        has_mustache = has_mustache or "}}" in text
        if is_plain(text):
            continue
        for run in _RUNS.findall(text):
            # `$$` opens and closes by itself as soon as there is another; a run of the others is one.
            counts[run[0]] = counts.get(run[0], 0) + (len(run) if run[0] == "$" else 1)
        has_link_text = has_link_text or "](" in text
    lonely = frozenset(mark for mark in "*_~$`" if counts.get(mark, 0) <= 1)
    return Surroundings(lonely, has_link_text, has_mustache)


def is_plain(text: str) -> bool:
    """Whether nothing in a text needs an escape, whatever stands around it. Of a few texts that is not seen."""
    return not _SIGNS.search(text) and "www" not in text


def escape_text(text: str, around: Surroundings, *, before: str, after: str, in_link: bool) -> str:
    """A stretch of text. `before` and `after` are the characters beside it in the output; empty at its ends."""
    if is_plain(text):
        return text

    def escaped(match: re.Match[str]) -> str:
        found = _Found(match[0], text, match.start(), before, after, around, in_link=in_link)
        return _ESCAPES.get(found.sign[0], _of_address)(found)

    return _SPECIAL.sub(escaped, text)


class _Found(NamedTuple):
    """A sign that may need an escape, and where it stands."""

    sign: str
    text: str
    start: int
    before: str
    """The character beside the text in the output; empty at its end."""
    after: str
    around: Surroundings
    in_link: bool

    @property
    def end(self) -> int:
        return self.start + len(self.sign)

    @property
    def previous(self) -> str:
        """The character before the sign."""
        return self.text[self.start - 1] if self.start else self.before

    @property
    def next(self) -> str:
        """The character behind the sign."""
        return self.text[self.end] if self.end < len(self.text) else self.after

    @property
    def is_lonely(self) -> bool:
        """Whether it has no partner."""
        return self.sign[0] in self.around.lonely

    @property
    def is_apart(self) -> bool:
        """Whether it stands between spaces."""
        return _is_blank(self.text, self.start - 1, self.before, step=-1) and _is_blank(
            self.text, self.end, self.after, step=1
        )


def _backslash(found: _Found) -> str:
    return found.sign if _BEFORE_WORD.match(found.next) else "\\\\"


def _ticks(found: _Found) -> str:
    return found.sign if found.is_lonely and len(found.sign) < MIN_MARKS else _each(found.sign)


def _emphasis(found: _Found) -> str:
    return found.sign if found.is_lonely or found.is_apart else _each(found.sign)


def _underscores(found: _Found) -> str:
    is_inside = found.previous.isalnum() and found.next.isalnum()
    return found.sign if is_inside else _emphasis(found)


def _dollars(found: _Found) -> str:
    return found.sign if found.is_lonely else _each(found.sign)


def _opening(found: _Found) -> str:
    return "\\[" if found.in_link or found.around.has_link_text or found.next in ("^", "!") else "["


def _closing(found: _Found) -> str:
    return "\\]" if found.in_link else "]"


def _exclamation(found: _Found) -> str:
    return "\\!" if found.next == "[" and found.end == len(found.text) else "!"


def _angle(found: _Found) -> str:
    if _FOLD_END.match(found.text, found.start):
        return "&lt;"
    return "\\<" if _HTML.match(found.text, found.start) else "<"


def _ampersand(found: _Found) -> str:
    return "&amp;" if _is_entity(found.text, found.start) else "&"


def _brace(found: _Found) -> str:
    return "\\{" if found.around.has_mustache else "{"


def _at(found: _Found) -> str:
    return "@" if found.in_link else "\\@"


def _coded(found: _Found) -> str:
    return CODED[found.sign]


def _of_address(found: _Found) -> str:
    """The scheme of an address, or `www`."""
    return found.sign if found.in_link else f"{found.sign}\\"


_ESCAPES: Mapping[str, Callable[[_Found], str]] = {
    "\\": _backslash,
    "`": _ticks,
    "*": _emphasis,
    "~": _emphasis,
    "_": _underscores,
    "$": _dollars,
    "[": _opening,
    "]": _closing,
    "!": _exclamation,
    "<": _angle,
    "&": _ampersand,
    "{": _brace,
    "@": _at,
    **dict.fromkeys(CODED, _coded),
}
"""By the first character of a sign."""


def _each(run: str) -> str:
    return "".join(f"\\{char}" for char in run)


def _is_blank(text: str, at: int, beside: str, *, step: int) -> bool:
    """Whether a space stands at an offset of a text that stays a space: those at the ends of lines are coded."""
    if not 0 <= at < len(text):
        return not beside
    return text[at] == " " and 0 <= at + step < len(text) and text[at + step] != "\n"


def _is_entity(text: str, start: int) -> bool:
    match = _ENTITY.match(text, start)
    return match is not None and (match[1] is None or match[1] in entities)
