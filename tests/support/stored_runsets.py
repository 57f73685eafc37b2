"""Strategies for run sets as W&B stores them: known shapes, and anything in their places."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from support.stored_panels import NOISE, amiss

NAMES = st.sampled_from(
    ["displayName", "name", "state", "tags", "createdAt", "duration", "group", "Runtime", "gpuCount", "_step", "lr"]
) | st.sampled_from(
    ["lr.value", "opt.value.lr", "opt.lr.value", "a.b", "a..b", "", "val/loss", "a b", 'q"', "value", "x"]
)
SECTIONS = st.sampled_from(["run", "config", "summary", "tags", "keys_info", "aggregations_max", "other"])
KEYS = st.fixed_dictionaries({"section": SECTIONS, "name": NAMES})
VALUES = st.sampled_from(
    [0, 1, 0.5, -2, 10**400, True, False, None, "", "finished", "Finished", "it's", 'say "x"', "a\nb", 86400, 90]
) | st.lists(st.sampled_from(["a", "b", 1, None, True]), max_size=3)  # fmt: skip
OPERATORS = st.sampled_from(["=", "==", "!=", "<", "<=", ">", ">=", "IN", "NIN", "WITHINSECONDS", "REGEX"])
FLAGS = st.just(False) | st.booleans()
CONNECTORS = st.sampled_from(["AND", "OR"])
LEAVES = st.fixed_dictionaries(
    {"key": KEYS, "op": OPERATORS, "value": VALUES}, optional={"disabled": FLAGS, "connector": CONNECTORS}
)
LISTS = st.recursive(
    LEAVES,
    lambda inner: st.fixed_dictionaries(
        {"filters": st.lists(inner, max_size=3)}, optional={"connector": CONNECTORS, "disabled": FLAGS}
    ),
    max_leaves=5,
)
TREES = st.recursive(
    LEAVES,
    lambda inner: st.fixed_dictionaries({"op": CONNECTORS, "filters": st.lists(inner, max_size=3)}),
    max_leaves=6,
)
FILTERS = st.one_of(
    st.fixed_dictionaries({"filterFormat": st.just("filterV2"), "filters": st.lists(LISTS, max_size=4)}),
    st.fixed_dictionaries({"op": CONNECTORS, "filters": st.lists(TREES, max_size=3)}),
    st.builds(lambda leaves: {"op": "OR", "filters": [{"op": "AND", "filters": leaves}]}, st.lists(LEAVES, max_size=3)),
)
COLUMNS = st.sampled_from(
    ["run:displayName", "run:name", "run:state", "run:tags", "tags:__ALL__", "summary:a", "summary:a.b", "config:lr.value"]
) | st.sampled_from(["config:lr", "aggregations_min:x", "odd", "", "run:Runtime", ":"])  # fmt: skip
FEEDS = st.fixed_dictionaries(
    {
        "version": st.just(2),
        "columnVisible": st.dictionaries(COLUMNS, st.booleans(), max_size=4),
        "columnPinned": st.dictionaries(COLUMNS, st.just(True) | st.booleans(), max_size=3),
        "columnWidths": st.dictionaries(COLUMNS, st.integers(-1, 300) | NOISE, max_size=2),
        "columnOrder": st.lists(COLUMNS, max_size=4),
        "pageSize": st.sampled_from([10, 50, 0, 2.5]),
        "onlyShowSelected": st.booleans(),
    },
    optional={"lockColumns": st.booleans(), "pinnedColumnsShown": st.integers(0, 3)},
)
ITEMS = st.recursive(
    st.sampled_from(["r1", "r2", "", 8, 1.5, True]),
    lambda inner: st.fixed_dictionaries(
        {"value": st.sampled_from(["g", 1, None]), "children": st.lists(inner, max_size=2)}, optional={"skip": NOISE}
    ),
    max_leaves=5,
)
SELECTIONS = st.fixed_dictionaries(
    {
        "root": st.sampled_from([0, 1, 1, 2]),
        "bounds": st.just([]) | NOISE,
        "tree": st.lists(st.sampled_from(["r1", "r2", "r3"]), max_size=3) | st.lists(ITEMS, max_size=3),
    }
)
SORTS = st.fixed_dictionaries(
    {"keys": st.lists(st.fixed_dictionaries({"key": KEYS, "ascending": st.booleans()}), max_size=3)}
) | st.fixed_dictionaries({"key": KEYS, "ascending": st.booleans()})
IDS = st.sampled_from(["a1b2", "shared", ""])
PINS = st.sampled_from(["r1", "UnVuOnYxOnIxOmRlbW86YWNtZQ==", "UnVuOnYxOnIyOm90aGVyOm1l", "", "Run:v1"])


@st.composite
def stored_runsets(draw: st.DrawFn) -> dict[str, Any]:
    """A run set, whole or with something amiss."""
    id_ = draw(IDS)
    runset = draw(
        st.fixed_dictionaries(
            {
                "id": st.just(id_),
                "runFeed": FEEDS,
                "enabled": st.booleans(),
                "name": st.sampled_from(["Run set", "", "a b"]),
                "search": st.fixed_dictionaries(
                    {"query": st.sampled_from(["", "a.*", "("])}, optional={"isRegex": FLAGS}
                ),
                "filters": FILTERS,
                "grouping": st.lists(KEYS, max_size=3),
                "sort": SORTS,
                "selections": SELECTIONS,
                "expandedRowAddresses": st.lists(st.sampled_from([f"{id_}/1", f"{id_}/g/2", "old/1"]), max_size=2),
            },
            optional={
                "project": st.fixed_dictionaries(
                    {"name": st.sampled_from(["demo", "a/b", "", " x"])},
                    optional={"entityName": st.sampled_from(["acme", "", None]), "id": st.just("UHJv"), "x": NOISE},
                ),
                "baselineRunId": PINS,
                "pinnedRunIds": st.lists(PINS, max_size=3),
                "other": NOISE,
            },
        )
    )
    return amiss(draw, runset, times=draw(st.sampled_from([0, 0, 1, 3])))
