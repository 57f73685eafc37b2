"""GraphQL as real clients send it, on plain objects."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.server.graphql import RefusedError, Request, Roots, execute

NODES = [{"__typename": "Run", "id": "1"}, {"__typename": "Sweep", "id": "2", "__types__": ("Job",)}]


def refuse(_: object) -> object:
    raise RefusedError("no such project")


ROOTS = Roots(
    query={
        "viewer": lambda _: {"id": "u", "entity": "acme", "teams": {"edges": [{"node": {"name": "a"}}]}},
        "echo": lambda arguments: {"given": arguments},
        "raw": lambda arguments: arguments,
        "nodes": lambda _: NODES,
        "nothing": lambda _: None,
        "deep": lambda _: DEEP,
        "refused": refuse,
    },
    mutation={"save": lambda arguments: {"saved": arguments["input"]["name"]}},
)
DEEP: dict[str, Any] = {"leaf": 1}
DEEP["deep"] = DEEP


def ask(query: str, operation: str = "", **variables: Any) -> Any:
    return execute(Request(query, variables, operation), ROOTS)


def data(query: str, operation: str = "", **variables: Any) -> Any:
    answer = ask(query, operation, **variables)
    assert "errors" not in answer
    return answer["data"]


def test_the_empty_operation_name_is_none() -> None:
    assert data("query Viewer { viewer { id entity } }", "") == {"viewer": {"id": "u", "entity": "acme"}}


def test_an_operation_is_chosen_by_its_name() -> None:
    query = "query A { viewer { id } } query B { viewer { entity } }"
    assert data(query, "B") == {"viewer": {"entity": "acme"}}


def test_a_comment_may_come_first() -> None:
    assert data("#graphql\n{ viewer { id } }") == {"viewer": {"id": "u"}}


def test_aliases_name_the_answer() -> None:
    assert data("{ me: viewer { who: entity } }") == {"me": {"who": "acme"}}


def test_variables_have_defaults_and_unknown_ones_are_passed_over() -> None:
    query = "query Q($a: Int = 3, $b: String) { raw(a: $a, b: $b, c: [1, $a], d: {e: true, f: NULL, g: null}) }"
    assert data(query, other=1) == {"raw": {"a": 3, "c": [1, 3], "d": {"e": True, "f": "NULL", "g": None}}}
    assert data(query, a=None, b="x")["raw"] == {
        "a": None,
        "b": "x",
        "c": [1, None],
        "d": {"e": True, "f": "NULL", "g": None},
    }


def test_a_required_variable_is_asked_for() -> None:
    assert ask("query Q($a: Int!) { raw(a: $a) }")["errors"] == [{"message": "the variable `$a` is required"}]


def test_fields_that_are_not_there_are_null() -> None:
    assert data("{ viewer { flags } nothing { id } }") == {"viewer": {"flags": None}, "nothing": None}


def test_fragments_apply_by_type() -> None:
    query = "{ nodes { __typename ... on Run { run: id } ...F } } fragment F on Job { job: id }"
    assert data(query) == {"nodes": [{"__typename": "Run", "run": "1"}, {"__typename": "Sweep", "job": "2"}]}


def test_a_field_that_stands_twice_is_one() -> None:
    assert data("{ viewer { id } viewer { entity } }") == {"viewer": {"id": "u", "entity": "acme"}}


@pytest.mark.parametrize(
    ("flag", "expected"), [(True, {"viewer": {"id": "u"}}), (False, {"viewer": {"entity": "acme"}})]
)
def test_include_and_skip(flag: bool, expected: object) -> None:  # noqa: FBT001 - a parameter of pytest
    query = "query Q($f: Boolean) { viewer { id @include(if: $f) entity @skip(if: $f) } }"
    assert data(query, f=flag) == expected


def test_a_mutation() -> None:
    query = "mutation M($name: String) { save(input: {name: $name}) { saved } }"
    assert data(query, name="x") == {"save": {"saved": "x"}}


def test_what_is_refused_is_an_error_of_the_answer() -> None:
    assert ask("{ refused { id } }") == {"data": None, "errors": [{"message": "no such project"}]}


@pytest.mark.parametrize(
    "query",
    [
        "",
        "{",
        "{ viewer { ...F } }",
        "{ viewer { ...F } } fragment F on User { ...F }",
        "subscription { viewer { id } }",
        "fragment F on User { id }",
        "{ deep" + " { deep" * 30 + " { leaf }" + " }" * 31,
        "{ viewer { " + " ".join(f"a{n}: id" for n in range(100)) + " } }",
        "{ viewer { " + "id " * 5000 + " } }",
        "{ " * 5000,
    ],
)
def test_odd_requests_are_errors_of_the_answer(query: str) -> None:
    answer = ask(query)
    assert answer["data"] is None
    assert answer["errors"][0]["message"]
