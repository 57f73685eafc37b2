"""Series: exact points, buckets, x axes and ranges, against pandas and by hand."""

import math

import numpy as np
import pandas as pd
import pytest

from support.recorded import points, series, store_of, write

STEPS = 10_000


@pytest.fixture
def frame():
    """Two runs of very different length; steps uneven; one spike of one point."""
    generator = np.random.default_rng(3)
    parts = []
    for name, count in (("long", STEPS), ("short", 4_000)):
        steps = np.sort(generator.choice(STEPS * 2, count, replace=False))
        loss = generator.normal(size=count)
        loss[count // 3] = 1e6
        parts.append(
            pd.DataFrame({"run": name, "_step": steps, "loss": loss, "lr": steps / 7, "_timestamp": 1.7e9 + steps / 2})
        )
    return pd.concat(parts, ignore_index=True)


@pytest.fixture
def recorded(tmp_path, frame):
    (tmp_path / "runs").mkdir()
    frame.to_parquet(tmp_path / "runs/history.parquet", row_group_size=3_000)
    return store_of(tmp_path)


def test_few_points_are_exact(tmp_path):
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": step, "loss": step / 2} for step in range(10)])
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], buckets=10)
    assert points(one) == [(step, step / 2) for step in range(10)]
    assert (one.low, one.high, one.count) == (None, None, 10)


