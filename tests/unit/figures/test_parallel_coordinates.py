"""Parallel coordinates: axes of numbers and of texts, gaps, gradients."""

from __future__ import annotations

import pytest

from runpress.figures import draw
from runpress.figures.figure import EmptyContent, ParallelContent
from runpress.figures.palette import GRADIENT
from runpress.model.panels import ParallelCoordinatesPanel
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.runs import run, selected


@pytest.fixture
def data():
    return MemoryData(
        [
            run("a", config={"lr": 0.1, "opt": "sgd", "n": 2}, summary={"acc": 0.5}),
            run("b", config={"lr": 0.0, "opt": "adam", "n": 10}, summary={"acc": 0.9}),
            run("c", config={"opt": "sgd", "n": "many"}, summary={}),
            run("d", config={}),
        ]
    )


def drawn(data, columns, **options):
    panel = ParallelCoordinatesPanel(columns=columns, **options)
    return draw(panel, selected(data, Runset(name="all", order=["name"])), data)


def test_lines_go_through_numbers_and_indexes_of_texts(data):
    found = drawn(data, ["config.lr", "config.opt", "acc"]).content
    assert isinstance(found, ParallelContent)
    assert [(axis.label, axis.scale) for axis in found.axes] == [
        ("lr", "linear"),
        ("opt", "category"),
        ("acc", "linear"),
    ]
    assert found.axes[1].categories == ("adam", "sgd")
    assert [(line.label, line.values) for line in found.lines] == [
        ("run a", (0.1, 1, 0.5)),
        ("run b", (0, 0, 0.9)),
        ("run c", (None, 1, None)),
    ]


def test_names_inversion_and_log(data):
    figure = drawn(
        data, [{"metric": "config.lr", "display_name": "Learning rate", "log": True, "inverted": True}, "acc"]
    )
    axis = figure.content.axes[0]
    assert (axis.label, axis.scale, axis.inverted) == ("Learning rate", "log", True)
    assert figure.content.lines[1].values == (None, 0.9)
    assert "1 value of `Learning rate` not above 0 left out of its log axis" in figure.notes
    assert "2 of 4 runs have values" in figure.notes


def test_texts_among_numbers_are_sorted_numbers_first(data):
    assert drawn(data, ["config.n", "acc"]).content.axes[0].categories == ("2", "10", "many")


def test_gradients(data):
    found = drawn(data, ["config.lr", "acc"], gradient=["#000000", "#ffffff"]).content
    assert [(stop.offset, stop.color) for stop in found.gradient] == [(0, "#000000"), (100, "#ffffff")]
    default = drawn(data, ["config.lr", "acc"]).content.gradient
    assert [stop.color for stop in default] == list(GRADIENT)


def test_legend_fields_name_the_lines(data):
    found = drawn(data, ["config.lr", "acc"], legend_fields=["config:opt", "run:id"]).content
    assert [line.label for line in found.lines] == ["sgd, a", "adam, b"]


def test_the_alternative(data):
    assert drawn(data, ["config.lr", "acc"]).alt == "2 runs over lr and acc, acc 0.5 to 0.9"


def test_a_column_that_no_run_has_is_a_note_and_none_at_all_a_reason(data):
    assert "0 of 4 runs have `config.l`; 2 have `config.lr`" in drawn(data, ["config.l", "acc"]).notes
    figure = drawn(data, ["config.optt"])
    assert isinstance(figure.content, EmptyContent)
    assert figure.content.reason == "0 of 4 runs have `config.optt`; 3 have `config.opt`"
    assert drawn(data, []).content.reason == "the panel has no columns"


def test_an_axis_whose_values_are_no_numbers_says_so():
    data = MemoryData([run(name, config={"lr": 0.1}, summary={"loss": float("nan")}) for name in "ab"])
    figure = drawn(data, ["config.lr", "loss"])
    assert [line.values for line in figure.content.lines] == [(0.1, None), (0.1, None)]
    assert figure.notes == ("2 runs log `loss`, but only as NaN or infinity",)


def test_a_panel_without_any_number_says_so_in_its_place():
    data = MemoryData([run("a", summary={"loss": float("nan"), "acc": float("inf")})])
    found = drawn(data, ["loss", "acc"]).content
    assert isinstance(found, EmptyContent)
    assert found.reason.startswith("none of 1 run has a number for each of ")
