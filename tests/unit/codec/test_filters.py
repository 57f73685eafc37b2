"""Filters as W&B stores them: what is said, what is said otherwise, and what cannot be said."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import dumps, loads
from runpress.codec.runsets.runset import decode_runset, encode_runset
from runpress.model.filters import parse_filter, print_filter
from runpress.model.runset import Runset
from runpress.source import SourceFile


def runset_with(text: str, **options: Any) -> Runset:
    source = SourceFile("report.md", text)
    expression, findings = parse_filter(text, source.span)
    assert findings == []
    return Runset(filters=expression, **options)


def encoded(text: str, **options: Any) -> tuple[dict[str, Any], list[str]]:
    scope = Encoding()
    stored = encode_runset(runset_with(text, **options), scope)
    return stored, [f"{finding.code.id} {finding.span.text}: {finding.message}" for finding in scope.findings]


def read(filters: Any, **options: Any) -> str:
    runset = decode_runset({"id": "x", "filters": filters}, Decoding(**options))
    return "" if runset.filters is None else print_filter(runset.filters)


def leaf(name: str, op: str = "=", value: Any = 1, **more: Any) -> dict[str, Any]:
    return {"key": {"section": "config", "name": name}, "op": op, "value": value, "disabled": False, **more}


def test_strict_comparisons_are_published_looser_and_said_at_their_clause() -> None:
    stored, said = encoded("config.a == 1 and summary.loss < 0.5")
    assert stored["filters"]["filters"][1]["op"] == "<="
    assert said == [
        "RS212 summary.loss < 0.5: W&B has no `<`: `summary.loss < 0.5` is published with `<=`",
    ]


def test_the_tree_of_older_views_says_strict_comparisons() -> None:
    stored, said = encoded("summary.loss < 0.5", filter_format="v1")
    assert stored["filters"]["filters"][0]["filters"][0]["op"] == "<"
    assert said == []


def test_parts_of_seconds_are_rounded_up() -> None:
    stored, said = encoded('created_at within_last(1.5, "seconds")')
    assert stored["filters"]["filters"][0]["value"] == 2
    assert said == [
        'RS212 created_at within_last(1.5, "seconds"): W&B counts whole seconds: `created_at within_last(1.5, "seconds")` is published as 2 seconds'
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("config.a == 1 and not summary.loss > 1", "summary.loss > 1"),
        ('not created_at within_last(7, "days")', 'created_at within_last(7, "days")'),
        ('config.opt matches "^a"', 'config.opt matches "^a"'),
        ('"a" in config.opt', '"a" in config.opt'),
        ('not "a" in config.opt', '"a" in config.opt'),
        ('name matches "a" or state == "finished"', 'name matches "a"'),
        ('name matches "a" and name matches "b"', 'name matches "b"'),
        ('not name matches "a"', 'name matches "a"'),
        ('config.a == 1 and off(name matches "a")', 'name matches "a"'),
        ('off(config.opt matches "a")', 'config.opt matches "a"'),
        ("off(not summary.loss > 1)", "summary.loss > 1"),
        (
            "config.a == 1 and (config.b == 2 or config.c == 3 and (off(config.d == 4) or config.e == 5))",
            "config.d == 4",
        ),
    ],
)
def test_what_cannot_be_stored_is_an_error_at_its_clause_and_selects_nothing(text: str, place: str) -> None:
    stored, said = encoded(text)
    assert [line.partition(":")[0] for line in said] == [f"RS213 {place}"]
    assert stored["filters"]["filters"] == [
        {"key": {"section": "run", "name": "name"}, "op": "IN", "value": [], "disabled": False}
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("off(config.a == 1)", [leaf("a", disabled=True)]),
        ("config.b == 1 or off(config.a == 1)", [leaf("b"), leaf("a", disabled=True, connector="OR")]),
        ("off(config.a == 1 and not config.b == 1)", [leaf("a", disabled=True), leaf("b", "!=", disabled=True, connector="AND")]),
        ("not off(config.a == 1 or off(config.b == 1))", [leaf("a", "!=", disabled=True), leaf("b", "!=", disabled=True, connector="AND")]),
        ("config.c == 1 and (off(config.a == 1) or config.b == 1)", [leaf("c"), {"filters": [leaf("a", disabled=True), leaf("b", connector="OR")], "connector": "AND"}]),
    ],
)  # fmt: skip
def test_what_is_switched_off_is_stored_clause_by_clause(text: str, said: list[Any]) -> None:
    stored, findings = encoded(text)
    assert (stored["filters"]["filters"], findings) == (said, [])


def test_brackets_are_not_multiplied_out_for_ever() -> None:
    deep = " and ".join(f"(config.a{at} == 1 or (config.b{at} == 2 and config.c{at} == 3))" for at in range(12))
    _, said = encoded(f"config.x == 1 or (config.y == 1 and ({deep} or config.z == 1))")
    assert [line[:5] for line in said] == ["RS213"]


def test_a_search_of_its_own_leaves_no_room_for_a_pattern() -> None:
    stored, said = encoded('name matches "a"', query="b")
    assert stored["search"] == {"query": "b"}
    assert [line[:5] for line in said] == ["RS213"]


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ([leaf("a"), leaf("b", connector="OR"), leaf("c", connector="AND")], "config.a == 1 or (config.b == 1 and config.c == 1)"),
        ([leaf("a"), {"filters": [leaf("b"), leaf("c", connector="OR")]}], "config.a == 1 and (config.b == 1 or config.c == 1)"),
        ([leaf("a", "REGEX", "x"), leaf("b", connector="AND")], "config.b == 1"),
        ([leaf("a", "REGEX", "x"), leaf("b", connector="OR")], ""),
        ([leaf("a", disabled=True), leaf("b", connector="OR")], "off(config.a == 1) or config.b == 1"),
        ([leaf("a", disabled=True)], "off(config.a == 1)"),
        ([leaf("a", "REGEX", disabled=True), leaf("b", connector="OR")], "config.b == 1"),
        ([{"filters": [leaf("a")], "disabled": True}, leaf("b", connector="AND")], "config.b == 1"),
        ([{"filters": []}, leaf("b")], "config.b == 1"),
        (["odd", leaf("b")], "config.b == 1"),
        ([leaf("a", "IN", "text")], ""),
        ([leaf("a", "WITHINSECONDS", 60)], ""),
        ([leaf("a", ">", value=True)], ""),
        ([leaf("lr.value")], 'Config("lr.value") == 1'),
    ],
)  # fmt: skip
def test_stored_lists_are_read(stored: Any, text: str) -> None:
    assert read({"filterFormat": "filterV2", "filters": stored}) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ({"op": "OR", "filters": [{"op": "AND", "filters": [leaf("a"), leaf("b", "<")]}]}, "config.a == 1 and config.b < 1"),
        ({"op": "AND", "filters": [{"op": "OR", "filters": [leaf("a"), leaf("b")]}]}, "config.a == 1 or config.b == 1"),
        ({"op": "OR", "filters": [{"op": "AND"}]}, ""),
        ({"op": "OR", "filters": []}, ""),
        ({"op": "XOR", "filters": [leaf("a")]}, ""),
        ({"op": "OR", "filters": [leaf("a", disabled=True), leaf("b")]}, "off(config.a == 1) or config.b == 1"),
        ({"op": "OR", "filters": "odd"}, ""),
        ("odd", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_stored_trees_are_read(stored: Any, text: str) -> None:
    assert read(stored) == text


def test_the_editors_names_of_config_keys_are_ours_in_its_dialect() -> None:
    assert read({"filters": [leaf("opt.value.lr")]}, dialect="editor") == "config.opt.lr == 1"


def test_deep_filters_are_kept_and_not_read() -> None:
    tree: Any = leaf("a")
    for _ in range(200):
        tree = {"op": "AND", "filters": [tree]}
    stored = {"id": "x", "filters": tree}
    runset = decode_runset(stored, Decoding())
    assert runset.filters is None
    assert loads(dumps(encode_runset(runset, Encoding())["filters"])) == loads(dumps(tree))


def test_very_many_clauses_are_kept_and_not_read() -> None:
    stored = {"id": "x", "filters": {"filterFormat": "filterV2", "filters": [leaf("a")] * 5_000}}
    runset = decode_runset(stored, Decoding())
    assert runset.filters is None
    assert len(encode_runset(runset, Encoding())["filters"]["filters"]) == 5_000


def test_a_text_that_is_changed_beside_a_kept_filter_is_not_lost_silently() -> None:
    stored = {"id": "x", "filters": {"filterFormat": "filterV2", "filters": [leaf("a"), leaf("b", "REGEX", "x")]}}
    pulled = decode_runset(stored, Decoding())
    scope = Encoding()
    encode_runset(pulled, scope)
    assert scope.findings == []
    changed = pulled.model_copy(update={"filters": runset_with("config.a == 2").filters})
    assert encode_runset(changed, scope)["filters"] == stored["filters"]
    assert [finding.code.id for finding in scope.findings] == ["RS214"]


NEW = leaf("c", connector="AND")


@pytest.mark.parametrize(
    ("filters", "extra"),
    [
        ([leaf("a", meta=1)], {"*": {"meta": 1}}),
        ([leaf("a", meta=1), leaf("b", connector="AND", meta=1)], {"*": {"meta": 1}}),
        ([{"filters": [leaf("a"), leaf("b", connector="OR")], "id": "g"}], None),
        ([leaf("a", meta=1), leaf("b", connector="AND", meta=2)], None),
        ([leaf("a", meta=1), leaf("b", connector="AND")], None),
        ([leaf("a", value=[1])], None),
    ],
)
def test_keys_that_all_conditions_have_stay_with_those_of_a_new_text(filters: Any, extra: Any) -> None:
    stored = {"id": "x", "filters": {"filterFormat": "filterV2", "filters": filters}}
    pulled = decode_runset(stored, Decoding())
    assert encode_runset(pulled, Encoding())["filters"] == stored["filters"]
    said = (pulled.extra or {}).get("filters", {}).get("filters")
    assert said == extra if extra else not isinstance(said, dict)
    scope = Encoding()
    changed = pulled.model_copy(update={"filters": runset_with("config.a == 1 and config.c == 1").filters})
    again = encode_runset(changed, scope)["filters"]["filters"]
    if extra:
        assert again == [leaf("a", **extra["*"]), {**NEW, **extra["*"]}]
    assert bool(scope.findings) == (extra is None)


def test_keys_that_all_conditions_of_a_tree_have_are_said_once() -> None:
    tree = {"op": "OR", "filters": [{"op": "AND", "filters": [leaf("a", meta=1), leaf("b", ">", meta=1)]}]}
    pulled = decode_runset({"id": "x", "filters": tree}, Decoding())
    assert (pulled.extra or {}).get("filters") == {"filters": {"*": {"filters": {"*": {"meta": 1}}}}}
    assert encode_runset(pulled, Encoding())["filters"] == tree
