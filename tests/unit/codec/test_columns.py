"""Columns of legends: documents name keys, W&B its own spelling of them."""

from __future__ import annotations

import pytest

from runpress.codec.columns import column_of_text, text_of_column
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
