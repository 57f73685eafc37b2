"""Code with its syntax marked by classes; colours are the theme's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from runpress.backends.html.escape import Markup, Writer

if TYPE_CHECKING:
    from pygments.lexer import Lexer
    from pygments.token import _TokenType

_LIMIT = 50_000
"""Longer code is not marked: lexers are regular expressions, and their time need not be linear."""
_LONGEST_LINE = 1000
_GAP = re.compile(r"(?:\n[ \t]*){100}\n")
"""Several lexers go over long lines and many blank ones again and again."""
_PAIRS = (("/*", "*/"), ("<!--", "-->"), ("<![CDATA[", "]]>"))
_MOST_OPEN = 100
"""How often something may begin that does not end: each time, a lexer looks for the end in all that follows."""
_MARKDOWN = frozenset({"markdown", "md"})
_DATA = re.compile(
    r"\A---\n(?P<matter>.*?)^---$|^(?P<fence>`{3,})(?:panel|runset|grid|section|embed)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
"""What is YAML in a document: front matter, and the bodies of fences that hold data."""
_FENCE_LINE = re.compile(r"^[ \t]*(?:```|~~~)", re.MULTILINE)
_PLAIN = frozenset({"", "text", "txt", "plain", "plaintext", "none"})


def language_class(language: str) -> str | None:
    """The class that names the language, as CommonMark writes it."""
    word = language.split(maxsplit=1)[0] if language.strip() else ""
    return f"language-{word}" if word else None


def highlighted(text: str, language: str) -> Markup:
    """The code, escaped, with tokens in classes; plain where the language is unknown, or marking it could take long."""
    lexer = _lexer(language) if len(text) <= _LIMIT and _is_tame(text) else None
    return _marked(text, language, lexer) if lexer is not None else _plain(text)


def _plain(text: str) -> Markup:
    writer = Writer()
    writer.text(text)
    return writer.result()


def _is_tame(text: str) -> bool:
    """Whether lexers read a text in about linear time."""
    if max(map(len, text.split("\n"))) > _LONGEST_LINE or _GAP.search(text) is not None:
        return False
    if len(_FENCE_LINE.findall(text)) > _MOST_OPEN:
        return False
    return all(text.count(begin, text.rfind(end) + 1) <= _MOST_OPEN for begin, end in _PAIRS)


@lru_cache(maxsize=512)
def _marked(text: str, language: str, lexer: Lexer) -> Markup:
    writer = Writer()
    yaml = _lexer("yaml") if _name(language) in _MARKDOWN else None
    tokens = _tokens(lexer, text) if yaml is None else _document(lexer, yaml, text)
    if "".join(value for _, value in tokens) != text:  # a lexer may rewrite what it reads; a page may not
        tokens = [("", text)]
    for css, value in tokens:
        if css:
            writer.element("span", value, {"class": css})
        else:
            writer.text(value)
    return writer.result()


def _document(lexer: Lexer, yaml: Lexer, text: str) -> list[tuple[str, str]]:
    """The tokens of a document, those of the YAML in it among them."""
    tokens: list[tuple[str, str]] = []
    end = 0
    for found in _DATA.finditer(text):
        part = "body" if found["fence"] else "matter"
        before, data = text[end : found.start()], found[part]
        edges = text[found.start() : found.start(part)], text[found.end(part) : found.end()]
        tokens += _tokens(lexer, before) if before else []
        tokens += [("sb", edges[0]), *_tokens(yaml, data), ("sb", edges[1])]
        end = found.end()
    return tokens + (_tokens(lexer, text[end:]) if end < len(text) else [])


def _tokens(lexer: Lexer, text: str) -> list[tuple[str, str]]:
    """Tokens as (class, text); neighbours of one class are one."""
    tokens: list[tuple[str, str]] = []
    for kind, value in lexer.get_tokens(text):
        css = _class_of(kind)
        if css == "w":
            css = ""
        if tokens and tokens[-1][0] == css:
            tokens[-1] = (css, tokens[-1][1] + value)
        elif value:
            tokens.append((css, value))
    return tokens


@lru_cache(maxsize=512)
def _class_of(kind: _TokenType) -> str:
    """The class of a kind of token: its own, or that of the nearest kind above it that has one."""
    from pygments.token import STANDARD_TYPES

    return next(STANDARD_TYPES[known] for known in reversed(kind.split()) if known in STANDARD_TYPES)


def _name(language: str) -> str:
    return language.split(maxsplit=1)[0].strip("{}.").lower() if language.strip() else ""


@lru_cache(maxsize=256)
def _lexer(language: str) -> Lexer | None:
    name = _name(language)
    if name in _PLAIN:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
