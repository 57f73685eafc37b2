"""The store selects exactly the runs that the reference evaluator selects.

Many runs are recorded once, as a source reads them; many filters are tried on them. Runs and filters
share a small stock of keys and values, so that clauses are true of some runs and false of others.
"""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import HealthCheck, given, settings

from runpress.data import SourceConfig, open_store
from runpress.data.protocol import RunsQuery
from runpress.model.filters import evaluate, print_filter
from runpress.model.filters.nodes import Comparison, Contains, Exists, In, Matches, NotIn, WithinLast
from runpress.model.filters.regex import check_pattern
from support import filtered_runs
from support.filtered_runs import NOW, PATTERNS, POPULATION, clauses, filters

PROJECT = "acme/digits"
SELDOM, OFTEN = 250, 5_000


@pytest.fixture(scope="module")
def population():
    return filtered_runs.population()


@pytest.fixture(scope="module")
def store(population, tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    rows = [
        {
            "id": run.id,
            "name": run.name,
            **run.attributes,
            "config": json.dumps(run.config),
            "summary": json.dumps(run.summary),
        }
        for run in population
    ]
    (folder / "runs.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return open_store([SourceConfig(PROJECT, ".", folder)], clock=lambda: NOW)


def _check(expression, population, store):
    selected = [run.id for run in store.runs(RunsQuery(project=PROJECT, filter=expression))]
    wanted = [run.id for run in population if evaluate(expression, run, now=NOW)]
    assert sorted(selected) == sorted(wanted), print_filter(expression)


def test_patterns_and_texts_of_the_stock_are_used(population):
    assert len(population) >= POPULATION // 2
    assert sum(check_pattern(pattern) is None for pattern in PATTERNS) == len(PATTERNS)
    assert any(math.isnan(run.config.get("lr") or 0) for run in population if isinstance(run.config.get("lr"), float))


@settings(max_examples=SELDOM, deadline=None)
@given(expression=filters)
def test_the_store_selects_the_runs_that_the_reference_selects(expression, population, store):
    _check(expression, population, store)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=OFTEN, deadline=None)
@given(expression=filters)
def test_the_store_selects_the_runs_that_the_reference_selects_very_often(expression, population, store):
    _check(expression, population, store)


def test_every_kind_of_clause_selects_some_runs_and_not_others(population):
    """The stock is worth something only if clauses divide the runs."""
    divided = dict.fromkeys((Comparison, In, NotIn, Contains, Matches, Exists, WithinLast), 0)

    @settings(max_examples=400, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(clauses)
    def divide(clause):
        selected = sum(evaluate(clause, run, now=NOW) for run in population)
        divided[type(clause)] += 0 < selected < len(population)

    divide()
    assert min(divided.values()) >= 3, divided
