"""Stored run sets come back as they were, whatever is in them, and what they say in words can be read."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runpress.codec.fields import Decoding, Encoding
from runpress.codec.json_text import dumps, loads
from runpress.codec.runsets.fields import Place
from runpress.codec.runsets.runset import decode_runset, encode_runset
from runpress.model.filters import parse_filter, print_filter
from runpress.model.keys import Key
from runpress.model.runset import Runset
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.stored_runsets import stored_runsets

places = st.sampled_from(["grid", "workspace"])
dialects = st.sampled_from(["sdk", "editor"])
projects = st.sampled_from([None, "acme/demo"])


def _comes_back(stored: dict[str, Any], place: Place, dialect: Any, project: str | None) -> Runset:
    stored = loads(dumps(stored))
    before = copy.deepcopy(stored)
    decoding = Decoding(dialect=dialect, project=project, repeated=frozenset({"shared"}))
    runset = decode_runset(stored, decoding, place=place)
    assert dumps(stored) == dumps(before), "decoding changed what it was given"
    again = encode_runset(runset, Encoding(dialect=dialect, project=project), place=place)
    whole, whole_again = {"runSets": [before]}, {"runSets": [loads(dumps(again))]}
    assert list(differences(normalise(whole), normalise(whole_again))) == []
    return runset


def _is_readable(runset: Runset) -> None:
    """What stands in a document as text is read there as what it is."""
    if runset.filters is not None:
        text = print_filter(runset.filters)
        assert parse_filter(text, lambda _start, _end: SourceFile("", "").span(0))[0] == runset.filters
    columns = (*runset.visible_columns, *runset.pinned_columns, *runset.hidden_columns, *runset.column_order)
    for key in (*runset.groupby, *(ordering.name for ordering in runset.order), *columns):
        again = Key.parse(str(key))
        assert (again, again.valued) == (key, key.valued)


@settings(max_examples=60)
@given(stored=stored_runsets(), place=places, dialect=dialects, project=projects)
def test_run_sets_come_back_as_they_were(stored: Any, place: Any, dialect: Any, project: str | None) -> None:
    _is_readable(_comes_back(stored, place, dialect, project))


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(stored=stored_runsets(), place=places, dialect=dialects, project=projects)
def test_very_many_run_sets_come_back_as_they_were(stored: Any, place: Any, dialect: Any, project: str | None) -> None:
    _is_readable(_comes_back(stored, place, dialect, project))
