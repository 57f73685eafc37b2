"""Summaries that nobody recorded: the last finite values of histories, as W&B's summaries have them."""

import json
import math

import pandas as pd
import pytest

from runpress.data.protocol import Order, RunsQuery
from runpress.model.filters.nodes import Comparison, Literal
from runpress.model.keys import Key
from support.recorded import PROJECT, codes, store_of, write

LOSS = Key("summary", ("loss",))


def summaries(store):
    return {run.id: dict(run.summary) for run in store.runs(RunsQuery(PROJECT))}


def history(run, values, metric="loss"):
    return [{"run": run, "_step": step, metric: value} for step, value in enumerate(values)]


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
def test_without_a_summary_it_holds_the_last_value_of_each_metric(tmp_path, suffix):
    write(tmp_path / f"runs/runs{suffix}", [{"id": "a"}, {"id": "b"}, {"id": "none"}])
    write(tmp_path / f"runs/history{suffix}", [*history("a", [3.0, 1.0, 2.0]), *history("b", [5.0], "acc")])
    assert summaries(store_of(tmp_path)) == {"a": {"loss": 2.0}, "b": {"acc": 5.0}, "none": {}}


def test_runs_without_a_table_have_one_too(tmp_path):
    write(tmp_path / "runs/a.csv", [{"_step": 0, "loss": 3.0}, {"_step": 1, "loss": 1.0}])
    assert summaries(store_of(tmp_path)) == {"a": {"loss": 1.0}}


def test_last_means_by_step_and_at_one_step_by_row(tmp_path):
    rows = [(10, 1.0), (30, 3.0), (20, 2.0), (30, 4.0), (5, 9.0)]
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": step, "loss": loss} for step, loss in rows])
    assert summaries(store_of(tmp_path)) == {"a": {"loss": 4.0}}


def test_values_that_are_not_finite_are_passed_over(tmp_path):
    path = tmp_path / "runs/history.jsonl"
    write(path, [*history("a", [2.0, 1.5, math.nan, math.inf]), *history("b", [math.nan, -math.inf])])
    assert summaries(store_of(tmp_path)) == {"a": {"loss": 1.5}, "b": {}}


def test_what_was_recorded_stays(tmp_path):
    best = {"loss": {"min": 0.5}, "val": {"acc": 0.9}, "note": "best of three", "gone": None}
    write(tmp_path / "runs/runs.jsonl", [{"id": "a", "summary": best}])
    metrics = {"loss": 1.0, "val.acc": 0.1, "gone": 2.0, "extra": 3.0}
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": 0, **metrics}])
    assert summaries(store_of(tmp_path)) == {"a": {**best, "extra": 3.0}}


def test_nothing_is_read_where_nothing_is_lacking(tmp_path, monkeypatch):
    write(tmp_path / "runs/runs.jsonl", [{"id": "a", "summary": {"loss": 7.0}}])
    write(tmp_path / "runs/history.parquet", history("a", [1.0]))
    store = store_of(tmp_path)
    asked = []
    rows = store._engine.rows
    monkeypatch.setattr(store._engine, "rows", lambda sql, *rest: asked.append(sql) or rows(sql, *rest))
    assert summaries(store) == {"a": {"loss": 7.0}}
    assert [sql for sql in asked if "arg_max" in sql] == []


def test_filters_and_orders_see_it(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": name} for name in "abc"])
    write(tmp_path / "runs/history.csv", [*history("a", [9, 2]), *history("b", [0, 5]), *history("c", [1, 3])])
    store = store_of(tmp_path)
    worst_first = RunsQuery(PROJECT, order=(Order(LOSS, ascending=False),))
    assert [run.id for run in store.runs(worst_first)] == ["b", "c", "a"]
    small = RunsQuery(PROJECT, filter=Comparison(LOSS, "<", Literal(4)))
    assert [run.id for run in store.runs(small)] == ["a", "c"]


def test_it_follows_the_files(tmp_path):
    write(tmp_path / "runs/history.csv", history("a", [9, 2]))
    store = store_of(tmp_path)
    assert summaries(store) == {"a": {"loss": 2}}
    write(tmp_path / "runs/history.csv", history("a", [9, 2, 7]))
    assert summaries(store) == {"a": {"loss": 7}}


def test_a_history_that_is_damaged_inside_leaves_its_run_without(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "good"}, {"id": "bad"}])
    for name in ("good", "bad"):
        path = tmp_path / f"runs/history/{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pd.DataFrame({"_step": range(5000), "loss": [i * 1.1 for i in range(5000)]}).to_parquet(path)
    data = bytearray((tmp_path / "runs/history/bad.parquet").read_bytes())
    data[2_000:40_000] = b"\0" * 38_000
    (tmp_path / "runs/history/bad.parquet").write_bytes(data)
    store = store_of(tmp_path)
    assert json.loads(json.dumps(summaries(store))) == {"good": {"loss": pytest.approx(4999 * 1.1)}, "bad": {}}
    assert codes(store) == ["DA502"]
