"""Fences of directives: the word of the info string, other tools' spellings of it, and the body."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it.token import Token

from runpress.diagnostics import Edit
from runpress.diagnostics.codes import directives as directive_codes
from runpress.diagnostics.codes import prose as codes
from runpress.diagnostics.suggest import similarity, suggestion
from runpress.frozen import frozen
from runpress.model.blocks import Block, CodeBlock, MathBlock, Problem
from runpress.model.located import Entry, Located
from runpress.source import Span
from runpress.syntax.context import Lowering
from runpress.syntax.document import Fence, Fenced, LowerFence
from runpress.syntax.places import Places
from runpress.syntax.rules.containers import DIRECTIVE_WORDS
from runpress.syntax.yaml import read_yaml

_WORDS = frozenset(DIRECTIVE_WORDS)
_SHORTEST, _LONGEST = 3, 14
_LONG = 5
"""A shorter word is near many languages: it must be one slip away, above a body that reads as options."""
_ONE_SLIP = 0.75
_LANGUAGES = frozenset({"action", "adblock", "pan", "ride", "rust"})
"""Nearly our words, but languages of Pygments, GitHub, highlight.js or Prism."""
_OPTION = re.compile(r"[ \t]*[A-Za-z_][\w-]*:(?:[ \t]|$)")
_ARGUMENT_KEY = {"panel": "type", "runset": "name"}


@frozen
class _Info:
    word: str
    argument: str
    span: Span
    """The info string."""


def lower_fence(lowering: Lowering, token: Token, lower: LowerFence | None, span: Span) -> Block:
    """Code in a language, or what the directive says. Without `lower` there are no directives."""
    info = token.info.strip()
    word = info.split(None, 1)[0] if info else ""
    if lower is None:
        return _code(token, word, span)
    bare = word.strip("{}")
    if bare not in _WORDS:
        if lowering.keeps_source and word != "math":
            return Fenced(info=info, text=_lines(token), span=span)
        _report_near(lowering, token, word)
        return _code(token, word, span)
    argument = info[len(word) :].strip()
    at = token.meta["info_at"] + token.info.index(info)
    parts = _Info(bare, argument, lowering.span(at, at + len(info)))
    if not token.meta["closed"]:
        _report_unclosed(lowering, token, parts, span)
    body = _body(lowering, token, bare)
    if info != bare or token.markup[0] == ":":
        body = _with_argument(body, parts) if body else None
        _report_foreign(lowering, token, parts, body)
    block = lower(Fence(bare, body, token.content, span)) if body else None
    if block is None and lowering.keeps_source:
        return Fenced(info=info, text=_lines(token), span=span)
    return block or Problem(fence=bare, text=_lines(token), span=span)


def _code(token: Token, word: str, span: Span) -> Block:
    if word == "math":
        return MathBlock(content=token.content.removesuffix("\n"), span=span)
    return CodeBlock(text=_lines(token), language=_unescaped(word), span=span)


def _report_near(lowering: Lowering, token: Token, word: str) -> None:
    near = _near(word) if ":" in token.content else ""
    if near and (len(word.strip("{}")) >= _LONG or _reads_as_options(token.content)):
        at = token.meta["info_at"] + token.info.index(word)
        place = lowering.span(at, at + len(word))
        lowering.findings.append(
            codes.UNKNOWN_FENCE.at(
                place,
                f"`{word}` is no fence of runpress, so its body is shown as code",
                label=f"did you mean `{near}`?",
                fix=(Edit(place, near),),
            )
        )


def _lines(token: Token) -> str:
    """The body; its last line ends also where the file does."""
    return token.content if not token.content or token.content.endswith("\n") else f"{token.content}\n"


@lru_cache(maxsize=256)
def _near(word: str) -> str:
    """Which of our words was meant, if the language of a fence looks like one."""
    word = word.strip("{}")
    if not _SHORTEST <= len(word) <= _LONGEST or word.lower() in _LANGUAGES:
        return ""
    near = suggestion(word, _WORDS)
    return near if len(word) >= _LONG or similarity(word, near) >= _ONE_SLIP else ""


def _reads_as_options(body: str) -> bool:
    """Whether a body begins with `key: value` and has nothing else at its margin but keys and items of lists."""
    lines = [line for line in body.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    margin = [line for line in lines[1:] if line[0] not in " \t-"]
    return bool(lines) and all(_OPTION.match(line) for line in (lines[0], *margin))


def _unescaped(word: str) -> str:
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(word) if "\\" in word or "&" in word else word


def _body(lowering: Lowering, token: Token, word: str) -> Located | None:
    places: Places = token.meta["places"]
    if word == "wandb-block":
        return Located(token.content, lowering.span_in(places, 0, len(token.content)))
    value, findings = read_yaml(token.content, places, lowering.source)
    lowering.findings.extend(findings)
    return value


def _with_argument(body: Located, info: _Info) -> Located:
    """The body with what the info string says besides its word: `panel line` is `type: line`."""
    key = _ARGUMENT_KEY.get(info.word)
    if (
        not info.argument
        or key is None
        or not _is_name(info.argument)
        or not isinstance(body.value, dict)
        or key in body.value
    ):
        return body
    start = info.span.end - len(info.argument)
    place = Span(info.span.source, start, info.span.end)
    return Located({key: Entry(place, Located(info.argument, place)), **body.value}, body.span)


def _is_name(argument: str) -> bool:
    return not any(char in argument for char in "#={}\"' ")


def _report_foreign(lowering: Lowering, token: Token, info: _Info, body: Located | None) -> None:
    """Say how the fence is written here, and offer to write it so."""
    typed = f"{token.markup}{token.info.strip()}"
    marks = max(3, len(token.markup))
    source = info.span.source
    opening = Span(source, token.meta["info_at"] - len(token.markup), info.span.end)
    key = _ARGUMENT_KEY.get(info.word)
    added = ""
    if info.argument and key and _is_name(info.argument) and body and isinstance(body.value, dict):
        entry = body.value.get(key)
        if entry and entry.key == entry.value.span:
            added = f"\n{_indent(opening)}{key}: {info.argument}"
    edits = [Edit(opening, f"{'`' * marks}{info.word}{added}")]
    if "close_at" in token.meta:
        close = token.meta["close_at"]
        edits.append(Edit(lowering.span(close, close + len(token.markup)), "`" * marks))
    lowering.findings.append(
        codes.FOREIGN_FENCE.at(
            info.span,
            f"```` {typed} ```` is read here, but other tools show it as text or swallow what follows",
            label=f"write ```` ```{info.word} ```` alone, and the rest in the body"
            if info.argument
            else f"write ```` ```{info.word} ````",
            fix=tuple(edits),
        )
    )


def _indent(span: Span) -> str:
    """What a line needs at its beginning to stand in the same containers."""
    start = span.source.text.rfind("\n", 0, span.start) + 1
    return "".join(char if char in "> \t" else " " for char in span.source.text[start : span.start])


def _report_unclosed(lowering: Lowering, token: Token, info: _Info, span: Span) -> None:
    end = span.source.text.find("\n", span.start)
    place = Span(span.source, span.start, span.end if end < 0 else min(end, span.end))
    marks = "backticks" if token.markup.startswith("`") else "tildes"
    lowering.findings.append(
        directive_codes.UNCLOSED.at(
            place,
            f"the `{info.word}` fence is not closed: everything below belongs to it",
            label=f"add a line of {len(token.markup)} {marks} where it ends",
        )
    )
