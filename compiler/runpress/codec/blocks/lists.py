"""Lists: ordered, unordered and of tasks; mixed and nested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from runpress.codec.blocks.form import EMPTY_TEXT, Blocks, Form, Reading, Stored, Writing, items
from runpress.codec.json_text import Json
from runpress.diagnostics.codes import lowering as codes
from runpress.model.blocks import List, ListItem, Paragraph, holds_folds

_INLINE_TYPES = ("link", "latex", "mention")


def encode_list(block: List, writing: Writing) -> Sequence[Stored]:
    """The items; an ordered list says so in each."""
    if block.ordered and block.start != 1:
        message = f"an ordered list that begins at {block.start} begins at 1 on the server"
        writing.notes.add(codes.LIST, block.span, message)
    ordered = {"ordered": True} if block.ordered else {}
    children = [{**_item(item, writing), **ordered} for item in block.items]
    return [{"type": "list", "children": children, **ordered}]


def _item(item: ListItem, writing: Writing) -> Stored:
    _note_other_blocks(item, writing)
    children = writing.blocks(item.blocks, writing) if item.blocks else [_empty_paragraph()]
    checked = {} if item.checked is None else {"checked": item.checked}
    return {"type": "list-item", "children": children, **checked}


def _note_other_blocks(item: ListItem, writing: Writing) -> None:
    if len(item.blocks) == 1 and type(item.blocks[0]) is Paragraph:
        return
    first, rest = item.blocks[:1], item.blocks[1:]
    odd = [block for block in rest if not isinstance(block, List)]
    odd += [block for block in first if not isinstance(block, List | Paragraph)]
    if odd:
        message = f"a {odd[0].kind} block inside a list item may look otherwise on the server"
        writing.notes.add(codes.LIST, odd[0].span or item.span, message, help="items hold a line of text, and lists")


def decode_list(stored: Mapping[str, Json], reading: Reading) -> List:
    """The items, each with its own check mark."""
    found = items(stored.get("children"))
    first = found[0] if found and isinstance(found[0], dict) else {}
    ordered = stored.get("ordered") is True or ("ordered" not in stored and first.get("ordered") is True)
    # Markdown has no list without items: that there is none is said beside it.
    entries = tuple(_entry(item, at, reading) for at, item in enumerate(found))
    return List(items=entries or (ListItem(),), ordered=ordered, tight=all(map(_is_tight, entries)))


def _entry(item: Json, at: int, reading: Reading) -> ListItem:
    if not isinstance(item, dict):
        return ListItem()
    checked = item.get("checked")
    blocks = _blocks(item, at, reading)
    if not isinstance(checked, bool):
        return ListItem(blocks=blocks)
    return ListItem(blocks=blocks or (Paragraph(),), checked=checked)  # Markdown knows no box with nothing behind it


def _blocks(item: Mapping[str, Json], at: int, reading: Reading) -> Blocks:
    children = items(item.get("children"))
    if children == _NOTHING:
        return ()
    if all(_is_block(child) for child in children):
        return reading.inner(children, "children", at, "children")
    return (Paragraph(children=reading.inline(children)),)


def _is_block(child: Json) -> bool:
    """Whether an item holds a block here, as W&B writes it, or text itself."""
    kind = child.get("type") if isinstance(child, dict) else None
    return isinstance(kind, str) and kind not in _INLINE_TYPES


def _is_tight(item: ListItem) -> bool:
    """Whether Markdown can write the item without blank lines: a paragraph behind another block needs one."""
    return not (holds_folds(item.blocks) or any(isinstance(block, Paragraph) for block in item.blocks[1:]))


def _empty_paragraph() -> Stored:
    return {"type": "paragraph", "children": list(EMPTY_TEXT)}


_NOTHING: list[Json] = [_empty_paragraph()]

FORMS = (Form(wire="list", block=List, encode=encode_list, decode=decode_list),)
