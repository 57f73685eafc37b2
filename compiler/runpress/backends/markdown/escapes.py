"""Text as Markdown that reads back as the text it was: no escape where none is needed, none left out where one is.

Two steps. `TextEscaper` escapes what means something inside a line; it knows what else stands in the same
piece of rich text, because a single `*` or `$` means nothing. `as_lines` and `as_line` escape what means
something at the beginning or the end of a line, once the whole text is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markdown_it.common.entities import entities

from runpress.syntax.rules.containers import DIRECTIVE_WORDS, TONES

BREAK = "\0"
"""A hard line break in text that is not yet divided into lines. Text itself never holds this character."""

_SPECIAL = re.compile(
    r"\\|`+|\*+|_+|~+|\$+|[\[\]<&\xa0\r\0\ufeff]|\{(?=\{)|!(?=\[|\Z)"
    r"|(?i:(?:https?|ftp)(?=://))|(?<![A-Za-z0-9])www(?=\.)|(?<=[\w.+-])@(?=[\w-]+\.)",
    re.ASCII,
)
_RUNS = re.compile(r"`+|\*+|_+|~+|\$+")
_CONFLICT = "<" * 7
"""How the conflict of a merge begins."""
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
        for run in _RUNS.findall(text):
            # `$$` opens and closes by itself as soon as there is another; a run of the others is one.
            counts[run[0]] = counts.get(run[0], 0) + (len(run) if run[0] == "$" else 1)
        has_link_text = has_link_text or "](" in text
        has_mustache = has_mustache or "}}" in text
    lonely = frozenset(mark for mark in "*_~$`" if counts.get(mark, 0) <= 1)
    return Surroundings(lonely, has_link_text, has_mustache)


def is_plain(text: str) -> bool:
    """Whether nothing in a text needs an escape, whatever stands around it."""
    return not _SPECIAL.search(text)


def escape_text(text: str, around: Surroundings, *, before: str, after: str, in_link: bool) -> str:
    """A stretch of text. `before` and `after` are the characters beside it in the output; empty at its ends."""
    if not _SPECIAL.search(text):
        return text

    def escaped(match: re.Match[str]) -> str:
        start, end = match.span()
        following = text[end] if end < len(text) else after
        preceding = text[start - 1] if start else before
        is_apart = _is_blank(text, start - 1, before, step=-1) and _is_blank(text, end, after, step=1)
        return _escaped(match[0], text, start, preceding, following, around, in_link=in_link, is_apart=is_apart)

    return _SPECIAL.sub(escaped, text)


def _escaped(  # noqa: C901, PLR0911, PLR0912, PLR0913, PLR0917 - one line a character, and all that one depends on
    found: str,
    text: str,
    start: int,
    before: str,
    after: str,
    around: Surroundings,
    *,
    in_link: bool,
    is_apart: bool,
) -> str:
    match found[0]:
        case "\\":
            return found if _BEFORE_WORD.match(after) else "\\\\"
        case "`":
            return found if "`" in around.lonely and len(found) < 3 else _each(found)  # noqa: PLR2004 - a fence
        case "*" | "~":
            return found if found[0] in around.lonely or is_apart else _each(found)
        case "_":
            is_inside = before.isalnum() and after.isalnum()
            return found if "_" in around.lonely or is_inside or is_apart else _each(found)
        case "$":
            return found if "$" in around.lonely else _each(found)
        case "[":
            return "\\[" if in_link or around.has_link_text or after in ("^", "!") else "["
        case "]":
            return "\\]" if in_link else "]"
        case "!":
            return "\\!" if (after == "[" and start + 1 == len(text)) else "!"
        case "<":
            if _FOLD_END.match(text, start):
                return "&lt;"
            return "\\<" if _HTML.match(text, start) else "<"
        case "&":
            return "&amp;" if _is_entity(text, start) else "&"
        case "{":
            return "\\{" if around.has_mustache else "{"
        case "@":
            return found if in_link else "\\@"
        case char if char in CODED:
            return CODED[char]
        case _:  # the scheme of an address, or `www`
            return found if in_link else f"{found}\\"


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


_COLONS = rf":::+[ \t]*\{{?(?i:{'|'.join((*DIRECTIVE_WORDS, *TONES))})\b"
_BEGINS = re.compile(
    r"(?P<first>"
    r"\#{1,6}(?=[ \t]|\Z)|>|[-+*](?=[ \t]|\Z)|(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})\Z"
    rf"|~~~|{_COLONS}|!!!|\?\?\?"
    r")|[0-9]{1,9}(?P<number>[.)])(?=[ \t]|\Z)|\[\^[^\]\s]+\](?P<note>:)"
)
_INTERRUPTS = re.compile(
    r"(?P<first>"
    r"\#{1,6}(?=[ \t]|\Z)|>|[-+*](?=[ \t]+[^ \t])|(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,})\Z"
    rf"|~~~|{_COLONS}"
    r")|0{0,8}1(?P<number>[.)])(?=[ \t]+[^ \t])|\[\^[^\]\s]+\](?P<note>:)"
)
"""What ends a paragraph; most lists but those that begin with 1 do not."""
_UNDER = re.compile(r"=+[ \t]*\Z|-+[ \t]*\Z|[|:-][|: \t-]*\Z")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)
_TASK = re.compile(r"\[[ xX]\](?=\s|\Z)")
_OUR_HTML = re.compile(
    r"</?(?:br|u|sub|sup|kbd|b|i|s)>|<!--[ \t]+/?wandb\s|<[A-Za-z][A-Za-z0-9+.-]+:|<[^A-Za-z/!?]|<\Z"
)
_MATHS = re.compile(r"\$\$(?:(?!\$\$).)+\$\$[ \t]*\Z")
"""Maths alone on its line would be a block."""
_MAY_START = frozenset("#>-+*_~:!?[=|$0123456789 \t")
_CODES = {" ": "&#32;", "\t": "&#9;"}


def as_lines(text: str, *, is_item: bool = False, bullet: str = "") -> list[str]:
    """The lines of a paragraph. `is_item` if it begins a list item, `bullet` the mark before it."""
    if BREAK not in text and "\n" not in text:
        return [_first_line(text, is_item=is_item, bullet=bullet)]
    lines: list[str] = []
    for line in _with_breaks(text).split("\n"):
        if lines and (not line or not lines[-1]):
            lines[-1] += f"&#10;{line}"
        else:
            lines.append(line)
    return [
        _first_line(_ends_coded(line), is_item=is_item, bullet=bullet)
        if number == 0
        else _later_line(_ends_coded(line))
        for number, line in enumerate(lines)
    ]


def as_line(text: str) -> str:
    """Text that cannot have lines: a heading, a cell, a summary."""
    if BREAK in text or "\n" in text:
        text = text.replace(BREAK, "<br>").replace("\n", "&#10;")
    return _ends_coded(text)


def _with_breaks(text: str) -> str:
    """A backslash before the line's end, or `<br>` where that would end nothing."""
    if BREAK not in text:
        return text
    parts = text.split(BREAK)
    out = [parts[0]]
    for number, part in enumerate(parts[1:], 1):
        before = parts[number - 1]
        has_text_before = bool(before) and not before.endswith("\n")
        has_text_after = bool(part) and not part.startswith("\n")
        out.append("\\\n" if has_text_before and has_text_after else "<br>")
        out.append(part)
    return "".join(out)


