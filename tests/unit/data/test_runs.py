"""Runs: search, order and limits in the engine; runs as files of every form hold them."""

import json
import math
from datetime import UTC, datetime

import pandas as pd
import pytest

from runpress.data.engine import Engine
from runpress.data.protocol import Order, RunsQuery
from runpress.data.queries.compiling import Compiler
from runpress.data.runs_table import RunsTable
from runpress.data.store import Store
from runpress.model.filters.nodes import And, Comparison, Contains, Literal, WithinLast
from runpress.model.keys import Key
from support.recorded import PROJECT, codes, run, store_of, write

NOW = datetime(2026, 11, 21, tzinfo=UTC)
LR = Key("config", ("lr",))


def table(*runs):
    return RunsTable(Engine(), Compiler(), runs)


def ids(selected):
    return [one.id for one in selected]


def select(runs, **query):
    return ids(table(*runs).select(RunsQuery(**query), now=NOW))


NAMES = [run(str(i), name=name) for i, name in enumerate(["Brave-Fox-1", "calm fox", "brave [x]", "x%y_z", "ÄRGER"])]


@pytest.mark.parametrize(
    ("search", "found"),
    [("fox", "01"), ("BRAVE", "02"), ("[x]", "2"), ("%", "3"), ("_", "3"), ("ärger", "4"), ("none", ""), ("", "01234")],
)
def test_search_finds_a_part_of_the_name_in_any_case(search, found):
    assert select(NAMES, search=search) == list(found)


@pytest.mark.parametrize(
    ("search", "found"),
    [("^[bB]rave", "02"), ("fox$", "1"), (r"\d", "0"), ("(?i)brave", "02"), ("fox|%", "13"), ("(", "")],
)
def test_regex_search(search, found):
    assert select(NAMES, search=search, is_regex=True) == list(found)


def test_without_order_runs_stay_as_recorded():
    assert select([run("b"), run("a"), run("c")]) == ["b", "a", "c"]


@pytest.mark.parametrize(("ascending", "expected"), [(True, ["one", "two", "three"]), (False, ["three", "two", "one"])])
def test_runs_without_a_value_come_last_whichever_the_direction(ascending, expected):
    runs = [
        run("none"),
        run("two", config={"lr": 2}),
        run("nan", config={"lr": math.nan}),
        run("one", config={"lr": 0.1}),
        run("null", config={"lr": None}),
        run("three", config={"lr": 10**400}),
    ]
    assert select(runs, order=(Order(LR, ascending=ascending),)) == [*expected, "none", "nan", "null"]


def test_order_by_several_keys_and_ties_as_recorded():
    runs = [
        run("a", config={"lr": 1}, state="x"),
        run("b", config={"lr": 1}, state="y"),
        run("c", config={"lr": 2}, state="x"),
        run("d", config={"lr": 1}, state="y"),
    ]
    state = Key("run", ("state",))
    assert select(runs, order=(Order(state, ascending=False), Order(LR))) == ["b", "d", "a", "c"]
    assert select(runs, order=(Order(LR, ascending=False),)) == ["c", "a", "b", "d"]


def test_order_of_mixed_kinds():
    values = {"t2": "b", "n2": 2, "t1": "a", "yes": True, "list": [1], "n1": -5}
    runs = [run(name, config={"lr": value}) for name, value in values.items()]
    assert select(runs, order=(Order(LR),)) == ["n1", "yes", "n2", "list", "t1", "t2"]
    assert select(runs, order=(Order(LR, ascending=False),)) == ["t2", "t1", "list", "n2", "yes", "n1"]


def test_order_by_time_and_by_name():
    runs = [
        run("a", name="z", created_at="2026-11-02T00:00:00+02:00"),
        run("b", name="y", created_at="2026-11-01T23:00:00Z"),
        run("c", name="x"),
    ]
    assert select(runs, order=(Order(Key("run", ("created_at",))),)) == ["a", "b", "c"]
    assert select(runs, order=(Order(Key("run", ("name",))),)) == ["c", "b", "a"]


def test_limit_comes_after_order_and_filter():
    runs = [run(str(i), config={"lr": i % 5}) for i in range(10)]
    query = {"filter": Comparison(LR, ">", Literal(1)), "order": (Order(LR, ascending=False),)}
    assert select(runs, **query, limit=3) == ["4", "9", "3"]
    assert select(runs, limit=0) == []
    assert select(runs, limit=99) == [str(i) for i in range(10)]


