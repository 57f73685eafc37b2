"""Two specs say the same if they differ in nothing but what a server decides."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.codec.normal import is_equal, normal_form
from support.normalise import normalise
from support.recorded_specs import Case, recorded_cases


@pytest.mark.parametrize("case", recorded_cases(), ids=lambda case: case.name)
def test_it_is_the_normal_form_of_the_oracle(case: Case) -> None:
    assert is_equal(normal_form(case.stored), normalise(case.stored))
    assert normal_form(normalise(case.stored)) == normalise(case.stored)


SPECS: dict[str, tuple[Any, Any, bool]] = {
    "order of keys": ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
    "order of a list": ([1, 2], [2, 1], False),
    "one number": ({"a": 1}, {"a": 1.0}, True),
    "a number and true": ({"a": 1}, {"a": True}, False),
    "null and absent": ({"a": None}, {}, False),
    "ids of panels": ({"__id__": "x", "viewType": "A"}, {"__id__": "y", "viewType": "A"}, True),
    "an id and none": ({"__id__": "x", "viewType": "A"}, {"viewType": "A"}, False),
    "ids that are no panel's": ({"__id__": "x"}, {"__id__": "y"}, False),
    "one id twice": ({"runSets": [{"id": "x"}, {"id": "x"}]}, {"runSets": [{"id": "x"}, {"id": "y"}]}, False),
    "colours follow the run set": (
        {"customRunColors": {"x-group:a": "red"}, "runSets": [{"id": "x"}]},
        {"customRunColors": {"y-group:a": "red"}, "runSets": [{"id": "y"}]},
        True,
    ),
    "colours of another run set": (
        {"customRunColors": {"x-group:a": "red"}, "runSets": [{"id": "x"}]},
        {"customRunColors": {"x-group:a": "red"}, "runSets": [{"id": "y"}]},
        False,
    ),
    "group colours follow the run set": (
        {"customRunColors": {"run-color-group:%22x%22:%5B%5D": "red"}, "runSets": [{"id": "x"}]},
        {"customRunColors": {"run-color-group:%22y%22:%5B%5D": "red"}, "runSets": [{"id": "y"}]},
        True,
    ),
    "open rows follow the run set": (
        {"runSets": [{"id": "x", "expandedRowAddresses": ["x/a"]}]},
        {"runSets": [{"id": "y", "expandedRowAddresses": ["y/a"]}]},
        True,
    ),
    "the number of a project": (
        {"runSets": [{"project": {"name": "p", "id": "1"}}]},
        {"runSets": [{"project": {"name": "p"}}]},
        True,
    ),
    "references of the editor": (
        {"ref": {"viewID": "a", "type": "b", "id": "c"}, "panelRefs": [{"viewID": "a", "type": "b", "id": "c"}]},
        {},
        True,
    ),
    "what only looks like a reference": ({"ref": "a"}, {}, False),
}


@pytest.mark.parametrize(("first", "second", "equal"), SPECS.values(), ids=SPECS.keys())
def test_equal_specs(first: Any, second: Any, equal: bool) -> None:  # noqa: FBT001 - a parameter of pytest
    assert is_equal(first, second) is equal
    assert is_equal(normalise(first), normalise(second)) is equal


def test_the_spec_itself_stays() -> None:
    spec = {"runSets": [{"id": "x", "project": {"id": "1"}}]}
    normal_form(spec)
    assert spec == {"runSets": [{"id": "x", "project": {"id": "1"}}]}