def _ends_coded(line: str) -> str:
    """A line whose blanks at its ends are kept."""
    if line[-1:] in (" ", "\t"):
        line = f"{line[:-1]}{_CODES[line[-1]]}"
    if line[:1] in (" ", "\t"):
        line = f"{_CODES[line[0]]}{line[1:]}"
    return line


def _first_line(line: str, *, is_item: bool, bullet: str) -> str:
    line = _ends_coded(line)
    if line.startswith(_CONFLICT):
        return f"\\{line}"
    if line[:1] not in _MAY_START:
        return line
    if line[0] == "[":
        return _bracketed(line, is_item=is_item)
    if _MATHS.match(line):
        return f"{line}<!-- -->"
    if bullet and not line.strip(f"{bullet} \t"):
        return f"\\{line}"  # with the bullet it would be a rule
    return _escaped_start(line, _BEGINS)


def _bracketed(line: str, *, is_item: bool) -> str:
    definition = _DEFINITION.match(line)
    if definition:
        # The brackets may be a link by reference: it is the colon that is escaped.
        return f"{line[: definition.end() - 1]}\\{line[definition.end() - 1 :]}"
    return f"\\{line}" if line in ("[TOC]", "[toc]") or (is_item and _TASK.match(line)) else line


def _later_line(line: str) -> str:
    if line.startswith(_CONFLICT):
        return f"\\{line}"
    if line[:1] == "<" and not _OUR_HTML.match(line):
        return f"    {line}"  # text goes on in a line that is indented, where a block could begin otherwise
    if line[:1] not in _MAY_START:
        return line
    if _MATHS.match(line):
        return f"{line}<!-- -->"
    return f"\\{line}" if _UNDER.match(line) else _escaped_start(line, _INTERRUPTS)


def _escaped_start(line: str, starts: re.Pattern[str]) -> str:
    match = starts.match(line)
    if match is None:
        return line
    at = max(match.start(match.lastgroup or 0), 0)
    return f"{line[:at]}\\{line[at:]}"