def test_within_last_asks_the_clock_each_time(tmp_path):
    write(tmp_path / "runs/runs.jsonl", [{"id": "a", "created_at": "2026-11-20T12:00:00Z"}])
    times = iter([NOW, datetime(2026, 11, 22, tzinfo=UTC)])
    store = store_of(tmp_path, clock=lambda: next(times))
    query = RunsQuery(PROJECT, filter=WithinLast(Key("run", ("created_at",)), 1, "days"))
    assert (ids(store.runs(query)), ids(store.runs(query))) == (["a"], [])


def test_within_last_takes_the_moment_at_its_end(tmp_path):
    moments = {
        "at": "2026-11-20T00:00:00Z",
        "before": "2026-11-19T23:59:59.999999Z",
        "after": "2026-11-20T00:00:00.000001Z",
    }
    write(tmp_path / "runs/runs.jsonl", [{"id": id_, "created_at": moment} for id_, moment in moments.items()])
    store = store_of(tmp_path, clock=lambda: datetime(2026, 11, 21, tzinfo=UTC))
    query = RunsQuery(PROJECT, filter=WithinLast(Key("run", ("created_at",)), 1, "days"))
    assert sorted(ids(store.runs(query))) == ["after", "at"]


def test_a_list_contains_whole_elements_and_a_text_its_parts():
    key = Key("config", ("layers",))
    runs = [run("list", config={"layers": ["conv", "dense"]}), run("text", config={"layers": "convolution"})]
    assert select(runs, filter=Contains(key, Literal("conv"))) == ["list", "text"]
    assert select(runs, filter=Contains(key, Literal("den"))) == []
    assert select(runs, filter=Contains(key, Literal("dense"))) == ["list"]
    sizes = [run("list", config={"layers": [3, 4]}), run("number", config={"layers": 3})]
    assert select(sizes, filter=Contains(key, Literal(3))) == ["list"]


def test_many_runs_and_many_keys():
    runs = [run(f"r{i}", config={f"k{k}": i * k for k in range(5)}) for i in range(3000)]
    clauses = tuple(Comparison(Key("config", (f"k{k}",)), ">=", Literal(2000 * k)) for k in range(5))
    assert select(runs, filter=And(clauses)) == [f"r{i}" for i in range(2000, 3000)]


CONFIG = {
    "lr": 0.1,
    "epochs": 3,
    "name": "adam",
    "nested": {"a b": {"c.d": [1, "x", None]}},
    "flag": True,
    "none": None,
}
SUMMARY = {"acc": 0.5, "val/loss": 1e300, "best": {"step": 7}}
EXPECTED = run(
    "r1", name="Fine run", state="finished", tags=["a", "b c"], group="g", job_type="train", created_at="2026-11-21T10:00:00Z",
    runtime=12.5, config=CONFIG, summary=SUMMARY,
)  # fmt: skip


@pytest.mark.parametrize("suffix", [".parquet", ".csv", ".jsonl"])
def test_config_and_summary_as_json_text(tmp_path, suffix):
    row = {
        "id": "r1",
        "name": "Fine run",
        "state": "finished",
        "tags": json.dumps(["a", "b c"]),
        "group": "g",
        "jobType": "train",
        "created_at": "2026-11-21T10:00:00Z",
        "runtime": 12.5,
        "config": json.dumps(CONFIG),
        "summary": json.dumps(SUMMARY),
    }
    write(tmp_path / f"runs/runs{suffix}", [row])
    assert list(store_of(tmp_path).runs(RunsQuery(PROJECT))) == [EXPECTED]


def test_config_and_summary_as_objects(tmp_path):
    row = {
        "id": "r1",
        "name": "Fine run",
        "state": "finished",
        "tags": ["a", "b c"],
        "group": "g",
        "job_type": "train",
        "createdAt": "2026-11-21T10:00:00Z",
        "runtime": 12.5,
        "config": CONFIG,
        "summary": SUMMARY,
    }
    write(tmp_path / "runs/runs.jsonl", [row, {"id": "r2", "config": {"lr": "text", "epochs": [1]}}])
    first, second = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert first == EXPECTED
    assert second == run("r2", config={"lr": "text", "epochs": [1]})


