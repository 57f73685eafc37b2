"""Text divided into lines: what means something at the beginning or the end of a line is escaped.

The text comes from `escapes`, and says with `BREAK` where hard line breaks are.
"""

from __future__ import annotations

import re

from runpress.backends.markdown.escapes import BREAK
from runpress.syntax.rules.containers import DIRECTIVE_WORDS, TONES

_CONFLICT = "<" * 7
"""How the conflict of a merge begins."""
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
