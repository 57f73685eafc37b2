"""Keys of runs in each of W&B's spellings, and back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runpress.codec import keys
from runpress.codec.fields import UNSET
from runpress.model.keys import Key, Section

# Ours, then dotted, colon, panel group, section key of a grouping, section key of a filter. The package writes
# the same for `Config("lr")`, `SummaryMetric("acc")`, `Metric("Runtime")` (spec-format sections 9.2 to 9.5).
SPELLINGS = [
    ("config.lr", "config.lr.value", "config:lr.value", "lr.value", "config lr.value", "config lr"),
    ("config.opt.lr", "config.opt.value.lr", "config:opt.value.lr", "opt.value.lr", "config opt.value.lr", "config opt.lr"),
    ('config."opt.lr"', "config.opt.lr.value", "config:opt.lr.value", "opt.lr.value", "config opt.lr.value", "config opt.lr.value"),
    ("config.lr.value", "config.lr.value.value", "config:lr.value.value", "lr.value.value", "config lr.value.value", "config lr.value.value"),
    ("summary.acc", "summary_metrics.acc", "summary:acc", "summary:acc", "summary acc", "summary acc"),
    ("summary.best.epoch", "summary_metrics.best.epoch", "summary:best.epoch", "summary:best.epoch", "summary best.epoch", "summary best.epoch"),
    ("runtime", "duration", "run:duration", "duration", "run duration", "run duration"),
    ("name", "displayName", "run:displayName", "displayName", "run displayName", "run displayName"),
    ("id", "name", "run:name", "name", "run name", "run name"),
    ("metric.val/loss", "val/loss", "val/loss", "val/loss", "summary val/loss", "summary val/loss"),
    ("Step", "_step", "_step", "_step", "run _step", "run _step"),
    ('metric."Step"', "Step", "Step", "Step", "summary Step", "summary Step"),
    ("tags", "tags", "run:tags", "tags", "run tags", "run tags"),
    ("tags.prod", "tags.prod", "tags:prod", "tags:prod", "tags prod", "tags prod"),
    ("keys_info.loss", "keys_info.loss", "keys_info:loss", "keys_info:loss", "keys_info loss", "keys_info loss"),
    ('run."gpuCount"', "gpuCount", "run:gpuCount", "gpuCount", "run gpuCount", "run gpuCount"),
]  # fmt: skip


def _pair(stored: dict[str, Any]) -> str:
    return f"{stored['section']} {stored['name']}"


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda row: row[0])
def test_each_place_has_its_spelling(spellings: tuple[str, ...]) -> None:
    key = Key.parse(spellings[0])
    assert (
        str(key),
        keys.dotted(key),
        keys.colon(key),
        keys.panel_group(key),
        _pair(keys.group(key)),
        _pair(keys.section_key(key, valued=False)),
    ) == spellings


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("loss", "metric.loss"),
        ("duration", "metric.duration"),
        ("createdAt", "created_at"),
        ("_timestamp", "Wall Time"),
        ("config.lr.value", "config.lr"),
        ("config.opt.value.lr", "config.opt.lr"),
        ("config.opt.lr.value", 'config."opt.lr"'),
        ("config.lr", "metric.config.lr"),
        ("summary_metrics.acc", "summary.acc"),
        ("summary.acc", "metric.summary.acc"),
        ("run.createdAt", "metric.run.createdAt"),
    ],
)
def test_dotted_keys_are_read(text: str, key: str) -> None:
    assert keys.read_dotted(text) == Key.parse(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("summary:acc", "summary.acc"),
        ("config:lr.value", "config.lr"),
        ("run:createdAt", "created_at"),
        ("run:name", "id"),
        ("loss", "metric.loss"),
        ("c::lr", "metric.c::lr"),
        ("config:lr", "metric.config:lr"),
        ("aggregations_min:loss", "aggregations_min.loss"),
    ],
)
def test_colon_keys_are_read(text: str, key: str) -> None:
    assert keys.read_colon(text) == Key.parse(key)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("group", "group"),
        ("name", "id"),
        ("lr.value", "config.lr"),
        ("State.value", "config.State"),
        ("opt.value.lr", "config.opt.lr"),
        ("opt.lr.value", 'config."opt.lr"'),
        ("custom", "metric.custom"),
        ("value", "metric.value"),
    ],
)
def test_groupings_of_panels_are_read(text: str, key: str) -> None:
    assert keys.read_panel_group(text) == Key.parse(key)


def test_filters_tell_the_two_ways_in_which_config_keys_are_stored() -> None:
    stored = {"section": "config", "name": "opt.value.lr"}
    for_package, for_editor = (keys.read_section_key(stored, valued=valued) for valued in (False, True))
    assert str(for_package) == 'Config("opt.value.lr")'
    assert str(for_editor) == "config.opt.lr"
    assert for_package == for_editor


@pytest.mark.parametrize(
    "stored",
    [
        {"section": "config", "name": "lr"},
        {"section": "run", "name": "Runtime"},
        {"section": "run", "name": "job_type"},
        {"section": "run", "name": ""},
        {"section": "elsewhere", "name": "lr"},
        {"section": "config"},
        {"section": "config", "name": 3},
        {"section": ["config"], "name": "lr"},
        "config.lr",
        None,
    ],
)
def test_what_a_grouping_cannot_say_is_not_read(stored: Any) -> None:
    assert keys.read_group(stored) is UNSET


WORDS = st.one_of(
    st.sampled_from(["a", "value", "Step", "_step", "name", "displayName", "Runtime", "", "a b", 'q"', "\n", "val/loss"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
)  # fmt: skip
STORED = st.lists(WORDS, max_size=4).flatmap(
    lambda words: st.sampled_from(
        [".".join(words), ":".join(words), "config:" + ".".join(words), "config." + ".".join(words), "run:" + ".".join(words)]
    )
)  # fmt: skip
PLACES: list[tuple[Callable[[Any], Any], Callable[[Key], Any], Section]] = [
    (keys.read_dotted, keys.dotted, "metric"),
    (keys.read_colon, keys.colon, "summary"),
    (keys.read_panel_group, keys.panel_group, "config"),
]


@pytest.mark.parametrize(("read", "write", "bare"), PLACES, ids=["dotted", "colon", "panel group"])
@given(text=STORED)
def test_whatever_is_read_is_written_as_it_was(
    text: str, read: Callable[[Any], Any], write: Callable[[Key], Any], bare: Section
) -> None:
    key = read(text)
    assert key is UNSET or write(key) == text
    assert key is UNSET or Key.parse(key.text(bare), bare=bare) == key


@given(
    section=st.sampled_from(["run", "config", "summary", "tags", "keys_info", "aggregations_min", "other"]),
    name=st.one_of(WORDS, STORED),
    valued=st.booleans(),
)
def test_whatever_is_read_of_a_filter_is_written_as_it_was(section: str, name: str, *, valued: bool) -> None:
    stored = {"section": section, "name": name}
    key = keys.read_section_key(stored, valued=valued)
    if key is UNSET:
        return
    assert keys.section_key(key, valued=valued) == stored
    again = Key.parse(str(key))
    assert (again, again.valued) == (key, key.valued)
