"""Scalar panels: one number, what it is made of, and one more a group."""

from __future__ import annotations

import pytest

from runpress.figures import draw
from runpress.figures.figure import ScalarContent
from runpress.model.panels import ScalarPanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import run, selected

BY_NAME = Runset(name="all", order=["name"])
BY_OPT = Runset(name="grouped", order=["name"], groupby=["config.opt"])


@pytest.fixture
def data():
    values = {"a": ("sgd", 0.5), "b": ("sgd", 1.0), "c": ("adam", 3.0), "d": ("adam", float("nan"))}
    return MemoryData(
        [run(name, config={"opt": opt}, summary={"acc": value}, runtime=90) for name, (opt, value) in values.items()]
    )


def drawn(data, *, runset=BY_NAME, **options):
    return draw(ScalarPanel(**{"metric": "summary.acc", **options}), selected(data, runset), data)


def content(data, **options) -> ScalarContent:
    found = drawn(data, **options).content
    assert isinstance(found, ScalarContent), found
    return found


@pytest.mark.parametrize(
    ("function", "value"),
    [(None, 1.5), ("mean", 1.5), ("min", 0.5), ("max", 3), ("median", 1), ("sum", 4.5), ("samples", 1.5)],
)
def test_runs_are_taken_together(data, function, value):
    found = content(data, groupby_aggfunc=function)
    assert found.value == value
    assert found.values == (("acme/demo/a", 0.5), ("acme/demo/b", 1), ("acme/demo/c", 3))


def test_the_text_says_what_the_number_is_made_of(data):
    figure = drawn(data, font_size="large")
    assert (figure.content.text, figure.content.label, figure.content.font_size) == (
        "1.5",
        "mean acc of 3 runs",
        "large",
    )
    assert figure.title == "acc"
    assert figure.alt == "mean acc 1.5 of 3 runs, from 0.5 to 3"
    assert figure.notes == ("1 run without a finite `acc` left out",)


def test_the_spread_beside_the_number(data):
    """The deviation of 0.5, 1 and 3 is √((1 + 0.25 + 2.25) / 2) = 1.3229."""
    found = content(data, groupby_rangefunc="minmax")
    assert (found.low, found.high, found.label) == (0.5, 3, "mean acc of 3 runs, 0.5 to 3")
    found = content(data, groupby_rangefunc="stddev")
    assert (found.low, found.high) == (pytest.approx(0.17712, abs=1e-5), pytest.approx(2.82288, abs=1e-5))
    assert found.label == "mean acc of 3 runs, 0.1771 to 2.823 (standard deviation)"


def test_one_number_a_group(data):
    found = content(data, runset=BY_OPT)
    assert [(part.label, part.text, part.value) for part in found.parts] == [
        ("opt: sgd", "0.75", 0.75),
        ("opt: adam", "3", 3),
    ]
    assert [part.label for part in content(data, groupby="opt").parts] == ["opt: sgd", "opt: adam"]
    assert content(data, runset=BY_OPT, groupby="none").parts == ()


def test_one_run(data):
    figure = drawn(data, runset=Runset(name="one", query="run a"))
    assert figure.content.label == "acc of run a"
    assert figure.alt == "acc 0.5, 1 run"


def test_expressions_durations_and_templates(data):
    assert content(data, custom_expressions=["acc * 100"]).value == pytest.approx(150)
    assert content(data, metric="run.runtime").text == "1 min 30 s"
    assert content(data, legend_template="over ${config:opt}").label == "over 2 values"


def test_without_a_legend_the_number_stands_alone(data):
    assert content(data, show_legend=False).label == ""


def test_why_there_is_nothing(data):
    assert drawn(data, metric="summary.ac").content.reason == "0 of 4 runs have `summary.ac`; 4 have `summary.acc`"
    assert drawn(data, metric=None).content.reason == "the panel has no metric"
    assert drawn(data, custom_expressions=["nothing * 2"]).content.reason == "no run has a value of `nothing * 2`"
    only = MemoryData([run("a", summary={"acc": float("inf")})])
    assert drawn(only).content.reason == "1 run logs `acc`, but only as NaN or infinity"
