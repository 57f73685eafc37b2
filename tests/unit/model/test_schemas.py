"""The schemas that runpress gives out: valid themselves, and in agreement with what is read."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from runpress.diagnostics import Severity
from runpress.directives import DIRECTIVES, Context
from runpress.model.front_matter import Defaults
from runpress.model.panels import PANELS
from runpress.model.schema import DIALECT
from runpress.model.schemas import schema, schema_names
from runpress.source import SourceFile
from runpress.syntax.front_matter import read_front_matter
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml
from support.fences import front, lower

ROOT = Path(__file__).parents[3]
FENCE = re.compile(r"^(`{3,})(panel|runset|grid|section|embed)\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
NAMES = list(schema_names())


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(schema(name))


def faults(name: str, value: Any) -> list[str]:
    return [error.message for error in validator(name).iter_errors(value)]


def documents() -> list[Path]:
    return sorted([*(ROOT / "content").rglob("*.md"), *(ROOT / "tests" / "cases").rglob("*.md")])


def fences(path: Path) -> Iterator[tuple[str, str]]:
    """Word and body of every fence that stands at the left edge, also of those inside longer fences."""
    for match in FENCE.finditer(path.read_text(encoding="utf-8")):
        yield match[2], match[3]


def read(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Word, body and value of every fence that is read without a finding."""
    for word, body in fences(path):
        node, findings = lower_or_nothing(word, body)
        value = plain(body)
        if node is not None and not findings and value is not None:
            yield word, body, value


def plain(body: str) -> Any:
    """The YAML of a fence without its places; None where it is no YAML."""
    value, findings = read_yaml(body, identity(0), SourceFile("fence.yaml", body))
    return value.plain() if value is not None and not findings else None


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema(name: str) -> None:
    made = schema(name)
    Draft202012Validator.check_schema(made)
    assert made["$schema"] == DIALECT
    assert made["$id"] == f"urn:runpress:{name}"
    assert made["description"].endswith(".")
    text = json.dumps(made)
    assert '"x-' not in text
    for reference in re.findall(r'"\$ref": "#/\$defs/([^"]+)"', text):
        assert reference in made["$defs"]


def test_there_is_a_schema_for_front_matter_each_fence_and_each_panel_type() -> None:
    assert set(NAMES) == {"front-matter", *DIRECTIVES, *PANELS}


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_read_without_a_finding_is_valid(path: Path) -> None:
    for word, body, value in read(path):
        assert faults(word, value) == [], body


def test_fences_of_all_words_are_read_without_a_finding() -> None:
    words = Counter(word for path in documents() for word, *_ in read(path))
    assert words.keys() == {"panel", "runset", "grid", "section", "embed"}
    assert words.total() > 300


@pytest.mark.parametrize("path", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_key_that_is_not_known_is_not_valid(path: Path) -> None:
    for word, body in fences(path):
        value = plain(body)
        if isinstance(value, dict):
            assert faults(word, value | {"hologram": 1}) != [], body


def lower_or_nothing(word: str, body: str) -> Any:
    text = f"```{word}\n{body}```\n"
    source = SourceFile("case.md", text)
    value, findings = read_yaml(body, identity(len(word) + 4), source)
    if value is None or findings:
        return None, findings
    return DIRECTIVES[word].lower(value, Context(source.span(0, len(text) - 1), Defaults()))


@pytest.mark.parametrize("path", sorted((ROOT / "content").rglob("*.md")), ids=lambda path: str(path.relative_to(ROOT)))
def test_front_matter_of_the_examples_is_valid(path: Path) -> None:
    block = read_front_matter(SourceFile(path.name, path.read_text(encoding="utf-8")))
    if block.value is not None:
        assert faults("front-matter", block.value.plain()) == []


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("panel", "type: line\ny: loss\nsmoothing: loud"),
        ("panel", "type: lien\ny: loss"),
        ("panel", "type: bar\nsmoothing: 0.6\nmetrics: loss"),
        ("panel", "y: loss\nhologram: 1"),
        ("line", "y: loss\nrange: {y: [0]}"),
        ("runset", "order: {ascending: true}"),
        ("runset", "runs: {a1b2c3: {colour: red}}"),
        ("grid", "columns: 25"),
        ("section", "layout: {columns: 0}"),
        ("section", "layout_type: round"),
        ("line", "y: loss\nwidth: half"),
        ("line", "y: loss\nwidth: 25"),
        ("embed", "service: myspace"),
        ("embed", "caption: Nothing to see"),
        ("embed", "url: https://example.com/a.png\nmarkdown: A picture"),
        ("runset", "colors: {a: 1}"),
        ("runset", "filters: 3"),
        ("scatter", "x: lr\ny: loss\ngradient: [1, 2]"),
    ],
)
def test_what_is_wrong_is_not_valid(name: str, body: str) -> None:
    assert faults(name, plain(body)) != []
    _, findings = lower("panel" if name in PANELS else name, body if name not in PANELS else f"type: {name}\n{body}")
    assert any(finding.severity is Severity.ERROR for finding in findings)


@pytest.mark.parametrize(
    ("body", "is_valid"),
    [
        ("kind: workspace\nsettings: {x: {axis: Step, min: 0}, smoothing: {type: gaussian, weight: 20}}", True),
        ("title: 2026\ntags: [a, b]\nnav_order: 3", True),
        ("defaults: {panel: {x: Step}, line: {smoothing: 0.6}, runset: {groupby: config.lr}}", True),
        ("authors: 1337", True),
        ("authors: [ada, true, {name: 7}]", True),
        ("authors: [[ada]]", False),
        ("kind: poster", False),
        ("settings: {loudness: 11}", False),
        ("defaults: {line: {hologram: 1}}", False),
        ("defaults: {lien: {x: Step}}", False),
    ],
)
def test_front_matter_is_valid_where_it_is_read(body: str, is_valid: bool) -> None:  # noqa: FBT001 - a column of the table
    assert (faults("front-matter", plain(body)) == []) is is_valid
    assert (not front(body)[1]) is is_valid


def test_a_wandb_block_is_an_object_with_a_type() -> None:
    assert faults("wandb-block", {"type": "hologram", "anything": [1]}) == []
    assert faults("wandb-block", {"children": []}) != []
    assert faults("wandb-block", [1]) != []


def test_schemas_of_panels_say_what_their_options_are_for() -> None:
    assert schema("line")["properties"]["log_y"]["description"] == "A logarithmic y axis; linear if left out."
    parts = schema("line")["properties"]["log"]["anyOf"][0]["properties"]
    assert parts["y"]["description"] == "A logarithmic y axis; linear if left out."
    assert schema("line")["properties"]["x"]["default"] == "Step"
    assert schema("grid")["properties"]["columns"]["anyOf"][0] == {"maximum": 24, "minimum": 1, "type": "integer"}


@pytest.mark.parametrize("word", ["true", "3", "0.5"])
@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("panel", "y: {word}\ntitle: {word}"),
        ("panel", "type: parallel-coordinates\ncolumns: [{word}, {{metric: {word}}}]"),
        ("embed", "gallery: [{word}]"),
    ],
)
def test_words_that_yaml_takes_for_something_else_are_texts(name: str, body: str, word: str) -> None:
    body = body.format(word=word)
    assert lower(name, body)[1] == []
    assert faults(name, plain(body)) == []
