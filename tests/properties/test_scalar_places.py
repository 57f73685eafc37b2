"""Each character of a scalar is found where it stands in the file, however the scalar is written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from runpress.directives.scalars import span_map
from runpress.source import SourceFile
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml

TEXT = st.text(alphabet="abc \n'\"#:-|>=é🦆", min_size=1, max_size=60)


def scalar_of(body, lead):
    source = SourceFile("case.md", lead + body)
    tree, findings = read_yaml(body, identity(len(lead)), source)
    assert findings == []
    return tree.value["filters"].value


@pytest.mark.parametrize("style", ["'", '"', "|", ">", None])
@given(text=TEXT, lead=st.sampled_from(["", "# Title\n\n", "日本語\n"]), width=st.sampled_from([20, 1000]))
@example(text="a\n\n  b\n c", lead="", width=1000)
@example(text="a b c a b c a b c a b c", lead="", width=20)
@example(text="it's 'quoted' \"twice\"", lead="", width=1000)
def test_each_character_is_found_where_it_stands(style, text, lead, width) -> None:
    body = yaml.dump({"filters": text}, default_style=style, allow_unicode=True, width=width)
    if style is not None and not body.startswith(('"', "'", "?", "f")):
        return
    scalar = scalar_of(body, lead)
    assert scalar.value == text
    place = span_map(scalar)
    last = scalar.span.start
    for at, character in enumerate(text):
        found = place(at, at + 1)
        assert scalar.span.start <= found.start <= found.end <= scalar.span.end
        assert found.start >= last
        last = found.start
        if not character.isspace() and character not in "\"'\\":
            assert found.text == character or (character == "🦆" and found.text == "\\"), (body, at)


@given(TEXT, st.integers(-5, 70), st.integers(-5, 70))
def test_any_offsets_give_a_place_in_the_scalar(text, start, end) -> None:
    scalar = scalar_of(yaml.dump({"filters": text}, default_style='"', allow_unicode=True), "")
    found = span_map(scalar)(start, end)
    assert scalar.span.start <= found.start <= found.end <= scalar.span.end


def test_what_is_no_text_stands_as_a_whole() -> None:
    scalar = scalar_of("filters: 12\n", "")
    assert span_map(scalar)(0, 1).text == "12"
