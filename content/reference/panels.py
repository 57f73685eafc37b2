"""Pages of panel types."""

from __future__ import annotations

from options import described, short_keys, table_of
from text import fence, listed, page, table

from runpress.model.node import summary_of
from runpress.model.panels import PANELS, Panel
from runpress.model.reference import key_order, reference_of

FOLDER = "panels"


def panel_pages() -> dict[str, str]:
    """By path."""
    return {f"{FOLDER}/index.md": _overview(), **{f"{FOLDER}/{word}.md": _panel(word) for word in PANELS}}


def title_of(word: str) -> str:
    """`parallel-coordinates` as a title."""
    return f"{word.replace('-', ' ').capitalize()} panel"


def common(model: type[Panel]) -> frozenset[str]:
    """The options that a type has as all others have them."""
    own, every = model.model_fields, Panel.model_fields
    return frozenset(name for name in every if name != "type" and own[name].description == every[name].description)


def _overview() -> str:
    about = reference_of(Panel, "panel")
    shared = [option for option in about.options if option.name != "type"]
    return page(
        "Panels",
        "The types of panels, and the options that all of them have.",
        "A `panel` fence holds the options of one panel. `type:` says which kind it is; it may be left out where other "
        "keys tell it. Names, values and W&B's keys are those of the tables; [the guide](../../guide/panels.md) shows "
        "what panels look like.",
        "## Types",
        table(
            ("`type:`", "What it shows", "Told by"),
            (
                (f"[`{word}`]({word}.md)", summary_of(model), ", ".join(f"`{key}`" for key in model.hints))
                for word, model in PANELS.items()
            ),
        ),
        "## Options of all panels",
        table_of(shared, short_keys(about)),
        "`layout` is a mapping with `x` and `y`, the columns and rows before the panel, and `w` and `h`, its width and "
        "height. A grid has 24 columns.",
    )


def _panel(word: str) -> str:
    model = PANELS[word]
    about = reference_of(model, word)
    assert set(key_order(model)) == {option.name for option in about.options}  # noqa: S101 - of us who write it
    told = f"`type: {word}` may be left out where one of {listed(model.hints)} is there." if model.hints else ""
    return page(
        title_of(word),
        about.doc,
        fence("panel", about.example),
        told,
        described(model, word, without=common(model) | {"type"}),
        f"{listed(sorted(common(model)), 'and')} are [options of all panels](index.md#options-of-all-panels).",
    )
