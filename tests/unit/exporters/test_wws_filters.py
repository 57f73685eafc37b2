"""Filters as the text of W&B's package, which has no word for what is switched off."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.exporters.wws.filters import write_filter


def leaf(name: str, **more: Any) -> dict[str, Any]:
    return {"key": {"section": "config", "name": name}, "op": "=", "value": 1, "disabled": False, **more}


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([leaf("a"), leaf("b", connector="OR", disabled=True), leaf("c", connector="AND")], "Config('a') == 1 or Config('c') == 1"),
        ([leaf("a", disabled=True), leaf("b", connector="AND")], "Config('b') == 1"),
        ([{"filters": [leaf("a")], "disabled": True}, leaf("b", connector="AND")], "Config('b') == 1"),
        ([leaf("a"), {"filters": [leaf("b", disabled=True)], "connector": "AND"}], "Config('a') == 1"),
        ([leaf("a", disabled=True)], ""),
    ],
)  # fmt: skip
def test_what_is_switched_off_is_left_out_so_that_the_same_runs_are_shown(items: list[Any], text: str) -> None:
    written = write_filter({"filterFormat": "filterV2", "filters": items})
    assert written is not None
    assert written.text == text


@pytest.mark.parametrize("operator", [[], {}, None, 3, "?"])
def test_a_filter_with_an_operator_that_is_none_has_no_code(operator: Any) -> None:
    item = {"key": {"section": "run", "name": "state"}, "op": operator, "value": "finished", "disabled": False}
    assert write_filter({"filterFormat": "filterV2", "filters": [item]}) is None