@pytest.mark.parametrize("suffix", [".parquet", ".csv"])
def test_config_and_summary_as_columns(tmp_path, suffix):
    rows = [
        {"run": "a", "config.lr": 0.5, "config.opt.name": "adam", "summary.val/acc": 0.25, "config.seed": 3},
        {"run": "b", "config.lr": None, "config.opt.name": "sgd", "summary.val/acc": None, "config.seed": 4},
    ]
    write(tmp_path / f"runs/runs{suffix}", rows)
    first, second = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert (first.config, first.summary) == ({"lr": 0.5, "opt": {"name": "adam"}, "seed": 3}, {"val/acc": 0.25})
    assert (second.config, second.summary) == ({"opt": {"name": "sgd"}, "seed": 4}, {})


def test_types_of_parquet(tmp_path):
    frame = pd.DataFrame(
        {
            "id": ["a"],
            "created_at": [pd.Timestamp("2026-11-21T12:00:00+02:00")],
            "tags": [["x"]],
            "config": [{"lr": 1, "deep": {"k": "v"}}],
        }
    )
    write(tmp_path / "runs/runs.parquet", frame.to_dict("records"))
    (one,) = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert one == run("a", created_at="2026-11-21T10:00:00Z", tags=["x"], config={"lr": 1, "deep": {"k": "v"}})


def test_numbers_that_are_not_finite_are_kept(tmp_path):
    write(tmp_path / "runs/runs.jsonl", [{"id": "a", "summary": {"loss": math.nan, "best": -math.inf}}])
    (one,) = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert math.isnan(one.summary["loss"])
    assert one.summary["best"] == -math.inf


def test_config_as_wandb_writes_it_is_unwrapped(tmp_path):
    wrapped = {"lr": {"value": 0.1, "desc": None}, "opt": {"value": {"name": "adam"}}, "_wandb": {"value": {}}}
    write(tmp_path / "runs/runs.jsonl", [{"id": "a", "config": wrapped}])
    (one,) = store_of(tmp_path).runs(RunsQuery(PROJECT))
    assert one.config == {"lr": 0.1, "opt": {"name": "adam"}}


def test_without_a_table_of_runs_they_come_from_histories_with_their_last_values(tmp_path):
    write(
        tmp_path / "runs/history.parquet",
        [
            {"run": run, "_step": step, "loss": value}
            for run, step, value in [("b", 0, 1.0), ("b", 1, 0.5), ("a", 0, 2.0), ("a", 1, None)]
        ],
    )
    assert list(store_of(tmp_path).runs(RunsQuery(PROJECT))) == [
        run("a", summary={"loss": 2.0}),
        run("b", summary={"loss": 0.5}),
    ]


def test_repeated_ids_are_reported_and_the_first_is_used(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "a", "name": "first"}, {"id": "b"}, {"id": "a", "name": "second"}])
    store = store_of(tmp_path)
    assert [(one.id, one.name) for one in store.runs(RunsQuery(PROJECT))] == [("a", "first"), ("b", "b")]
    (finding,) = store.findings()
    assert finding.code.id == "DA504"
    assert "`a`" in finding.message


def test_histories_of_unlisted_runs_are_reported(tmp_path):
    write(tmp_path / "runs/runs.csv", [{"id": "a"}])
    write(tmp_path / "runs/history.csv", [{"run": "a", "_step": 0, "loss": 1}, {"run": "z", "_step": 0, "loss": 1}])
    assert codes(store_of(tmp_path)) == ["DA507"]


def test_all_projects_are_asked_together(tmp_path):
    from runpress.data import SourceConfig, open_store

    write(tmp_path / "one/runs.csv", [{"id": "a", "summary.acc": 1}, {"id": "b", "summary.acc": 3}])
    write(tmp_path / "two/runs.csv", [{"id": "a", "summary.acc": 2}])
    store: Store = open_store([SourceConfig("x/one", "one", tmp_path), SourceConfig("x/two", "two", tmp_path)])
    query = RunsQuery(order=(Order(Key("summary", ("acc",)), ascending=False),))
    assert [(one.project, one.id) for one in store.runs(query)] == [("x/one", "b"), ("x/two", "a"), ("x/one", "a")]
    assert ids(store.runs(RunsQuery("x/two"))) == ["a"]
    assert store.runs(RunsQuery("x/three")) == []
    assert store.projects == ("x/one", "x/two")
