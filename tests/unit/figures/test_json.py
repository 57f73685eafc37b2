"""Figures as JSON: keys, rounding, missing numbers, stability."""

from __future__ import annotations

import json
import math

from runpress.figures import json as figure_json
from runpress.figures.figure import Axis, BarContent, Curve, Figure, Legend, LineContent, ScalarContent
from runpress.figures.json import as_json, as_text


def numbers(values):
    return json.loads(figure_json.numbers(values))


def test_keys_are_camel_case_and_none_is_left_out():
    figure = Figure(LineContent(x=Axis("Step", low=0.0), y=Axis("loss"), x_key="_step"), title="T")
    content = as_json(figure)["content"]
    assert content["kind"] == "lines"
    assert content["xKey"] == "_step"
    assert content["x"] == {"label": "Step", "scale": "linear", "low": 0}
    assert "legend" not in content
    assert content["smoothing"] == {"kind": "none", "weight": 0, "showOriginal": True}


def test_missing_numbers_are_null_and_the_rest_has_six_digits():
    assert numbers([1.23456789, math.nan, math.inf, -math.inf, None, 0.000123456789]) == [
        1.23457,
        None,
        None,
        None,
        None,
        0.000123457,
    ]


def test_whole_numbers_stay_whole():
    assert numbers([0.0, 1.0, 1234567.0, 0.5]) == [0, 1, 1234567, 0.5]


def test_times_keep_what_the_span_of_the_axis_needs():
    """Six digits of 1 764 000 000 would be hours apart."""
    assert numbers([1764000000.125, 1764000001.25, 1764000060.5]) == [1764000000.125, 1764000001.25, 1764000060.5]


def test_values_far_from_zero_keep_their_differences():
    assert numbers([0.99999912, 0.99999934, 0.99999978]) == [0.99999912, 0.99999934, 0.99999978]


def test_arrays_of_a_curve_and_of_its_x():
    curve = Curve("c", "c", "#fff", 0, (1.0, math.nan), low=(0.5, math.nan), high=(1.5, math.nan))
    content = as_json(Figure(LineContent(x=Axis(), y=Axis(), xs=((0.0, 1.0),), curves=(curve,), legend=Legend())))[
        "content"
    ]
    assert content["xs"] == [[0, 1]]
    assert content["curves"][0]["y"] == [1, None]
    assert content["curves"][0]["low"] == [0.5, None]
    assert content["legend"] == {"position": "north"}


def test_text_is_compact_ascii_and_the_same_each_time():
    figure = Figure(ScalarContent(label="é", value=0.1 + 0.2, text="0.3"), notes=("</script>",))
    text = as_text(figure)
    assert text == as_text(figure)
    assert text.isascii()
    assert ": " not in text
    assert json.loads(text) == as_json(figure)
    assert json.loads(text)["content"]["value"] == 0.3


def test_empty_and_missing_arrays():
    assert numbers([]) == []
    assert numbers([math.nan]) == [None]
    assert as_json(Figure(BarContent(value=Axis())))["content"]["bars"] == []


def test_extreme_numbers_are_numbers():
    assert numbers([1e308, -1e308, 5e-324]) == [1e308, -1e308, 4.94066e-324]