def test_one_point_more_is_bucketed(tmp_path):
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": step, "loss": step / 2} for step in range(11)])
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], buckets=10)
    # step i is in bucket i * 10 // 11: steps 0 and 1 share the first, all others have one of their own
    assert list(one.x) == [0, 2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert list(one.y) == [0.25, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
    assert list(one.low) == [0, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
    assert list(one.high) == [0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5]
    assert one.count == 11


@pytest.mark.parametrize(("x", "is_whole"), [("_step", True), ("lr", False), ("_timestamp", False)])
@pytest.mark.parametrize("buckets", [1, 7, 500])
def test_buckets_equal_pandas(recorded, frame, x, is_whole, buckets):
    found = series(recorded, ["long", "short"], ["loss"], x=x, buckets=buckets)
    least, greatest = frame[x].min(), frame[x].max()
    if is_whole:
        span = greatest - least + 1
        number = (frame[x] - least) * buckets // span
        first, behind = np.ceil(number * span / buckets), np.ceil((number + 1) * span / buckets)
        centre = least + (first + behind - 1) // 2
    else:
        width = (greatest - least) / buckets
        number = np.minimum(np.floor((frame[x] - least) / width), buckets - 1)
        centre = least + (number + 0.5) * width
    expected = frame.assign(centre=centre).groupby(["run", "centre"])["loss"].agg(["mean", "min", "max"])
    for one in found:
        table = expected.loc[one.run]
        assert list(one.x) == pytest.approx(table.index)
        assert list(one.y) == pytest.approx(table["mean"])
        assert list(one.low) == list(table["min"])
        assert list(one.high) == list(table["max"])
    assert sum(one.count for one in found) == len(frame)


def test_no_spike_is_lost(recorded):
    found = series(recorded, ["long", "short"], ["loss"], buckets=20)
    assert [(one.run, max(one.high)) for one in found] == [("long", 1e6), ("short", 1e6)]


def test_runs_share_the_x_of_their_buckets(recorded):
    long, short = series(recorded, ["long", "short"], ["loss"], x="lr", buckets=50)
    assert set(short.x) <= set(long.x)


def test_sparse_metrics_of_long_runs_are_exact(tmp_path):
    rows = [
        {"run": "a", "_step": step, "loss": 1.0, "val": float(step) if step % 100 == 0 else None}
        for step in range(1000)
    ]
    write(tmp_path / "runs/history.parquet", rows)
    loss, val = series(store_of(tmp_path), ["a"], ["loss", "val"], buckets=50)
    assert loss.low is not None
    assert (val.low, points(val)) == (None, [(step, step) for step in range(0, 1000, 100)])


def test_metrics_of_another_pace_leave_no_empty_buckets(tmp_path):
    rows = [{"run": "a", "_step": step, "loss": 1.0, "val": 2.0 if step < 200 else None} for step in range(1000)]
    write(tmp_path / "runs/history.parquet", rows)
    _, val = series(store_of(tmp_path), ["a"], ["loss", "val"], buckets=100)
    assert list(val.x) == [4 + 10 * bucket for bucket in range(20)]
    assert val.count == 200


def test_values_that_are_not_finite_stay_in_exact_series(tmp_path):
    values = [1.0, math.nan, math.inf, -math.inf, 2.0]
    path = tmp_path / "runs/history.jsonl"
    write(path, [{"run": "a", "_step": step, "loss": value} for step, value in enumerate(values)])
    (one,) = series(store_of(tmp_path), ["a"], ["loss"])
    assert list(one.y) == pytest.approx(values, nan_ok=True)
    assert (one.count, one.not_finite) == (5, 3)


def test_values_that_are_not_finite_do_not_poison_their_bucket(tmp_path):
    write(
        tmp_path / "runs/history.jsonl",
        [
            {
                "run": "a",
                "_step": step,
                "loss": [1.0, math.nan, math.inf, 5.0][step] if step < 4 else (-math.inf if 10 <= step < 20 else 1.0),
                "acc": 2.0,
            }
            for step in range(30)
        ],
    )
    loss, acc = series(store_of(tmp_path), ["a"], ["loss", "acc"], buckets=3)
    # the first bucket: 1, 5 and six times 1 are finite: mean 12 / 8
    assert list(loss.y) == pytest.approx([12 / 8, math.nan, 1], nan_ok=True)
    assert list(loss.low) == pytest.approx([1, math.nan, 1], nan_ok=True)
    assert list(loss.high) == pytest.approx([5, math.nan, 1], nan_ok=True)
    assert (loss.count, loss.not_finite) == (30, 12)
    assert (list(acc.y), acc.not_finite) == ([2, 2, 2], 0)


def test_missing_values_are_no_points(tmp_path):
    write(
        tmp_path / "runs/history.jsonl",
        [
            {"run": "a", "_step": 0, "loss": 1.0},
            {"run": "a", "_step": 1, "loss": None},
            {"run": "a", "_step": 2},
        ],
    )
    (one,) = series(store_of(tmp_path), ["a"], ["loss"])
    assert points(one) == [(0, 1)]


@pytest.fixture
def timed(tmp_path):
    times = [100.0, 101.5, 104.0, 104.0]
    rows = [
        {"run": "a", "_step": step, "_timestamp": time, "loss": float(step), "epoch": epoch}
        for step, (time, epoch) in enumerate(zip(times, [1, 1, 0, None], strict=True))
    ]
    write(tmp_path / "runs/history.parquet", rows)
    return store_of(tmp_path)


def test_relative_time_is_seconds_since_the_first_point(timed):
    (one,) = series(timed, ["a"], ["loss"], x="_runtime")
    assert points(one) == [(0, 0), (1.5, 1), (4, 2), (4, 3)]


def test_wall_time_is_seconds_since_1970(timed):
    (one,) = series(timed, ["a"], ["loss"], x="_timestamp")
    assert list(one.x) == [100, 101.5, 104, 104]


def test_any_metric_is_an_axis_sorted_with_ties_kept_in_their_order(timed):
    (one,) = series(timed, ["a"], ["loss"], x="epoch")
    assert points(one) == [(0, 2), (1, 0), (1, 1)]


def test_a_logged_runtime_comes_before_a_derived_one(tmp_path):
    write(
        tmp_path / "runs/history.parquet", [{"run": "a", "_step": 0, "_runtime": 7.5, "_timestamp": 100.0, "loss": 1.0}]
    )
    store = store_of(tmp_path)
    assert list(series(store, ["a"], ["loss"], x="_runtime")[0].x) == [7.5]
    assert list(series(store, ["a"], ["loss"], x="_absolute_runtime")[0].x) == [0]


def test_instants_are_seconds(tmp_path):
    times = [pd.Timestamp("2026-11-21T00:00:00Z"), pd.Timestamp("2026-11-21T00:00:01.5Z")]
    write(
        tmp_path / "runs/history.parquet",
        [{"run": "a", "_step": i, "_timestamp": time, "loss": 1.0} for i, time in enumerate(times)],
    )
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], x="_timestamp")
    assert list(one.x) == [1795219200, 1795219201.5]


def test_instants_in_text_are_seconds(tmp_path):
    write(tmp_path / "runs/history.csv", [{"run": "a", "_step": 0, "_timestamp": "2026-11-21T00:00:00", "loss": 1.0}])
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], x="_timestamp")
    assert list(one.x) == [1795219200]


