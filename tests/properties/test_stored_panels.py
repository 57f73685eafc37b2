"""Stored panels and grids come back as they were, whatever is in them."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.grid import decode_grid, encode_grid
from runpress.codec.ids import repeated_ids
from runpress.codec.json_text import objects_in
from runpress.codec.panels import decode_panel, encode_panel
from runpress.figures import draw, queries
from runpress.figures.figure import EmptyContent
from runpress.model.layout import Layout
from runpress.model.runset import Runset
from support.memory_data import MemoryData
from support.normalise import differences, normalise
from support.runs import rows, run, selected
from support.stored_panels import stored_grids, stored_panels

DATA = MemoryData(
    [run("a", config={"lr": 1}), run("b", config={"lr": 2})], {"a": rows(loss=[1, 2]), "b": rows(loss=[3, 4])}
)


def comes_back(panel: dict) -> None:
    before = copy.deepcopy(panel)
    scope = Encoding()
    again = encode_panel(decode_panel(panel, Decoding(repeated=frozenset({"shared"}))), Layout(), scope)
    assert panel == before, "decoding changed what it was given"
    assert [finding.message for finding in scope.findings] == [], "nothing that is read is replaced by what is kept"
    assert list(differences(normalise(before), normalise(again))) == []


def grid_comes_back(grid: dict) -> None:
    before = copy.deepcopy(grid)
    decoded = decode_grid(grid, Decoding(repeated=repeated_ids(objects_in(grid))))
    assert grid == before, "decoding changed what it was given"
    again = encode_grid(decoded, Encoding())
    assert list(differences(normalise(before), normalise(again))) == []
    assert encode_grid(decoded, Encoding()) == again, "encoding gives the same each time"


@given(stored_panels())
def test_panels_come_back_as_they_were(panel) -> None:
    comes_back(panel)


@given(stored_grids())
def test_grids_come_back_as_they_were(grid) -> None:
    grid_comes_back(grid)


@given(stored_panels())
def test_stored_panels_are_drawn_or_say_why_not(panel) -> None:
    decoded, runs = decode_panel(panel, Decoding()), selected(DATA, Runset())
    queries(decoded, runs)
    figure = draw(decoded, runs, DATA)
    assert figure.alt
    assert not isinstance(figure.content, EmptyContent) or figure.content.reason


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(stored_panels())
def test_very_many_panels_come_back_as_they_were(panel) -> None:
    comes_back(panel)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(stored_grids())
def test_very_many_grids_come_back_as_they_were(grid) -> None:
    grid_comes_back(grid)
