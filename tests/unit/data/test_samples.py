"""Sampled series: some of the logged points themselves, spread over all of them, the same each time."""

import math

import pytest

from support.recorded import points, series, store_of, write


@pytest.fixture
def recorded(tmp_path):
    """Runs of 5000, 2000 and 20 points, every third step; `val` at each tenth of them."""
    rows = [
        {
            "run": run,
            "_step": 3 * step,
            "loss": float(step) + (0.5 if run == "b" else 0.0),
            "val": -float(step) if step % 10 == 0 else None,
        }
        for run, count in (("a", 5000), ("b", 2000), ("few", 20))
        for step in range(count)
    ]
    write(tmp_path / "runs/history.parquet", rows)
    return store_of(tmp_path)


def test_samples_are_logged_points_as_many_as_asked_for(recorded):
    found = series(recorded, ["a", "b"], ["loss"], buckets=100, is_sampled=True)
    assert [one.run for one in found] == ["a", "b"]
    for one in found:
        offset = 0.5 if one.run == "b" else 0.0
        assert [(x, x / 3 + offset) for x in one.x] == points(one)
        assert (len(one.y), one.low, one.high) == (100, None, None)
        assert one.count == (5000 if one.run == "a" else 2000)
        assert list(one.x) == sorted(set(one.x))


def test_samples_are_spread_over_all_points(recorded):
    (one,) = series(recorded, ["a"], ["loss"], buckets=100, is_sampled=True)
    per_tenth = [sum(1500 * tenth <= x < 1500 * (tenth + 1) for x in one.x) for tenth in range(10)]
    assert min(per_tenth) >= 8
    assert max(per_tenth) <= 12
    gaps = {after - before for before, after in zip(one.x, one.x[1:], strict=False)}
    assert len(gaps) > 1  # not every fiftieth: what comes at that pace would be met always or never


def test_each_metric_has_samples_of_its_own_points(recorded):
    loss, val = series(recorded, ["a"], ["loss", "val"], buckets=200, is_sampled=True)
    assert (len(loss.y), len(val.y), val.count) == (200, 200, 500)
    assert all(x % 30 == 0 for x in val.x)


def test_few_points_are_exact(recorded):
    (one,) = series(recorded, ["few"], ["loss"], buckets=100, is_sampled=True)
    assert points(one) == [(3 * step, step) for step in range(20)]
    loss, val = series(recorded, ["b"], ["loss", "val"], buckets=250, is_sampled=True)
    assert (len(loss.y), len(val.y), val.count) == (250, 200, 200)


def test_runs_logged_at_one_pace_are_sampled_at_the_same_steps(tmp_path):
    rows = [{"run": run, "_step": step, "loss": 1.0} for run in "ab" for step in range(1000)]
    write(tmp_path / "runs/history.parquet", rows)
    a, b = series(store_of(tmp_path), ["a", "b"], ["loss"], buckets=50, is_sampled=True)
    assert list(a.x) == list(b.x)


@pytest.mark.usefixtures("recorded")
def test_samples_are_the_same_each_time_and_apart_from_buckets(tmp_path):
    asked = [
        [
            (points(one), one.low)
            for one in series(store_of(tmp_path, cache_dir=tmp_path / "kept"), ["a"], ["loss"], buckets=50, **options)
        ]
        for options in ({"is_sampled": True}, {}, {"is_sampled": True})
    ]
    assert asked[0] == asked[2] != asked[1]


def test_samples_keep_to_the_range_of_x(recorded):
    (one,) = series(recorded, ["a"], ["loss"], buckets=100, is_sampled=True, low=3000, high=6000)
    assert len(one.y) == 100
    assert (min(one.x) >= 3000, max(one.x) <= 6000, one.count) == (True, True, 1001)


def test_values_that_are_not_finite_are_counted_whether_picked_or_not(tmp_path):
    values = [math.nan if step % 7 == 0 else math.inf if step == 5 else 1.0 for step in range(700)]
    write(tmp_path / "runs/history.jsonl", [{"run": "a", "_step": at, "loss": v} for at, v in enumerate(values)])
    (one,) = series(store_of(tmp_path), ["a"], ["loss"], buckets=50, is_sampled=True)
    assert (len(one.y), one.count, one.not_finite) == (50, 700, 101)


def test_samples_over_another_metric(recorded):
    (one,) = series(recorded, ["a"], ["val"], x="loss", buckets=50, is_sampled=True)
    assert [(x, -x) for x in one.x] == points(one)
    assert len(one.y) == 50
