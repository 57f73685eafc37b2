"""Filters on their way to W&B and back select the same runs, in each of W&B's languages."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import mongomock
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.filters.mongo import encode_mongo
from runpress.codec.runsets.runset import decode_runset, encode_runset
from runpress.diagnostics.codes import runsets as codes
from runpress.model.attributes import ATTRIBUTES
from runpress.model.filters import evaluate, parse_filter, print_filter
from runpress.model.filters.instants import instant
from runpress.model.filters.nodes import And, Comparison, Expression, Not, Off, Or, WithinLast
from runpress.model.filters.regex import search
from runpress.model.keys import Key
from runpress.model.runset import Runset
from runpress.source import SourceFile
from support import filtered_runs
from support.filtered_runs import NOW, PATHS, Population, Recorded, filters

dialects = st.sampled_from(["sdk", "editor"])
NESTED = [path for path in PATHS if all(piece and "." not in piece for piece in path)]


def _is_told_apart(key: Key) -> bool:
    """W&B does not tell a summary key with a point from a path."""
    return key.section != "summary" or key.path in NESTED


@pytest.fixture(scope="module")
def population() -> Population:
    return filtered_runs.population()


def _loosened(expression: Expression, *, form: str) -> Expression:  # noqa: PLR0911 - one line a kind of node
    """The filter with whole seconds and, in the newer form, `<=` for `<`, as W&B stores it."""
    match expression:
        case And(operands=operands):
            return And(tuple(_loosened(operand, form=form) for operand in operands))
        case Or(operands=operands):
            return Or(tuple(_loosened(operand, form=form) for operand in operands))
        case Not(operand=operand):
            return Not(_loosened(operand, form=form))
        case Off(operand=operand):
            return Off(_loosened(operand, form=form))
        case Comparison(op="<" | ">") as clause if form == "v2":
            return replace(clause, op=f"{clause.op}=")
        case WithinLast() as clause:
            return replace(clause, amount=math.ceil(clause.seconds), unit="seconds")
    return expression


def _keys(expression: Expression) -> list[Key]:
    match expression:
        case And(operands=operands) | Or(operands=operands):
            return [key for operand in operands for key in _keys(operand)]
        case Not(operand=operand) | Off(operand=operand):
            return _keys(operand)
    return [expression.key]


def _selects(runset: Runset, run: Recorded) -> bool:
    is_found = search(runset.query, run.name) if runset.regex_query else runset.query.lower() in run.name.lower()
    return is_found and (runset.filters is None or evaluate(runset.filters, run, now=NOW))


def _check_selection(expression: Expression, population: Population, *, form: str, dialect: Any) -> None:
    assume(all(map(_is_told_apart, _keys(expression))))
    # What no text says, such as `name < null`, is no filter.
    assume(parse_filter(print_filter(expression), lambda _start, _end: SourceFile("", "").span(0))[0] == expression)
    scope = Encoding(dialect=dialect)
    stored = encode_runset(Runset(filters=expression, filter_format=form), scope)  # type: ignore[arg-type]  # two words
    if any(finding.code is codes.FILTER_NOT_STORED for finding in scope.findings):
        assert encode_runset(Runset(filters=expression), Encoding())["filters"]["filters"][0]["value"] == []
        return
    read = decode_runset(json.loads(json.dumps(stored)), Decoding(dialect=dialect))
    assert read.extra is None, "what we write, our language says"
    wanted = _loosened(expression, form=form)
    for run in population:
        assert _selects(read, run) == evaluate(wanted, run, now=NOW), print_filter(expression)
    assert {**encode_runset(read, Encoding(dialect=dialect)), "id": ""} == {**stored, "id": ""}


@settings(max_examples=150, deadline=None)
@given(expression=filters, form=st.sampled_from(["v1", "v2"]), dialect=dialects)
def test_what_is_stored_selects_the_same_runs(
    expression: Expression, form: str, dialect: Any, population: Population
) -> None:
    _check_selection(expression, population, form=form, dialect=dialect)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=2_000, deadline=None)
@given(expression=filters, form=st.sampled_from(["v1", "v2"]), dialect=dialects)
def test_what_is_stored_selects_the_same_runs_very_often(
    expression: Expression, form: str, dialect: Any, population: Population
) -> None:
    _check_selection(expression, population, form=form, dialect=dialect)


def _for_mongo(run: Recorded) -> Recorded:
    """The run without what Mongo takes otherwise: nulls and nothing in lists, numbers that are no doubles, no times."""
    kept = {name: _plain(value) for name, value in run.attributes.items()}
    for name in ("created_at", "updated_at"):
        moment = instant(kept.get(name))
        kept[name] = None if moment is None else _moment(moment)
    if isinstance(kept.get("state"), str):
        kept["state"] = kept["state"].lower()
    attributes = {name: value for name, value in kept.items() if value is not None}
    return run._replace(attributes=attributes, config=_tree(run.config), summary=_tree(run.summary))


def _tree(tree: dict[str, Any]) -> dict[str, Any]:
    """A run's tree, in which only mappings stand where paths go on: Mongo would look into lists."""
    kept = {name: value for name, value in _plain(tree).items() if not _has_mapping(value)}
    for name in ("a", "opt"):
        inner = tree.get(name)
        if isinstance(inner, dict):
            kept[name] = {one: value for one, value in _plain(inner).items() if not _has_mapping(value)}
            if isinstance(inner.get("b"), dict):
                kept[name]["b"] = _plain(inner["b"])
            elif name == "a":
                kept[name].pop("b", None)
        else:
            kept.pop(name, None)
    return kept


