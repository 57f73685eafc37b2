"""What the forms of blocks share: a form's record, and the scopes of writing and reading blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import Json
from runpress.codec.lowering import Notes
from runpress.codec.oddities import JsonPath
from runpress.codec.text import TextScope, encode_text
from runpress.codec.text_reading import decode_text
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.blocks.base import Dialect
from runpress.model.text import Inline

Stored: TypeAlias = dict[str, Json]
Blocks: TypeAlias = tuple[Block, ...]

EMPTY_TEXT: list[Json] = [{"text": ""}]
"""What stands in every block: the editor's tree wants a leaf."""


@dataclass(slots=True)
class Writing:
    """One view on its way to W&B's blocks."""

    scope: Encoding
    text: TextScope
    blocks: Callable[[Sequence[Block], Writing], list[Json]]
    """Blocks inside a block."""

    @property
    def notes(self) -> Notes:
        """Where losses are said."""
        return self.text.notes

    def inline(self, children: Sequence[Inline]) -> list[Json]:
        """Rich text."""
        return encode_text(children, self.text)

    def markdown(self, block: Block) -> str:
        """A block as Markdown, without what W&B keeps beside it: that stands beside the block that holds the text."""
        bare = (
            replace(block, extra=None, omit=(), dialect=None) if block.extra or block.omit or block.dialect else block
        )
        return self.scope.markdown(bare).rstrip("\n")

    @contextmanager
    def in_dialect(self, dialect: Dialect | None) -> Iterator[None]:
        """A block, and those inside it, in a dialect of its own."""
        before = self.text.dialect
        self.text.dialect = dialect or before
        yield
        self.text.dialect = before


@dataclass(slots=True)
class Reading:
    """One spec on its way to blocks."""

    scope: Decoding
    dialect: Dialect
    blocks: Callable[[Sequence[Json], Reading], Blocks]
    """Stored blocks inside a block."""
    path: JsonPath = ()
    known: dict[int, tuple[Blocks, Sequence[Json]]] = field(default_factory=dict)
    """What inner blocks were read from, by identity: they are that, once encoded."""
    writers: dict[Dialect, Writing] = field(default_factory=dict)
    """What writes blocks again, to see what is not said of them."""

    def at(self, *steps: str | int, dialect: Dialect | None = None) -> Reading:
        """The scope of reading what stands further in, or the same in another dialect."""
        return Reading(self.scope, dialect or self.dialect, self.blocks, (*self.path, *steps), self.known, self.writers)

    def inline(self, children: Json) -> tuple[Inline, ...]:
        """Rich text; none if it cannot be said, and then it stays beside the block."""
        return decode_text(children, self.dialect) or ()

    def inner(self, stored: Sequence[Json], *steps: str | int) -> Blocks:
        """Blocks inside this one."""
        found = self.blocks(stored, self.at(*steps))
        self.known[id(found)] = (found, stored)
        return found


Encode: TypeAlias = Callable[[Any, Writing], Sequence[Stored]]
"""A block as what W&B stores: one block, or several if W&B has none like it."""
Decode: TypeAlias = Callable[[Mapping[str, Json], Reading], Block]
"""The block that says as much as it can of a stored one, whatever that holds."""


@frozen(kw_only=True)
class Form:
    """One kind of stored block: its `type`, the block of a document that says it, and both directions."""

    wire: str
    block: type[Block]
    encode: Encode
    decode: Decode
    has_text: bool = False
    """Whether the editor and the Python package store it differently."""


def void(kind: str, **keys: Json) -> Stored:
    """A block without text of its own."""
    return {"type": kind, "children": list(EMPTY_TEXT), **keys}


def items(value: Json) -> list[Json]:
    """A stored list; nothing if it is none."""
    return value if isinstance(value, list) else []


def text_of(value: Json) -> str:
    """A stored text; empty if it is none."""
    return value if isinstance(value, str) else ""
