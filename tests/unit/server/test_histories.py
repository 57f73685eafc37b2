"""Rows of a run's history, as clients ask for them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runpress.server.histories import keys, picked, rows, window

LINES = [f'{{"_step":{step},"loss":{value}}}' for step, value in enumerate([1, 0.5, "NaN", 0.25, "-Infinity"])]
RUN = ("acme", "digits", "first")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path.joinpath(*RUN, "wandb-history.jsonl")
    path.parent.mkdir(parents=True)
    path.write_text("\n".join([*LINES, '{"_step":9,"acc":1}', "broken", "[]", ""]))
    return tmp_path


def test_rows_are_the_text_that_came(folder: Path) -> None:
    assert [text for text, _ in rows(folder, RUN)][:5] == LINES
    assert rows(folder, ("acme", "digits", "other")) == []


def test_keys_say_the_last_step(folder: Path) -> None:
    found = keys(rows(folder, RUN))
    assert found is not None
    assert found["lastStep"] == 9
    assert {key: value["typeCounts"][0]["count"] for key, value in found["keys"].items()} == {
        "_step": 6,
        "loss": 5,
        "acc": 1,
    }
    assert keys([]) is None


def test_a_window_ends_before_its_end(folder: Path) -> None:
    found = rows(folder, RUN)
    assert window(found, first=1, end=3, samples=None) == LINES[1:3]
    assert window(found, first=5, end=9, samples=None) == []
    assert len(window(found, first=None, end=None, samples=3)) == 3
    assert window(found, first=None, end=None, samples=1)[0] == '{"_step":9,"acc":1}'


def test_picked_rows_have_all_keys_and_their_last_step(folder: Path) -> None:
    found = rows(folder, RUN)
    spec = json.dumps({"keys": ["_step", "_step", "loss"], "samples": 100, "minStep": 2, "maxStep": 4})
    assert picked(found, spec) == [
        {"_step": 2, "loss": "NaN"},
        {"_step": 3, "loss": 0.25},
        {"_step": 4, "loss": "-Infinity"},
    ]
    assert picked(found, json.dumps({"keys": ["loss", "acc"]})) == []
    assert picked(found, "no") == picked(found, 3) == picked(found, "{}") == []
