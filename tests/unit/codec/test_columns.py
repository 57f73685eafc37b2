"""Columns of legends: documents name keys, W&B its own spelling of them."""

from __future__ import annotations

import json

import pytest

from runpress.codec.columns import column_of_text, text_of_column
from runpress.conversion.document import pull_json
from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("name", "run:displayName"),
        ("created_at", "run:createdAt"),
        ("tags", "tags:__ALL__"),
        ("config.a.b", "config:a.value.b"),
        ("summary.a.b", "summary:a.b"),
    ],
)
def test_a_column_is_named_in_both_spellings(text: str, name: str) -> None:
    assert column_of_text(text) == name
    assert text_of_column(name) == text


@pytest.mark.parametrize("name", ["loss", "x:y", "", "config:lr"])
def test_what_is_no_column_of_wandbs_is_its_own_name(name: str) -> None:
    assert text_of_column(name) == name


def test_legends_take_keys_and_what_is_in_wandbs_spelling_to_the_letter() -> None:
    fields = "[name, config.lr, config:lr, run:displayName, loss]"
    panel = f"```panel\ny: a\nlegend: {{fields: {fields}}}\n```\n"
    spec = compile_spec(SourceFile("a.md", f"---\nkind: report\n---\n\n{panel}")).spec
    assert spec is not None
    config = spec["blocks"][1]["metadata"]["panelBankSectionConfig"]["panels"][0]["config"]
    assert config["legendFields"] == ["run:displayName", "config:lr.value", "config:lr", "run:displayName", "loss"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("{visible: [config.b, config.a], pinned: config.c}", "{visible: [config.b, config.a], pinned: config.c}"),
        (
            "{visible: [config.b, config.a], pinned: config.c, order: config.a}",
            "{visible: [config.a, config.b], pinned: config.c, order: config.a}",
        ),
        (
            "{visible: [config.b, config.a], pinned: config.c, order: [config.b, config.c, config.a]}",
            "{visible: [config.b, config.a], pinned: config.c, order: config.b}",
        ),
        (
            "{visible: [config.b, config.a], pinned: config.c, order: [config.b, config.a, config.c]}",
            "{visible: [config.b, config.a], pinned: config.c, order: [config.b, config.a]}",
        ),
    ],
)
def test_a_stored_order_is_said_as_far_as_it_does_not_follow(columns: str, said: str) -> None:
    document = "---\nkind: report\n---\n\n```runset\ncolumns: {}\n```\n\n```grid\nempty: true\n```\n"
    spec = compile_spec(SourceFile("a.md", document.format(columns))).spec
    assert pull_json(SourceFile("a.json", json.dumps(spec))).text == document.format(said)
