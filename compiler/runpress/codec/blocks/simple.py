"""Blocks whose keys are their fields: a rule, a table of contents, LaTeX; and blocks that are kept as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from json import JSONDecodeError
from typing import Any

from runpress.codec.blocks.form import Form, Reading, Stored, Writing, text_of, void
from runpress.codec.json_text import Json, dumps, loads
from runpress.codec.text import readable
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import (
    Block,
    Footnote,
    MathBlock,
    PanelGrid,
    Paragraph,
    Problem,
    RawBlock,
    Rule,
    TableOfContents,
)
from runpress.model.text import Text

_LINE = 120
"""JSON of so many characters stays on one line."""


def _void(wire: str, kind: type[Block], keys: Mapping[str, str] | None = None, **fixed: Json) -> Form:
    """The form of a block that is its fields: `keys` names the key of each, all of them lines of text."""
    fields = keys or {}

    def encode(block: Block, writing: Writing) -> Sequence[Stored]:
        del writing
        return [void(wire, **{key: getattr(block, name) for name, key in fields.items()}, **fixed)]

    def decode(stored: Mapping[str, Json], reading: Reading) -> Block:
        del reading
        values: dict[str, Any] = {name: readable(text_of(stored.get(key))) for name, key in fields.items()}
        return kind(**values)

    return Form(wire=wire, block=kind, encode=encode, decode=decode)


def _encode_grid(block: PanelGrid, writing: Writing) -> Sequence[Stored]:
    from runpress.codec.grid import encode_grid  # when there is a grid

    return [encode_grid(block, writing.scope)]


def _decode_grid(stored: Mapping[str, Json], reading: Reading) -> PanelGrid:
    from runpress.codec.grid import decode_grid  # when there is a grid

    return decode_grid(stored, reading.scope, path=reading.path)


def encode_raw(block: RawBlock, writing: Writing) -> list[Json]:
    """Whatever JSON it holds; nothing if it holds none, which was said where it was written."""
    writing.scope.has_raw_keys = True
    try:
        return [loads(block.json)]
    except JSONDecodeError:
        return []


def raw(stored: Json) -> RawBlock:
    """A stored value that no block says."""
    text = dumps(stored)
    return RawBlock(json=f"{text if len(text) <= _LINE else dumps(stored, indent=1)}\n")


def encode_problem(block: Problem, writing: Writing) -> Sequence[Stored]:
    """Nothing: its findings say why."""
    del block, writing
    return ()


def encode_footnote(block: Footnote, writing: Writing) -> list[Json]:
    """Its blocks, the first with the number that the references have."""
    writing.notes.add(codes.FOOTNOTE, block.span, f"the footnote `{block.label}` becomes text at the end")
    return writing.blocks(tuple(_numbered(block, writing)), writing)


def _numbered(block: Footnote, writing: Writing) -> Iterator[Block]:
    number = Text(f"[{writing.text.footnotes.get(block.label, block.label)}] ")
    first, rest = block.blocks[:1], block.blocks[1:]
    if first and isinstance(first[0], Paragraph):
        yield Paragraph(children=(number, *first[0].children))
    else:
        yield Paragraph(children=(number,))
        rest = block.blocks
    yield from rest


FORMS = (
    _void("horizontal-rule", Rule),
    _void("table-of-contents", TableOfContents),
    _void("latex", MathBlock, {"content": "content"}, block=True),
    Form(wire="panel-grid", block=PanelGrid, encode=_encode_grid, decode=_decode_grid),
)
