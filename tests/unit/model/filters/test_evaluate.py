"""What filters mean, worked by hand: each operator on each kind of value."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from runpress.model.filters import evaluate, parse_filter
from runpress.source import SourceFile

NOW = datetime(2026, 11, 21, 12, 0, 0, tzinfo=UTC)
MISSING = object()
NAN, INF = math.nan, math.inf


@dataclass
class FakeRun:
    config: dict[str, Any] = field(default_factory=dict)
    attributes: dict[str, Any] = field(default_factory=dict)
    name: str = "brisk-1"

    def value(self, key):
        return key.lookup(name=self.name, id="a1", attributes=self.attributes, config=self.config, summary={})


def selects(text: str, run: FakeRun) -> bool:
    expression, findings = parse_filter(text, SourceFile("f", text).span)
    assert not [finding for finding in findings if finding.severity == "error"], findings
    return evaluate(expression, run, now=NOW)


VALUES = {
    "missing": MISSING,
    "null": None,
    "true": True,
    "false": False,
    "1": 1,
    "1.0": 1.0,
    "2": 2,
    "nan": NAN,
    "inf": INF,
    '"1"': "1",
    '"a"': "a",
    '"B"': "B",
    '""': "",
    "[]": [],
    "[null]": [None],
    "[1, 5]": [1, 5],
    '["a", 1]': ["a", 1],
    "[[1]]": [[1]],
    "{}": {},
    "{b: 1}": {"b": 1},
    "10**400": 10**400,
}
"""Values of `config.k`, by how they are called below."""

SELECTED = {
    # Equality: the same kind, and equal; a list by its elements.
    "config.k == 1": ["1", "1.0", "[1, 5]", '["a", 1]'],
    "config.k == 1.0": ["1", "1.0", "[1, 5]", '["a", 1]'],
    "config.k == true": ["true"],
    "config.k == false": ["false"],
    'config.k == "1"': ['"1"'],
    'config.k == "a"': ['"a"', '["a", 1]'],
    'config.k == "A"': [],
    'config.k == ""': ['""'],
    "config.k == null": ["missing", "null", "[]", "[null]"],
    # Order: numbers with numbers, texts with texts; upper case before lower case, as code points are.
    "config.k < 2": ["1", "1.0", "[1, 5]", '["a", 1]'],
    "config.k <= 2": ["1", "1.0", "2", "[1, 5]", '["a", 1]'],
    "config.k > 2": ["inf", "[1, 5]", "10**400"],
    "config.k >= 2": ["2", "inf", "[1, 5]", "10**400"],
    'config.k < "a"': ['"1"', '"B"', '""'],
    'config.k >= "a"': ['"a"', '["a", 1]'],
    # Membership is equality with one of the values.
    'config.k in [2, "a", true]': ["true", "2", '"a"', '["a", 1]'],
    "config.k in [null, 5]": ["missing", "null", "[]", "[null]", "[1, 5]"],
    "config.k in []": [],
    # A list has an element; a text has a part; nothing else contains.
    '"a" in config.k': ['"a"', '["a", 1]'],
    "1 in config.k": ["[1, 5]", '["a", 1]'],
    '"" in config.k': ['"1"', '"a"', '"B"', '""'],
    "null in config.k": [],
    # Patterns look into texts only.
    'config.k matches "a|B"': ['"a"', '"B"', '["a", 1]'],
    'config.k matches ""': ['"1"', '"a"', '"B"', '""', '["a", 1]'],
    'config.k matches "1"': ['"1"'],
    # Being there.
    "exists(config.k)": [name for name in VALUES if name not in {"missing", "null", "[]", "[null]"}],
    # Nested keys: `{b: 1}` has one, nothing else does.
    "config.k.b == 1": ["{b: 1}"],
    "config.k.b != 1": [name for name in VALUES if name != "{b: 1}"],
    "exists(config.k.b)": ["{b: 1}"],
}


def _run(value: object) -> FakeRun:
    return FakeRun(config={} if value is MISSING else {"k": value})


@pytest.mark.parametrize("text", SELECTED)
def test_each_operator_on_each_kind_of_value(text):
    assert [name for name, value in VALUES.items() if selects(text, _run(value))] == SELECTED[text]


@pytest.mark.parametrize(
    ("positive", "negative"),
    [
        ("config.k == 1", "config.k != 1"),
        ("config.k == null", "config.k != null"),
        ('config.k in [2, "a"]', 'config.k not in [2, "a"]'),
        ("config.k in []", "config.k not in []"),
        ('"a" in config.k', '"a" not in config.k'),
        ("config.k < 2", "not config.k < 2"),
        ("exists(config.k)", "config.k not exists"),
    ],
)
def test_a_negation_selects_all_other_runs_also_those_without_the_key(positive, negative):
    for value in VALUES.values():
        assert selects(positive, _run(value)) is not selects(negative, _run(value))


def test_nothing_equals_nan_and_nothing_is_ordered_by_it():
    run = _run(NAN)
    assert not any(selects(f"config.k {op} 1", run) for op in ("==", "<", "<=", ">", ">="))
    assert selects("config.k != 1", run)
    assert selects("exists(config.k)", run)


def test_numbers_compare_as_doubles():
    run = _run(2**53 + 1)
    assert selects(f"config.k == {2**53}", run)


def test_states_compare_in_lower_case():
    run = FakeRun(attributes={"state": "Finished"})
    assert selects('state == "finished"', run)
    assert selects('state == "FINISHED"', run)
    assert selects('state in ["crashed", "finished"]', run)
    assert selects('state matches "^fin"', run)
    assert selects('"NISH" in state', run)
    assert not selects('state matches "^Fin"', run)


def test_only_states_ignore_case():
    run = FakeRun(attributes={"group": "Adam"})
    assert not selects('group == "adam"', run)


def test_tags_are_a_list():
    run = FakeRun(attributes={"tags": ["prod", "v2"]})
    assert selects('"prod" in tags', run)
    assert selects('tags == "prod"', run)
    assert selects('tags in ["x", "v2"]', run)
    assert selects('tags matches "^v[0-9]"', run)
    assert selects('Tags("prod") == true', run)
    assert not selects('"pro" in tags', run)
    assert not selects('tags != "prod"', run)


@pytest.mark.parametrize(
    "stored", ["2026-11-20T12:00:00", "2026-11-20T12:00:00Z", "2026-11-20T13:00:00+01:00", 1795176000]
)
def test_instants_compare_in_whatever_form_they_are_stored(stored):
    run = FakeRun(attributes={"created_at": stored})
    assert selects('created_at == "2026-11-20T12:00:00Z"', run)
    assert selects('created_at > "2026-11-20"', run)
    assert selects('created_at < "2026-11-20T14:30:00+02:00"', run)
    assert not selects('created_at >= "2026-11-20T12:00:00.000001"', run)


def test_a_value_that_is_no_instant_is_there_but_compares_with_nothing():
    run = FakeRun(attributes={"created_at": "soon"})
    assert selects("exists(created_at)", run)
    assert not selects('created_at > "2000-01-01"', run)
    assert selects('created_at != "2000-01-01"', run)


@pytest.mark.parametrize(
    ("stored", "is_selected"),
    [
        ("2026-11-14T12:00:00", True),
        ("2026-11-14T11:59:59.999999", False),
        ("2026-11-21T12:00:00", True),
        ("2027-01-01", True),
        ("soon", False),
        (None, False),
    ],
)
def test_within_last_counts_back_from_now(stored, is_selected):
    assert selects('created_at within_last(7, "days")', FakeRun(attributes={"created_at": stored})) is is_selected


def test_flat_keys_are_quoted():
    run = FakeRun(config={"a.b": 1, "a": {"b": 2}})
    assert selects('config."a.b" == 1', run)
    assert selects("config.a.b == 2", run)


def test_and_binds_closer_than_or():
    run = FakeRun(config={"k": 1})
    assert selects("config.k == 1 or config.k == 2 and config.k == 3", run)
    assert not selects("(config.k == 1 or config.k == 2) and config.k == 3", run)


def test_not_binds_closer_than_and():
    run = FakeRun(config={"k": 1})
    assert not selects("not config.k == 1 and config.k == 2", run)
    assert selects("not (config.k == 1 and config.k == 2)", run)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("off(config.k == 2)", True),
        ("config.k == 1 and off(config.k == 2)", True),
        ("config.k == 2 or off(config.k == 1)", False),
        ("config.k == 1 or off(config.k == 2)", True),
        ("config.k == 2 and off(config.k == 1)", False),
        ("not off(config.k == 1)", True),
        ("config.k == 2 or not off(config.k == 2)", False),
        ("config.k == 1 and (off(config.k == 2) or off(config.k == 3))", True),
        ("config.k == 2 or (off(config.k == 1) and off(config.k == 1))", False),
        ("off(config.k == 1 or config.k == 2)", True),
    ],
)
def test_what_is_switched_off_is_as_if_it_did_not_stand_there(text, expected) -> None:
    assert selects(text, FakeRun(config={"k": 1})) is expected
