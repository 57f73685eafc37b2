"""Line panels: groups of runs, their aggregates and bands."""

from __future__ import annotations

import pytest

from support.lines import BY_OPT, content, curves, drawn, three_runs
from support.memory_data import MemoryData
from support.runs import rows, run

data = pytest.fixture(three_runs, name="data")


def test_groups_of_the_run_set_become_an_aggregate_with_a_band(data):
    found = content(data, y="loss", runset=BY_OPT).curves
    assert [curve.label for curve in found] == ["opt: sgd", "opt: adam"]
    assert list(found[0].y) == [5, 3, 2]
    assert list(found[0].low) == [4, 2, 1]
    assert list(found[0].high) == [6, 4, 3]
    assert found[0].runs == ("acme/demo/a", "acme/demo/b")
    assert found[0].group == '["sgd"]'
    assert found[1].low is None


def test_aggregates_and_bands(data):
    """Standard deviation of 4 and 6: √2; the standard error of two runs: 1."""
    found = content(data, y="loss", runset=BY_OPT, groupby_aggfunc="max", groupby_rangefunc="stddev").curves[0]
    assert list(found.y) == [6, 4, 3]
    assert list(found.low) == pytest.approx([5 - 2**0.5, 3 - 2**0.5, 2 - 2**0.5])
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="stderr").curves[0]
    assert list(found.high) == pytest.approx([6, 4, 3])
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="none").curves[0]
    assert found.low is None


def test_samples_draw_each_run_in_the_colour_of_its_group(data):
    found = content(data, y="loss", runset=BY_OPT, groupby_aggfunc="samples").curves
    assert [curve.label for curve in found] == ["run a", "run b", "run c"]
    assert found[0].color == found[1].color
    found = content(data, y="loss", runset=BY_OPT, groupby_rangefunc="samples").curves
    assert [(curve.label, curve.width) for curve in found[:3]] == [("opt: sgd", 1.5), ("run a", 0.75), ("run b", 0.75)]
    assert len({curve.id for curve in found}) == len(found)


def test_the_panels_own_grouping_wins_and_none_turns_it_off(data):
    assert [c.label for c in content(data, y="loss", runset=BY_OPT, groupby="config.lr").curves] == [
        "lr: 0.1",
        "lr: 0.2",
    ]
    assert [c.label for c in content(data, y="loss", runset=BY_OPT, groupby="none").curves] == [
        "run a",
        "run b",
        "run c",
    ]


def test_a_panels_groups_have_the_colours_of_a_run_sets_groups(data):
    own = content(data, y="loss", groupby="config.opt").curves
    theirs = content(data, y="loss", runset=BY_OPT).curves
    assert [curve.color for curve in own] == [curve.color for curve in theirs]


def test_all_runs_as_one_group(data):
    found = content(data, y="loss", aggregate=True).curves
    assert [(curve.label, list(curve.y)) for curve in found] == [("3 runs", [5, 11 / 3, 4 / 3])]


def test_the_metrics_of_a_run_as_one_curve(data):
    found = content(data, y=["loss", "acc"], aggregate_metrics=True).curves
    assert list(found[0].y) == pytest.approx([2.05, 1.25, 0.95])


def test_the_alternative_of_groups(data):
    assert drawn(data, y="loss", runset=BY_OPT).alt == "2 groups of 3 runs, lowest loss 0 at step 2 (opt: adam)"


def test_the_band_of_a_group_loses_no_spike():
    """10 000 zeros a run with one 9: in a bucket of ten the mean is 0.9, of two runs 0.45, the greatest stays 9."""
    rows_of = {name: [{"_step": at, "v": 9.0 * (at == 5000 and name == "a")} for at in range(10_000)] for name in "ab"}
    data = MemoryData([run("a"), run("b")], rows_of)
    (curve,) = content(data, y="v", aggregate=True).curves
    assert max(curve.y) == pytest.approx(0.45)
    assert max(curve.high) == 9


def test_titles_by_group_value():
    data = MemoryData([run("a", config={"on": True, "n": 1000})], {"a": rows(v=[1])})
    assert list(curves(data, y="v", groupby="config.on", line_titles={"true": "On"})) == ["On"]
    assert list(curves(data, y="v", groupby="config.n", line_titles={"1000": "Many"})) == ["Many"]
