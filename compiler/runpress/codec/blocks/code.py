"""Code. The Python package stores it as one line that holds all, the editor line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from runpress.codec.blocks.form import Form, Reading, Stored, Writing, items, text_of
from runpress.codec.json_text import Json
from runpress.codec.text import printable, readable
from runpress.model.blocks import CodeBlock
from runpress.syntax.rules.containers import DIRECTIVE_WORDS

_COLORED = ("javascript", "python", "css", "json", "html", "markdown", "yaml")
_SHORT = {"py": "python", "python3": "python", "js": "javascript", "yml": "yaml", "md": "markdown", "htm": "html"}
_LANGUAGES = {**{name: name for name in _COLORED}, **_SHORT}
"""The languages that W&B colours, by their names in small letters."""

_NAME = re.compile(r"[^\s\\&`~:]+")
_OURS = frozenset({*DIRECTIVE_WORDS, "math"})


def encode_code(block: CodeBlock, writing: Writing) -> Sequence[Stored]:
    """The text without its last line end; the package says the language on the line too."""
    text = block.text.removesuffix("\n")
    name = _stored_name(block.language)
    language = {"language": name} if name else {}
    if writing.text.dialect == "editor":
        lines = [_line(line) for line in text.split("\n")]
    else:
        lines = [{**_line(text), **language}]
    return [{"type": "code-block", "children": lines, **language}]


def _stored_name(language: str) -> str:
    """W&B's name of a language; `{python}` and `{.python` are what notebooks and other tools write for it."""
    name = language.strip("{}.")
    return _LANGUAGES.get(name.lower(), name)


def _line(text: str) -> Stored:
    return {"type": "code-line", "children": [{"text": text}]}


def decode_code(stored: Mapping[str, Json], reading: Reading) -> CodeBlock:
    """The lines as one text. What is marked in them stays beside the block."""
    lines = _texts(stored)
    if reading.dialect == "editor":
        # A line of its own is one line, whatever stands in it.
        text = printable("\n".join(line.removesuffix("\r") for line in lines))
    else:
        text = readable("\n".join(lines))
    language = text_of(stored.get("language"))
    return CodeBlock(text=f"{text}\n" if text else "", language=language if _is_name(language) else "")


def _texts(stored: Mapping[str, Json]) -> Iterator[str]:
    for line in items(stored.get("children")):
        leaves = items(line.get("children")) if isinstance(line, dict) else []
        texts = [leaf.get("text") for leaf in leaves if isinstance(leaf, dict)]
        yield "".join(text for text in texts if isinstance(text, str))


def _is_name(language: str) -> bool:
    """Whether a language can stand in an info string, and is no word of ours there."""
    return bool(_NAME.fullmatch(language)) and language.strip("{}") not in _OURS


FORMS = (Form(wire="code-block", block=CodeBlock, encode=encode_code, decode=decode_code, has_text=True),)
