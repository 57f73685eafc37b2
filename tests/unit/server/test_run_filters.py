"""Filters and orders of runs, as W&B's Public API writes them."""

from __future__ import annotations

import json

import pytest

from runpress.server.graphql import RefusedError
from runpress.server.run_filters import filtered, ordered
from runpress.server.store import Project
from runpress.server.store.runs import Run

PROJECT = Project(1, "acme", "digits", "", "", "")


def run(name: str, config: dict[str, object], summary: dict[str, object], **fields: object) -> Run:
    wrapped = json.dumps({key: {"value": value} for key, value in config.items()})
    kept = {"config": wrapped, "summaryMetrics": json.dumps(summary), **fields}
    return Run(1, PROJECT, name, kept, f"2026-01-0{len(name)}T00:00:00Z", "")


RUNS = [
    run("a", {"lr": 0.1, "opt": {"name": "sgd"}}, {"loss": 0.5, "val.acc": 0.9}, displayName="Alpha", tags=["x", "y"]),
    run("bb", {"lr": 0.2, "opt": {"name": "adam"}}, {"loss": 0.1}, state="finished", tags=["y"], groupName="g"),
    run("ccc", {"opt.name": "sgd", "on": True}, {}, displayName="Gamma", jobType="train"),
]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({}, "a bb ccc"),
        ({"config.lr": 0.1}, "a"),
        ({"config.lr.value": 0.1}, "a"),
        ({"config.opt.name": "sgd"}, "a ccc"),
        ({"config.on": 1}, ""),
        ({"config.on": True}, "ccc"),
        ({"config.lr": {"$gt": 0.1}}, "bb"),
        ({"config.lr": {"$gte": 0.1, "$lt": 0.2}}, "a"),
        ({"config.lr": {"$gt": "0"}}, ""),
        ({"config.lr": {"$exists": False}}, "ccc"),
        ({"config.lr": {"$in": [0.2, 0.3]}}, "bb"),
        ({"config.lr": {"$nin": [0.2]}}, "a ccc"),
        ({"config.lr": {"$not": {"$gt": 0.1}}}, "a ccc"),
        ({"summary_metrics.loss": {"$lte": 0.1}}, "bb"),
        ({"summary_metrics.val.acc": 0.9}, "a"),
        ({"tags": "y"}, "a bb"),
        ({"tags": {"$in": ["x"]}}, "a"),
        ({"tags": {"$ne": "x"}}, "bb ccc"),
        ({"display_name": "Alpha"}, "a"),
        ({"displayName": {"$regex": "^(al|GA)"}}, "a ccc"),
        ({"name": "bb"}, "bb"),
        ({"state": "running"}, "a ccc"),
        ({"group": "g"}, "bb"),
        ({"job_type": "train"}, "ccc"),
        ({"nothing": None}, "a bb ccc"),
        ({"$or": [{"config.lr": 0.1}, {"group": "g"}]}, "a bb"),
        ({"$and": [{"tags": "y"}, {"config.lr": 0.2}]}, "bb"),
        ({"$nor": [{"config.lr": 0.1}]}, "bb ccc"),
        ({"created_at": {"$gt": "2026-01-01T12:00:00Z"}}, "bb ccc"),
    ],
)
def test_filters(filters: dict[str, object], names: str) -> None:
    assert " ".join(one.name for one in filtered(RUNS, json.dumps(filters))) == names


@pytest.mark.parametrize(
    "filters",
    ["{", "[]", '{"$and": 1}', '{"$where": "x"}', '{"a": {"$near": 1}}', '{"name": {"$regex": "("}}', '{"$not":' * 50],
)
def test_what_is_no_filter_is_refused(filters: str) -> None:
    with pytest.raises(RefusedError):
        filtered(RUNS, filters)


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("", "a bb ccc"),
        ("-created_at", "ccc bb a"),
        ("+config.lr", "a bb ccc"),
        ("-config.lr", "bb a ccc"),
        ("+summary_metrics.loss", "bb a ccc"),
        ("+config.on,-created_at", "ccc bb a"),
    ],
)
def test_orders_put_what_has_no_value_last(order: str, names: str) -> None:
    assert " ".join(one.name for one in ordered(RUNS, order)) == names