def _has_mapping(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(map(_has_mapping, value)))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        inner = {name: _plain(one) for name, one in value.items() if name and "." not in name}
        return {name: one for name, one in inner.items() if one is not None}
    if isinstance(value, list):
        return [one for one in map(_plain, value) if one is not None] or None
    if isinstance(value, bool):
        return None
    is_exact = not isinstance(value, int | float) or (math.isfinite(_float_of(value)) and abs(value) < 2**53)
    return value if is_exact else None


def _float_of(value: float) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


def _moment(moment: int) -> str:
    """A time as servers keep it: in whole seconds."""
    time = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=moment // 1_000_000)
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")


def _document(run: Recorded) -> dict[str, Any]:
    """The run as the Public API's database keeps it."""
    attributes = {ATTRIBUTES[name].api: value for name, value in run.attributes.items()}
    config = {name: {"value": value} for name, value in run.config.items()}
    return {"name": run.id, "display_name": run.name, **attributes, "config": config, "summary_metrics": run.summary}


def _asks_for_flag(query: Any) -> bool:
    """Whether a query compares with true or false, which this database takes for 1 and 0."""
    if isinstance(query, list):
        return any(map(_asks_for_flag, query))
    if isinstance(query, dict):
        return any(_asks_for_flag(value) for name, value in query.items() if name != "$exists")
    return isinstance(query, bool)


class Database:
    """Runs, and the same in a database that speaks Mongo's language."""

    def __init__(self, runs: list[Recorded]) -> None:
        self.runs = runs
        self.collection = mongomock.MongoClient().db.runs
        self.collection.insert_many([json.loads(json.dumps(_document(run))) for run in runs])

    def __repr__(self) -> str:
        return f"<{len(self.runs)} runs>"


@pytest.fixture(scope="module")
def database(population: Population) -> Database:
    return Database([_for_mongo(run) for run in population])


def _check_query(expression: Expression, database: Database) -> None:
    assume(all(key.section in ("run", "tags") or key.path in NESTED for key in _keys(expression)))
    text = json.dumps(encode_mongo(expression, now=NOW))
    # Texts of times are ordered as the times are only where none has a fraction of a second.
    assume(re.search(r"T\d\d:\d\d:\d\d\.", text) is None)
    query = json.loads(text)
    assume(not _asks_for_flag(query))
    found = {document["name"] for document in database.collection.find(query)}
    wanted = {run.id for run in database.runs if evaluate(expression, run, now=NOW)}
    assert sorted(found ^ wanted)[:3] == [], query


@settings(max_examples=100, deadline=None)
@given(expression=filters)
def test_the_public_api_selects_the_same_runs(expression: Expression, database: Database) -> None:
    _check_query(expression, database)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=2_000, deadline=None)
@given(expression=filters)
def test_the_public_api_selects_the_same_runs_very_often(expression: Expression, database: Database) -> None:
    _check_query(expression, database)
