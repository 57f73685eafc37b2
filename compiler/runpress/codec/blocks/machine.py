"""From the table of forms to functions: every block through its form, with what the form does not say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as with_fields

from runpress.codec.blocks import code, embeds, lists, media, prose, quotes, simple
from runpress.codec.blocks.form import Blocks, Encode, Form, Reading, Stored, Writing
from runpress.codec.fields import Decoding, Encoding, with_residue
from runpress.codec.json_text import Deep, Json, dumps
from runpress.codec.lowering import Notes
from runpress.codec.odd_values import unreadable
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.residue import Residue, residue
from runpress.codec.text import TextScope
from runpress.diagnostics.codes import stored as codes
from runpress.frozen import frozen
from runpress.model.blocks import (
    Block,
    Callout,
    Details,
    Embed,
    Footnote,
    Heading,
    Image,
    PanelGrid,
    Paragraph,
    Problem,
    Quote,
    RawBlock,
)
from runpress.model.blocks.base import Dialect
from runpress.model.text import Boundary, Wrapped
from runpress.source import SourceFile

FORMS: tuple[Form, ...] = (
    *prose.FORMS,
    *lists.FORMS,
    *quotes.FORMS,
    *code.FORMS,
    *media.FORMS,
    *embeds.FORMS,
    *simple.FORMS,
)

DECODERS: Mapping[str, Form] = {form.wire: form for form in reversed(FORMS)}
"""The form of each type that W&B stores."""
ENCODERS: Mapping[type[Block], Encode] = {
    **{form.block: form.encode for form in FORMS},
    Embed: embeds.encode_embed,
    RawBlock: simple.encode_raw,
    Footnote: simple.encode_footnote,
    Problem: simple.encode_problem,
}
"""What each block of a document becomes."""


def writing(scope: Encoding, blocks: Sequence[Block], source: SourceFile | None) -> Writing:
    """The scope of writing the blocks of a view."""
    notes = Notes(source or SourceFile("", ""), scope.findings)
    notes_by_label = (block.label for block in blocks if isinstance(block, Footnote))
    numbers = {label: number for number, label in enumerate(notes_by_label, 1)}
    return Writing(scope, TextScope(scope.dialect, notes, numbers), encode_blocks)


def encode_blocks(blocks: Sequence[Block], writing: Writing) -> list[Json]:
    """The blocks as W&B stores them, each with what was kept beside it."""
    stored: list[Json] = []
    for block in blocks:
        stored += _encoded(block, writing)
    return stored


def _encoded(block: Block, writing: Writing) -> Sequence[Json]:
    encode = ENCODERS[type(block)]
    if block.dialect is None:
        found = encode(block, writing)
    else:
        with writing.in_dialect(block.dialect):
            found = encode(block, writing)
    if (block.extra or block.omit) and found:
        return [with_residue(found[0], block.extra, block.omit, writing.scope), *found[1:]]
    return found


def reading(scope: Decoding) -> Reading:
    """The scope of reading the blocks of a spec."""
    return Reading(scope, scope.dialect, decode_blocks)


def decode_blocks(stored: Sequence[Json], reading: Reading) -> Blocks:
    """The blocks that say stored ones; each is one, and encoded again it is what was stored."""
    return tuple(_decoded(block, reading, at) for at, block in enumerate(stored))


def _decoded(stored: Json, reading: Reading, at: int) -> Block:
    here = reading.at(at)
    form = _form(stored, here)
    if form is None:
        return simple.raw(stored)
    if form.block is PanelGrid:
        return form.decode(stored, here)
    found = _in_dialect(form, stored, here)
    if form.has_text and found.is_rough:
        other = _in_dialect(form, stored, here.at(dialect=_OTHER[here.dialect]))
        if other.cost < found.cost:
            found = other
    if found.left:
        here.scope.findings.extend(_oddities(found, stored, here))
    return found.kept(reading.dialect)


_OTHER: dict[Dialect, Dialect] = {"sdk": "editor", "editor": "sdk"}


def _form(stored: Json, here: Reading) -> Form | None:
    """The form of a stored block; None, with a finding, if there is none."""
    kind = stored.get("type") if isinstance(stored, dict) else None
    if not isinstance(kind, str):
        here.scope.findings.append(Oddity(codes.ODD_VALUE, here.path, f"{_lacking(stored)}; it is kept as JSON"))
        return None
    if kind not in DECODERS:
        here.scope.findings.append(
            Oddity(codes.KEPT_RAW, here.path, f"runpress knows no block of type `{kind}`; it is kept as JSON")
        )
    return DECODERS.get(kind)


def _lacking(stored: Json) -> str:
    if not isinstance(stored, dict):
        return "this block is no object"
    return "the `type` of this block is no text" if "type" in stored else "this block has no `type`"


def _oddities(found: _Found, stored: Json, here: Reading) -> Iterator[Oddity]:
    for path, value in odd_places(stored, found.said, here.path):
        if isinstance(value, Deep):
            yield unreadable(value, path)
        else:
            kind = found.said["type"]
            yield Oddity(codes.ODD_VALUE, path, f"this has another form than W&B gives it in a `{kind}` block")


@frozen
class _Found:
    """A stored block as read in a dialect, what that says, and what it leaves unsaid."""

    block: Block
    said: Stored
    left: Residue
    dialect: Dialect

    @property
    def is_rough(self) -> bool:
        """Whether another dialect may say it better. What holds other blocks is read once."""
        return bool(self.left or _comments_in(self.block)) and not isinstance(self.block, Details)

    @property
    def cost(self) -> int:
        """How much the document has to say besides the text."""
        extra = len(dumps(dict(self.left.extra))) if self.left.extra else 0
        return extra + sum(map(len, self.left.omit)) + _comments_in(self.block)

    def kept(self, dialect: Dialect) -> Block:
        """The block with what it does not say itself, in a document of this dialect."""
        own = None if self.dialect == dialect else self.dialect
        if not self.left and own is None:
            return self.block
        return with_fields(self.block, extra=self.left.extra or None, omit=self.left.omit, dialect=own)


def _in_dialect(form: Form, stored: Stored, here: Reading) -> _Found:
    block = form.decode(stored, here)
    writer = here.writers.get(here.dialect) or _writer(here)
    said = ENCODERS[type(block)](block, writer)[0]
    writer.notes.findings.clear()  # what would be lost is none of the matter of reading
    return _Found(block, said, residue(stored, said), here.dialect)


def _writer(here: Reading) -> Writing:
    """What writes blocks again. Those inside them are what they were read from."""
    known = here.known

    def blocks(inner: Sequence[Block], writing: Writing) -> list[Json]:
        found = known.get(id(inner))
        return list(found[1]) if found is not None else encode_blocks(inner, writing)

    scope = Encoding(markdown=here.scope.markdown, dialect=here.dialect, project=here.scope.project)
    here.writers[here.dialect] = Writing(scope, TextScope(here.dialect), blocks)
    return here.writers[here.dialect]


_COMMENTED = (Boundary, Wrapped)


def _comments_in(block: Block) -> int:
    """How many comments the text of a block needs for leaves that W&B could as well have without them."""
    match block:
        case Paragraph(children=text) | Heading(children=text) | Details(summary=text) | Image(caption=text):
            return len([part for part in text if isinstance(part, _COMMENTED) and not getattr(part, "extra", None)])
        case Quote(blocks=blocks) | Callout(blocks=blocks):
            return sum(map(_comments_in, blocks))
        case Embed(options=options):
            return (options.caption or "").count("<!-- wandb")
    return 0


def odd_places(stored: Json, said: Json, path: JsonPath) -> Iterator[tuple[JsonPath, Json]]:
    """The values that have another form than what we would write."""
    if stored is said:
        return
    if isinstance(stored, dict) and isinstance(said, dict):
        for key, value in stored.items():
            # Of a key that we do not write all that can be said is whether it is too deep.
            yield from odd_places(value, said[key] if key in said else _forms_of(value), (*path, key))
    elif isinstance(stored, list) and isinstance(said, list):
        for at, (one, other) in enumerate(zip(stored, said, strict=False)):
            yield from odd_places(one, other, (*path, at))
    elif _form_of(stored) != _form_of(said):
        yield path, stored


def _forms_of(value: Json) -> Json:
    """A value of the same forms all through, but for what is too deep."""
    if isinstance(value, dict):
        return {key: _forms_of(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_forms_of(inner) for inner in value]
    return None if isinstance(value, Deep) else value


def _form_of(value: Json) -> str:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "number"
    return type(value).__name__
