"""The bucket cache and compiled queries on the disk: found again, and never believed when damaged."""

import math
import os
import subprocess
import sys
import textwrap
from array import array

import pytest

from runpress.data.answers import Answers
from runpress.data.cache import BucketCache
from runpress.data.protocol import Series
from runpress.data.queries.compiling import Compiler
from support.recorded import points, series, store_of, write

X = array("d", [0, 1, 2])
ANSWER = [
    Series(
        "a", "train/loss", X, array("d", [1.5, math.inf, -0.0]), array("d", [1, 2, 3]), array("d", [4, 5, 6]), 30, 1
    ),
    Series("b", "müll", X, array("d", [5e-324, 1e308, 3]), None, None, 3),
    Series("c", "empty", array("d"), array("d"), None, None, 0),
]


def listed(answer):
    return [
        (
            one.run,
            one.metric,
            *(None if part is None else list(part) for part in (one.x, one.y, one.low, one.high)),
            one.count,
            one.not_finite,
        )
        for one in answer
    ]


def entry(folder):
    (path,) = folder.iterdir()
    return path


def test_answers_come_back_as_they_were(tmp_path):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    assert listed(cache.get("key")) == listed(ANSWER)
    assert cache.get("other") is None


def test_values_that_are_not_numbers_come_back(tmp_path):
    cache = BucketCache(tmp_path)
    cache.put("key", [Series("a", "m", X, array("d", [math.nan] * 3), None, None, 3, 3)])
    assert all(math.isnan(value) for value in cache.get("key")[0].y)


def test_x_that_series_share_is_shared_again(tmp_path):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    first, second, _ = cache.get("key")
    assert first.x is second.x


