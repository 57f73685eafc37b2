"""Numbers and lists in sentences."""

from __future__ import annotations

import math

import pytest

from runpress.figures import wording

GAP = "\N{NARROW NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.031, "0.031"),
        (1900, f"1{GAP}900"),
        (999, "999"),
        (1000, f"1{GAP}000"),
        (1234567, f"1{GAP}234{GAP}567"),
        (0.0, "0"),
        (-0.0, "0"),
        (-1.5, "\N{MINUS SIGN}1.5"),
        (-12345.0, f"\N{MINUS SIGN}12{GAP}345"),
        (3.2e-7, "3.2e-7"),
        (1e20, "1e20"),
        (0.00012345, "0.0001234"),
        (12.3456, "12.35"),
        (math.nan, "not a number"),
        (math.inf, "infinity"),
        (-math.inf, "minus infinity"),
    ],
)
def test_numbers_are_readable(value, text):
    assert wording.number(value) == text


@pytest.mark.parametrize(
    ("value", "text"), [(1024, "1024"), (-0.5, "-0.5"), (1e-5, "1e-5"), (-1e-7, "-1e-7"), (2.0, "2")]
)
def test_numbers_that_name_things_are_plain(value, text):
    assert wording.plain(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (42, "42 s"),
        (0.5, "0.5 s"),
        (185, "3 min 5 s"),
        (7200, "2 h"),
        (7800, "2 h 10 min"),
        (97200, "1 d 3 h"),
        (-60, "\N{MINUS SIGN}1 min"),
    ],
)
def test_durations_have_two_units(seconds, text):
    assert wording.duration(seconds) == text


def test_instants_are_utc_and_absurd_ones_stay_numbers():
    assert wording.instant(0) == "1970-01-01 00:00:00"
    assert wording.instant(1e300) == "1e300"


def test_counts_and_lists():
    assert wording.count(1, "run") == "1 run"
    assert wording.count(0, "run") == "0 runs"
    assert wording.count(1000, "run") == f"1{GAP}000 runs"
    assert wording.listed(["a"]) == "a"
    assert wording.listed(["a", "b", "c"]) == "a, b and c"
    assert wording.listed(map(str, range(10)), most=4) == "0, 1, 2 and 7 more"
    assert wording.listed([]) == ""
