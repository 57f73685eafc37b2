"""The store from many threads: an asynchronous server asks from a pool, files change, queries are stopped."""

import threading
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
import pandas as pd
import pytest

from runpress.data.engine import Engine, EngineError, InterruptedQueryError, raise_if_interrupted
from runpress.data.protocol import KeysQuery, Order, RunsQuery
from runpress.model.filters.nodes import Comparison, Literal
from runpress.model.keys import Key
from support.recorded import PROJECT, series, store_of, write

LOSS = Key("summary", ("loss",))


def test_answers_from_many_threads_equal_those_from_one(tmp_path):
    for number in range(6):
        rows = [{"_step": step, "loss": float(step + number), "acc": 1.0} for step in range(200)]
        write(tmp_path / f"runs/history/r{number}.parquet", rows)
    store = store_of(tmp_path)

    def ask(number):
        run, buckets = f"r{number % 6}", 5 + number
        (one,) = series(store, [run], ["loss"], buckets=buckets)
        above = store.runs(
            RunsQuery(PROJECT, filter=Comparison(LOSS, ">", Literal(number)), order=(Order(LOSS, ascending=False),))
        )
        return list(one.y), [run.id for run in above], dict(store.keys(KeysQuery(PROJECT, (run,))))

    expected = [ask(number) for number in range(24)]
    fresh, store = store, store_of(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(ask, range(24))) == expected
    fresh.close()


def test_files_may_change_while_they_are_asked_for(tmp_path):
    path = tmp_path / "runs/history.parquet"
    write(path, [{"run": "a", "_step": step, "loss": 1.0} for step in range(10)])
    store = store_of(tmp_path)
    is_done = threading.Event()

    def ask():
        lengths = set()
        while not is_done.is_set():
            lengths |= {len(one.y) for one in series(store, ["a"], ["loss"])}
        return lengths

    with ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask) for _ in range(3)]
        for length in range(11, 30):
            aside = write(
                tmp_path / "aside.parquet", [{"run": "a", "_step": step, "loss": 1.0} for step in range(length)]
            )
            aside.replace(path)
            series(store, ["a"], ["loss"])
        is_done.set()
        lengths = set().union(*(one.result() for one in asked))
    assert lengths <= set(range(10, 30))
    assert len(series(store, ["a"], ["loss"])[0].y) == 29
    assert store.findings() == ()


def test_what_is_outdated_is_forgotten(tmp_path):
    path = tmp_path / "runs/history.csv"
    store = store_of(tmp_path)
    for length in range(1, 12):
        write(path, [{"run": "a", "_step": step, "loss": 1.0} for step in range(length)])
        store.runs(RunsQuery(PROJECT, filter=Comparison(LOSS, ">", Literal(0))))
    schemas = store._engine.rows(
        "SELECT schema_name FROM duckdb_schemas() WHERE NOT internal AND schema_name LIKE 'n%'"
    )
    assert len(schemas) <= 8


def test_running_queries_can_be_stopped():
    """This one would run for hours."""
    engine = Engine()
    is_over = threading.Event()

    def stop():
        while not is_over.wait(0.1):  # a query that has not begun yet is not stopped
            engine.interrupt()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(EngineError) as raised:
        engine.rows("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range * 7 % 11 = b.range % 13")
    is_over.set()
    stopper.join()
    with pytest.raises(InterruptedQueryError):
        raise_if_interrupted(raised.value)
    assert engine.rows("SELECT 1") == [(1,)]


def test_a_stopped_series_is_no_damage(tmp_path, monkeypatch):
    count = 300_000
    frame = pd.DataFrame({"run": "a", "_step": np.arange(count), "loss": np.ones(count)})
    (tmp_path / "runs").mkdir()
    frame.to_parquet(tmp_path / "runs/history.parquet")
    store = store_of(tmp_path)
    store.runs(RunsQuery(PROJECT))

    def stopped(_):
        raise duckdb.InterruptException("INTERRUPT Error: Interrupted!")

    monkeypatch.setattr(store._engine, "columns", stopped)
    with pytest.raises(InterruptedQueryError):
        series(store, ["a"], ["loss"])
    monkeypatch.undo()
    assert store.findings() == ()
    assert len(series(store, ["a"], ["loss"])[0].y) == 1000


def test_memory_is_bounded():
    ((limit,),) = Engine(memory_limit="300MB").rows("SELECT current_setting('memory_limit')")
    assert limit == "286.1 MiB"


def test_nothing_is_loaded_from_the_network():
    rows = Engine().rows(
        "SELECT name, value FROM duckdb_settings() WHERE name IN ('autoinstall_known_extensions', 'autoload_known_extensions', 'allow_community_extensions')"
    )
    assert {value for _, value in rows} == {"false"}