@pytest.mark.parametrize("at", [0, 12, 30, 60, 150, -1, -20])
def test_one_changed_byte_makes_it_no_entry(tmp_path, at):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    path = entry(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert cache.get("key") is None


@pytest.mark.parametrize("length", [0, 5, 30, 100, -1])
def test_a_cut_entry_is_none(tmp_path, length):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    path = entry(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    assert cache.get("key") is None


def test_an_entry_of_another_version_is_none(tmp_path):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    path = entry(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"runpress series 1", b"runpress series 0"))
    assert cache.get("key") is None


def test_nothing_is_left_beside_an_entry(tmp_path):
    cache = BucketCache(tmp_path)
    cache.put("key", ANSWER)
    cache.put("key", ANSWER)
    assert [path.name for path in tmp_path.iterdir()] == ["key.series"]


def test_a_folder_that_cannot_be_made_means_no_cache(tmp_path):
    (tmp_path / "file").write_text("")
    cache = BucketCache(tmp_path / "file/cache")
    cache.put("key", ANSWER)
    assert cache.get("key") is None


def test_the_entries_not_used_for_longest_go_first(tmp_path):
    size = _size_of_an_entry(tmp_path / "one")
    cache = BucketCache(tmp_path / "three", largest_bytes=3 * size)
    for age, key in enumerate(["old", "used", "new"]):
        cache.put(key, ANSWER)
        os.utime(tmp_path / f"three/{key}.series", (age, age))
    assert cache.get("old") is not None
    cache.put("newest", ANSWER)
    assert sorted(path.stem for path in (tmp_path / "three").iterdir()) == ["new", "newest", "old"]


def _size_of_an_entry(folder):
    BucketCache(folder).put("key", ANSWER)
    return entry(folder).stat().st_size


def test_answers_in_memory_are_bounded():
    answers = Answers(most_points=25)
    for key in "abc":
        answers.put(key, [Series("a", "m", X, X, X, X, 3)])  # 12 numbers
    assert [answers.get(key) is not None for key in "abc"] == [False, True, True]


@pytest.fixture
def recorded(tmp_path):
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": step, "loss": float(step)} for step in range(100)])
    return tmp_path


def test_a_store_finds_its_buckets_again(recorded):
    cache_dir = recorded / ".runpress/cache"
    (fresh,) = series(store_of(recorded, cache_dir=cache_dir), ["a"], ["loss"], buckets=10)
    path = entry(cache_dir / "buckets")
    (again,) = series(store_of(recorded, cache_dir=cache_dir), ["a"], ["loss"], buckets=10)
    assert listed([again]) == listed([fresh])
    path.write_bytes(b"broken")
    (rebuilt,) = series(store_of(recorded, cache_dir=cache_dir), ["a"], ["loss"], buckets=10)
    assert listed([rebuilt]) == listed([fresh])
    assert path.read_bytes() != b"broken"


def test_changed_files_are_no_longer_answered_from_the_cache(recorded):
    cache_dir = recorded / ".runpress/cache"
    series(store_of(recorded, cache_dir=cache_dir), ["a"], ["loss"])
    write(recorded / "runs/history.parquet", [{"run": "a", "_step": 0, "loss": 7.0}])
    (one,) = series(store_of(recorded, cache_dir=cache_dir), ["a"], ["loss"])
    assert points(one) == [(0, 7)]


def test_a_question_of_another_kind_has_another_answer(recorded):
    store = store_of(recorded, cache_dir=recorded / "cache")
    lengths = [
        len(series(store, ["a"], ["loss"], **options)[0].y)
        for options in ({}, {"buckets": 10}, {"low": 50}, {"high": 9}, {"low": 50, "high": 59})
    ]
    assert lengths == [100, 10, 50, 10, 10]


def test_compiled_queries_are_kept_and_checked(tmp_path):
    def build():
        import ibis

        return ibis.table({"a": "int64"}, name="t").a.sum()

    def never():
        raise AssertionError("compiled again")

    sql = Compiler(tmp_path).sql(("sum", 1), build)
    assert Compiler(tmp_path).sql(("sum", 1), never) == sql
    entry(tmp_path).write_text("-- 00000000\nDROP TABLE t", encoding="utf-8")
    assert Compiler(tmp_path).sql(("sum", 1), build) == sql


def test_only_so_many_compiled_queries_are_kept(tmp_path):
    compiler = Compiler(tmp_path, most=3)
    for number in range(5):
        compiler.sql(("shape", number), lambda: _total_of("a"))
    assert len(list(tmp_path.iterdir())) == len(compiler._compiled) == 3
    assert ("shape", 4) in compiler._compiled


def _total_of(column):
    import ibis

    return ibis.table({column: "int64"}, name="t")[column].sum()


BLOCKED = """
    import sys

    class Blocked:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in {BLOCKED}:
                raise ImportError(f"{{name}} is blocked")

    sys.meta_path.insert(0, Blocked())
    from pathlib import Path
    from runpress.data import SourceConfig, open_store
    from runpress.data.protocol import KeysQuery, Order, RunsQuery, SeriesQuery
    from runpress.model.filters.nodes import Comparison, Literal
    from runpress.model.keys import Key

    root = Path(sys.argv[1])
    store = open_store([SourceConfig("a/b", "runs", root)], cache_dir=root / "cache")
    loss = Key("summary", ("loss",))
    runs = store.runs(RunsQuery("a/b", filter=Comparison(loss, ">", Literal(1)), order=(Order(loss),)))
    series = store.series(SeriesQuery("a/b", tuple(run.id for run in runs), ("loss",), buckets=7))
    assert store.keys(KeysQuery("a/b", ("a",))) == {{"loss": 1}}
    print(len(runs), len(series[0].y))
"""


def _run_without(modules, root):
    program = textwrap.dedent(BLOCKED).format(BLOCKED=modules).replace("{{", "{").replace("}}", "}")
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_neither_pandas_nor_pyarrow_nor_numpy_is_needed(recorded):
    assert _run_without({"pandas", "pyarrow", "numpy"}, recorded) == ["1", "7"]


def test_a_second_process_does_not_even_load_ibis(recorded):
    _run_without({"pandas"}, recorded)
    assert _run_without({"ibis", "sqlglot"}, recorded) == ["1", "7"]


def test_opening_the_package_loads_no_engine():
    program = "import runpress.data, runpress.data.protocol, sys; print([name for name in ('duckdb', 'ibis', 'nanoarrow') if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
