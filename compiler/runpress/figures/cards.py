"""Cards: panels that only W&B draws. A card says what they are and what is in them, published or not."""

from __future__ import annotations

import json
from typing import Any

from runpress.figures import wording
from runpress.figures.figure import CardContent, Figure
from runpress.figures.selection import Selection
from runpress.figures.values import plain_text
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels.base import Panel

_LONGEST = 160
_COMMON = frozenset(Panel.model_fields)
_DRAWN = "Only W&B draws it"
"""True of a document that is not published, of one that is, and of a view on a server of ours."""


def card(label: str, text: str, details: tuple[tuple[str, str], ...], *, selection: Selection) -> Figure:
    """A card; its text alternative says the same in one sentence."""
    shown = f"{text} {_DRAWN}, with {_runs(selection)}."
    return Figure(CardContent(label, shown, details), alt=f"{label}: {text} {_DRAWN}.")


def options_in_words(panel: Panel, *, skip: frozenset[str] = frozenset()) -> tuple[tuple[str, str], ...]:
    """What the author set, but for title, place and the like: names and values as readers see them."""
    said = panel.model_fields_set
    chosen = [name for name in type(panel).model_fields if name in said and getattr(panel, name) is not None]
    rows = [(_in_words(name), value_in_words(getattr(panel, name))) for name in chosen if name not in _COMMON | skip]
    extra = [(str(name), value_in_words(value)) for name, value in (panel.extra or {}).items()]
    return tuple((name, text) for name, text in rows + extra if text)


def _in_words(name: str) -> str:
    """`chart_fields` as "Chart fields"."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def value_in_words(value: Any) -> str:
    """An option's value as one line."""
    match value:
        case Key():
            text = value.label
        case Node():
            text = value_in_words(value.model_dump(exclude_none=True, exclude_unset=True))
        case dict():
            text = wording.listed(
                (f"{name}: {value_in_words(inner)}" for name, inner in value.items()), last="and", most=8
            )
        case list() | tuple():
            text = wording.listed((value_in_words(inner) for inner in value), most=8)
        case None:
            text = "none"
        case str() | int() | float():
            text = plain_text(value)
        case _:
            text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _runs(selection: Selection) -> str:
    amount = wording.count(len(selection.runs), "run")
    names = [part.runset.name for part in selection.runsets if part.runset.name]
    return f"{amount} of {'run set' if len(names) == 1 else 'run sets'} {wording.quoted(names)}" if names else amount