def test_without_steps_rows_are_counted_by_run(tmp_path):
    write(
        tmp_path / "runs/history.csv",
        [{"run": run, "loss": value} for run, value in [("a", 1), ("b", 2), ("a", 3), ("b", 4)]],
    )
    a, b = series(store_of(tmp_path), ["a", "b"], ["loss"])
    assert (points(a), points(b)) == ([(0, 1), (1, 3)], [(0, 2), (1, 4)])


def test_a_range_of_x_includes_its_ends(recorded, frame):
    steps = sorted(frame[frame.run == "long"]["_step"])
    (one,) = series(recorded, ["long"], ["loss"], low=steps[10], high=steps[20])
    assert list(one.x) == steps[10:21]


def test_a_range_narrows_the_buckets(recorded, frame):
    (one,) = series(recorded, ["long"], ["loss"], low=0, high=4_000, buckets=100)
    inside = frame[(frame.run == "long") & (frame["_step"] <= 4_000)]
    assert one.count == len(inside) > 1000
    assert len(one.x) == 100
    assert max(one.x) <= 4_000


def test_series_come_by_run_and_metric_as_asked(tmp_path):
    write(tmp_path / "runs/history.parquet", [{"run": run, "_step": 0, "x": 1.0, "y": 2.0} for run in "abc"])
    found = series(store_of(tmp_path), ["c", "a", "none"], ["y", "nothing", "x"])
    assert [(one.run, one.metric) for one in found] == [("c", "y"), ("c", "x"), ("a", "y"), ("a", "x")]


def test_an_axis_that_nothing_logs_gives_nothing(timed):
    assert series(timed, ["a"], ["loss"], x="nothing") == []


def test_all_points_at_one_x(tmp_path):
    write(tmp_path / "runs/history.parquet", [{"run": "a", "_step": 3, "at": 1.5, "loss": float(i)} for i in range(10)])
    store = store_of(tmp_path)
    for x, at in (("_step", 3), ("at", 1.5)):
        (one,) = series(store, ["a"], ["loss"], x=x, buckets=4)
        assert (len(one.x), one.y[0], one.low[0], one.high[0]) == (1, 4.5, 0, 9)
        assert one.x[0] == pytest.approx(at, abs=0.5)


def test_far_steps_do_not_overflow(tmp_path):
    write(
        tmp_path / "runs/history.parquet",
        [{"run": "a", "_step": step, "loss": 1.0} for step in [-(2**52), 0, 1, 2**53]],
    )
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], buckets=2)
    assert one.count == 4
    assert len(one.x) == 2


@pytest.mark.parametrize(
    "name", ["train/loss", "a b", "a.b", 'say "x"', "it's", "Loss", "loss", "müll", "select", "run name", "%", "x"]
)
def test_metrics_have_any_name(tmp_path, name):
    other = {"loss": 9.0, "Loss": 8.0}
    for suffix in (".parquet", ".csv", ".jsonl"):
        root = tmp_path / suffix
        write(
            root / f"runs/history{suffix}",
            [{"run": "a", "_step": 0, **other, name: 1.5}, {"run": "a", "_step": 1, **other, name: 2.5}],
        )
        (one,) = series(store_of(root), ["a"], [name])
        assert list(one.y) == [1.5, 2.5]
