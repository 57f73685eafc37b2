"""Fence bodies to located values: YAML 1.2's core, with places, and nothing that makes files hard to follow."""

from __future__ import annotations

import math

import pytest

from runpress.model.located import Located
from runpress.source import SourceFile
from runpress.syntax.places import Places, identity
from runpress.syntax.yaml import MAX_DEPTH, MAX_NODES, read_yaml
from runpress.syntax.yaml_scalars import plain_value


def read(text: str):
    source = SourceFile("doc.md", text)
    return read_yaml(source.text, identity(0), source)


def value_of(text: str):
    value, findings = read(text)
    assert not findings
    assert value is not None
    return value.plain()


def messages_of(text: str) -> list[str]:
    return [finding.message for finding in read(text)[1]]


# YAML 1.2.2, chapter 10.3.2, and what YAML 1.1 made of the same.
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"),
        ("yes", "yes"),
        ("on", "on"),
        ("off", "off"),
        ("y", "y"),
        ("true", True),
        ("True", True),
        ("FALSE", False),
        ("tRue", "tRue"),
        ("null", None),
        ("~", None),
        ("nULL", "nULL"),
        ("1:30", "1:30"),
        ("1:59:59", "1:59:59"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("0b1", "0b1"),
        ("1_000", "1_000"),
        ("-12", -12),
        ("+12", 12),
        ("1.", 1.0),
        (".5", 0.5),
        ("-0.5e-3", -0.0005),
        ("1e3", 1000.0),
        ("1e", "1e"),
        (".", "."),
        ("-", "-"),
        ("1.2.3", "1.2.3"),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("inf", "inf"),
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00Z"),
        ("1e999", math.inf),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    found = plain_value(text)
    assert found == value
    assert type(found) is type(value)


def test_nan_and_very_long_numbers() -> None:
    assert math.isnan(plain_value(".nan"))
    assert plain_value("9" * 5000) == "9" * 5000


def test_quoted_scalars_are_text() -> None:
    assert value_of("a: '1'\nb: \"true\"\nc: |\n  1\nd: ''") == {"a": "1", "b": "true", "c": "1\n", "d": ""}


def test_an_empty_body_is_an_empty_mapping() -> None:
    assert value_of("") == {}
    assert value_of("# only a comment\n") == {}


def test_separators_of_lines_that_markdown_does_not_know_break_no_line() -> None:
    assert value_of("a: x\u2028y\u2029z\x85w\nb: 1") == {"a": "x\u2028y\u2029z\x85w", "b": 1}


def test_a_key_without_value_is_null() -> None:
    assert value_of("a:\nb: 1") == {"a": None, "b": 1}


def test_places_of_keys_and_values() -> None:
    text = "a: 'x'\nb: [1, {c: \U0001f600 d}]\n"
    value, _ = read(text)
    assert isinstance(value, Located)
    entries = value.value
    assert entries["a"].key.text == "a"
    assert entries["a"].value.span.text == "'x'"
    items = entries["b"].value.value
    assert items[0].span.text == "1"
    assert items[1].value["c"].value.span.text == "\U0001f600 d"
    assert entries["b"].value.span.text == "[1, {c: \U0001f600 d}]"


def test_places_behind_the_marks_of_a_container() -> None:
    source = SourceFile("doc.md", "> a: 1\n> b:\n>   c: x\n")
    body = "a: 1\nb:\n  c: x\n"
    value, _ = read_yaml(body, Places([0, 5, 8], [2, 9, 14]), source)
    inner = value.value["b"].value
    assert inner.value["c"].value.span.begin == (3, 8)
    assert inner.value["c"].key.text == "c"


def test_a_block_value_ends_where_its_text_does() -> None:
    value, _ = read("a: |\n  text\n\n\nb:\n  c: 1\n\n\nd: 1\n")
    assert value.value["a"].value.span.text == "|\n  text"
    assert value.value["b"].value.span.text == "c: 1"


def test_several_findings_at_once() -> None:
    assert messages_of("a: 1\na: 2\nb: {c: 1, c: 2}\na: 3\n") == [
        "the key `a` stands twice",
        "the key `c` stands twice",
        "the key `a` stands twice",
    ]
    assert messages_of("a: !x 1\nb: &y 2\nc: *y\n") == [
        "the tag `!x` is not read here",
        "`&y` names a value for reuse; that is not read here",
        "`*y` refers to another value; that is not read here",
    ]


def test_the_first_of_two_values_counts() -> None:
    value, findings = read("a: 1\na: 2\n")
    assert value.plain() == {"a": 1}
    assert [finding.code.id for finding in findings] == ["DX104"]
    assert findings[0].span.begin == (2, 1)


def test_merge_keys_are_not_read() -> None:
    value, findings = read("a: 1\n<<: {b: 1}\n")
    assert value.plain() == {"a": 1}
    assert [(finding.message, finding.span.text) for finding in findings] == [
        ("`<<` merges another mapping; that is not read here", "<<")
    ]
    assert value_of('"<<": 1') == {"<<": 1}


def test_marks_inside_text_are_text() -> None:
    assert value_of("a: b & c\nd: x*y\ne: wow!\nf: 'a << b'") == {"a": "b & c", "d": "x*y", "e": "wow!", "f": "a << b"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_depth_is_limited_before_anything_recurses(opening: str) -> None:
    fine = opening * (MAX_DEPTH - 1) + "x" + {"[": "]", "{a: ": "}", "- ": ""}[opening] * (MAX_DEPTH - 1)
    assert read(fine)[0] is not None
    for count in (MAX_DEPTH + 1, 30_000):
        value, findings = read(opening * count)
        assert value is None
        assert findings[0].message == f"this is more than {MAX_DEPTH} levels deep"
        assert findings[0].span.start == MAX_DEPTH * len(opening)


def test_size_is_limited() -> None:
    value, findings = read("[" + "1," * (MAX_NODES + 1) + "]")
    assert value is None
    assert findings[0].message == f"this is more than {MAX_NODES} values"


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ('filters: "prod" in tags', "filters: '\"prod\" in tags'"),
        ("title: 'a' and it''s b", "title: '''a'' and it''''s b'"),
        ("title: Loss: a study", "title: 'Loss: a study'"),
        ("- title: Loss: it's", "- title: 'Loss: it''s'"),
    ],
)
def test_fixes_that_quote(text: str, fixed: str) -> None:
    source = SourceFile("doc.md", text)
    _, findings = read_yaml(text, identity(0), source)
    (edit,) = findings[0].fix
    mended = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    assert mended == fixed
    assert not read(mended)[1]


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: [1, 2\nb: 3", "the list is not closed", "[1, 2"),
        ("a: {b: 2\nc: 3", "the mapping is not closed", "{b: 2"),
        ("a: [1, 2", "the list is not closed", "[1, 2"),
        ("a: {b: 2", "the mapping is not closed", "{b: 2"),
        ('a: "b\nc: 1', "a quote is opened and not closed", '"b'),
        ("a: 1]", None, None),
        ("a: b\n  c: d", "a `:` cannot stand here", ":"),
        ("a: b\nword\nc: d", "`word` is no `key: value`", "word"),
        ("\ta: 1", "a tab cannot indent a line here", "\t"),
        ("a: @b", "`@` cannot begin a value", "@"),
        ("a: 1\n---\nb: 2", "`---` begins a second document", "---"),
        ("a: \x01b", "the character U+0001 cannot stand here", "\x01"),
        ("[a, b]: c", "a key is a word, not a list or a mapping", "[a, b]"),
    ],
)
def test_faults_in_the_words_of_the_author(text: str, message: str | None, place: str | None) -> None:
    findings = read(text)[1]
    assert [(finding.message, finding.span.text) for finding in findings[:1]] == ([(message, place)] if message else [])
