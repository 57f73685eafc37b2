"""Colours of runs: contrast on both backgrounds, distance for every kind of colour vision, stability."""

from __future__ import annotations

import itertools

import pytest

from runpress.figures.palette import COLORS, DASHES, GRADIENT, NEUTRAL, assign, dashes, place

LIGHT, DARK = "#ffffff", "#1b1e24"

# Machado, Oliveira and Fernandes (2009), "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", table of severity 1.0, over linear RGB.
VISIONS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color):
    channels = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def contrast(first, second):
    """WCAG 2.2."""
    light, dark = sorted(
        (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (first, second)),
        reverse=True,
    )
    return (light + 0.05) / (dark + 0.05)


def oklab(color, vision):
    """Ottosson (2020), times 100: distances below about 2 are not seen side by side."""
    r, g, b = (min(max(sum(m * c for m, c in zip(row, linear(color), strict=True)), 0), 1) for row in VISIONS[vision])
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    middle = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return (
        100 * (0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short),
        100 * (1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short),
        100 * (0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short),
    )


def distance(first, second, vision):
    return sum((a - b) ** 2 for a, b in zip(oklab(first, vision), oklab(second, vision), strict=True)) ** 0.5


@pytest.mark.parametrize("color", [*COLORS, NEUTRAL, *GRADIENT])
@pytest.mark.parametrize("background", [LIGHT, DARK])
def test_every_colour_stands_out_on_both_backgrounds(color, background):
    assert contrast(color, background) >= 3


@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_colours_are_told_apart_by_every_kind_of_vision(vision):
    nearest = min(distance(a, b, vision) for a, b in itertools.combinations(COLORS, 2))
    assert nearest >= (15 if vision == "normal" else 9)


@pytest.mark.parametrize("vision", VISIONS)
def test_the_ends_of_the_gradient_are_far_apart(vision):
    assert distance(GRADIENT[0], GRADIENT[-1], vision) >= 25
    assert all(distance(a, b, vision) >= 9 for a, b in itertools.pairwise(GRADIENT))


def test_a_colour_depends_on_the_identity_alone():
    """`printf %s run-1 | b2sum -l 32` ends in 26, and 0x26 mod 8 is 6: the same for ever, on every machine."""
    assert [place(name) for name in ("a", "b", "run-1", "é")] == [5, 1, 6, 2]
    assert assign(["a"]) == {"a": COLORS[place("a")]}


def test_colours_differ_as_long_as_the_palette_lasts_and_later_ones_change_nothing():
    names = [f"run-{number}" for number in range(len(COLORS))]
    first = assign(names)
    assert len(set(first.values())) == len(COLORS)
    more = assign([*names, "x", "y"])
    assert {name: more[name] for name in names} == first


def test_curves_of_one_colour_get_different_dashes():
    assert dashes(["red", "blue", "red", "red"]) == ("solid", "solid", "dashed", "dotted")
    assert dashes(["red"] * 6)[-1] == DASHES[0]
