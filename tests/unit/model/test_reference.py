"""Reference and JSON Schema: derived, complete, and true to what is read."""

from __future__ import annotations

import json

import pytest
import yaml

from runpress.model.front_matter import FrontMatter
from runpress.model.panels import PANELS, TYPE_NAMES
from runpress.model.reference import FENCES, HIDDEN, key_order, nodes, reference
from runpress.model.schema import node_schema, panel_schema
from support.fences import front, lower, node

NAMES = sorted(nodes())


@pytest.mark.parametrize("name", NAMES)
def test_every_option_and_short_form_is_documented_in_a_sentence(name) -> None:
    described = reference(name)
    texts = [described.doc, *(each.doc for each in described.options), *(each.doc for each in described.shorts)]
    for text in texts:
        assert text, name
        assert text.endswith("."), text
        assert text[0].isupper() or text[0] == "`", text


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_lists_all_fields_and_short_forms(name) -> None:
    model, described = nodes()[name], reference(name)
    assert {each.name for each in described.options} == set(model.model_fields) - HIDDEN
    assert [each.key for each in described.shorts] == [short.key for short in model.shorts]
    for short in model.shorts:
        assert set(short.fields) <= set(model.model_fields), short.key
        assert f"`{short.key}:" in short.doc, short.doc
    for group in described.needs:
        assert set(group) <= set(model.model_fields)


@pytest.mark.parametrize("name", NAMES)
def test_types_are_said_in_words(name) -> None:
    for option in reference(name).options:
        assert option.type, option.name
        assert "anything" not in option.type, (option.name, option.type)
        assert "$" not in option.type


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
def test_examples_have_nothing_wrong_with_them(name) -> None:
    word = "panel" if name in PANELS else name
    assert reference(name).example
    made = node(word, reference(name).example)
    assert type(made) is nodes()[name]


def test_the_example_of_front_matter_has_nothing_wrong_with_it() -> None:
    made, findings = front(FrontMatter.example)
    assert findings == []
    assert made.kind == "report"
    settings = reference("settings").example.replace("\n", "\n  ")
    assert front(f"kind: workspace\nsettings:\n  {settings}")[1] == []


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
def test_examples_in_the_docs_of_short_forms_are_read(name) -> None:
    word = "panel" if name in PANELS else name
    model = nodes()[name]
    for short in model.shorts:
        for example in short.doc.split("`")[1::2]:
            body = yaml.safe_load(reference(name).example)
            for key in [short.key, *short.fields, *(s.key for s in model.shorts if set(s.fields) & set(short.fields))]:
                body.pop(key, None)
            for pair in getattr(model, "exclusive", ()):
                if set(pair) & set(short.fields):
                    body.pop("gallery", None)
            text = yaml.safe_dump(body) + example + "\n"
            made, findings = lower(word, text)
            assert made is not None, text
            assert findings == [], text


@pytest.mark.parametrize("name", [*PANELS, *FENCES])
def test_examples_of_keys_and_hints_are_known(name) -> None:
    model = nodes()[name]
    known = set(model.model_fields) | {short.key for short in model.shorts}
    assert set(getattr(model, "hints", ())) <= known
    called = getattr(model, "also_called", {})
    assert not set(called) & known, "a name that is read needs no suggestion"


def test_suggested_names_exist() -> None:
    assert set(TYPE_NAMES.values()) <= set(PANELS)
    assert not set(TYPE_NAMES) & set(PANELS)
    for model in PANELS.values():
        own = set(model.model_fields) | {short.key for short in model.shorts}
        for name, meant in model.also_called.items():
            assert meant in own or meant in {"smoothing", "font_size"}, (model, name, meant)


@pytest.mark.parametrize("name", NAMES)
def test_schemas_are_json_and_have_all_keys(name) -> None:
    model, schema = nodes()[name], node_schema(nodes()[name])
    json.dumps(schema)
    assert set(schema["properties"]) == (set(model.model_fields) - HIDDEN) | {short.key for short in model.shorts}
    assert schema["additionalProperties"] is False
    assert "$field" not in json.dumps(schema)


def test_the_schema_of_panels_has_every_type() -> None:
    schema = panel_schema()
    assert schema["properties"]["type"]["enum"] == list(PANELS)
    for word in PANELS:
        assert schema["$defs"][f"panel-{word}"]["properties"]["type"]["const"] == word
    text = json.dumps(schema)
    for reference_ in set(part.split('"')[0] for part in text.split('"$ref": "#/$defs/')[1:]):  # noqa: C401 - a set of refs
        assert reference_ in schema["$defs"]


def test_words_say_what_an_option_takes() -> None:
    options = {each.name: each for each in reference("line").options}
    assert options["legend_position"].type == "`north`, `south`, `east` or `west`"
    assert options["legend_position"].choices == ("north", "south", "east", "west")
    assert options["max_runs_to_show"].type == "a whole number, at least 1"
    assert options["y"].type == "a metric, or a list of them"
    assert options["x"].default == "Step"
    assert options["log_y"].choices == ("true", "false")
    assert options["line_colors"].type == "a mapping to a colour"
    assert options["range_y"].type == "two numbers, either of which may be `null`"


def test_options_stand_in_canonical_order() -> None:
    names = [each.name for each in reference("bar").options]
    assert names[:4] == ["type", "title", "metrics", "orientation"]
    assert names[-7:] == ["runset", "alt", "auto", "id", "extra", "beside", "omit"]
    for name in nodes():
        assert sorted(key_order(nodes()[name])) == sorted(set(nodes()[name].model_fields) - HIDDEN)


def test_an_unknown_name_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        reference("hologram")
