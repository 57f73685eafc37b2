"""Filters for W&B's Public API, from what run sets take."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

import runpress as rp

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LOW = {"config.lr.value": {"$lte": 0.1}}
DONE = {"state": "finished"}


@pytest.mark.parametrize(
    ("filters", "query"),
    [
        (None, {}),
        ("", {}),
        ("config.lr <= 0.1", LOW),
        (rp.config("lr") <= 0.1, LOW),
        ([rp.config("lr") <= 0.1, rp.run("state") == "Finished"], {"$and": [LOW, DONE]}),
        ('Config("lr") <= 0.1 or state == "finished"', {"$or": [LOW, DONE]}),
        ("created_at within_last(1, 'days')", {"createdAt": {"$gte": "2026-11-20T12:00:00Z"}}),
        (rp.Runset(filters="config.lr <= 0.1").filters, LOW),
    ],
)
def test_whatever_a_run_set_takes_becomes_a_query(filters, query):
    assert rp.api_filters(filters, now=NOON) == query


def test_what_lies_back_is_counted_from_now():
    query = rp.api_filters("created_at within_last(1, 'days')")
    since = datetime.fromisoformat(query["createdAt"]["$gte"])
    assert 86_300 < (datetime.now(UTC) - since).total_seconds() < 86_400 + 300


def test_a_filter_that_cannot_be_read_is_refused():
    with pytest.raises(ValidationError):
        rp.api_filters("config.lr <=")
