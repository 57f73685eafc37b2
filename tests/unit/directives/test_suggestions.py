"""What authors may have meant: values of choices, and names of options."""

from __future__ import annotations

import pytest

from runpress.directives.translate import _CHOICES
from runpress.model.panels import PANELS
from runpress.model.reference import FENCES, reference
from support.fences import lower


@pytest.mark.parametrize(
    ("option", "typed", "meant"),
    [
        ("legend_position", "top", "north"),
        ("legend_position", "right", "east"),
        ("groupby_aggfunc", "average", "mean"),
        ("groupby_rangefunc", "std", "stddev"),
        ("plot_type", "area", "stacked-area"),
        ("smoothing_type", "ema", "exponential"),
        ("smoothing_type", "Gaussian", "gaussian"),
        ("log_y", "on", "true"),
        ("max_runs", "'12'", "12"),
        ("smoothing", "'0,6'", "0.6"),
    ],
)
def test_a_value_is_suggested_and_the_fix_writes_it(option, typed, meant) -> None:
    _, findings = lower("panel", f"y: loss\n{option}: {typed}")
    assert len(findings) == 1
    assert findings[0].label == f"did you mean `{meant}`?"
    edit = findings[0].fix[0]
    text = edit.span.source.text
    mended = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    body = mended.split("\n", 1)[1].rsplit("```", 1)[0]
    assert lower("panel", body)[1] == []


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        ("y: loss\nfont_size: larg", "large"),
        ("y: loss\nline_colors: {a: gren}", "green"),
        ("y: loss\ntitel: A", "title"),
        ("type: lin\ny: loss", "line"),
        ("y: loss\nlimit: 3", "max_runs"),
    ],
)
def test_a_guess_is_suggested_and_never_written(body, meant) -> None:
    _, findings = lower("panel", body)
    assert [(finding.label, finding.fix) for finding in findings] == [(f"did you mean `{meant}`?", ())]


def test_bars_stand_or_lie() -> None:
    _, findings = lower("panel", "metrics: acc\norientation: vertical")
    assert findings[0].label == "did you mean `v`?"


def test_every_suggested_choice_is_the_choice_of_an_option() -> None:
    choices = {
        each
        for name in [*PANELS, *FENCES, "front matter"]
        for option in reference(name).options
        for each in option.choices
    }
    assert set(_CHOICES.values()) <= choices


@pytest.mark.parametrize("word", PANELS)
def test_every_name_that_is_suggested_is_found(word) -> None:
    lead = PANELS[word].example
    for name, meant in PANELS[word].also_called.items():
        _, findings = lower("panel", f"{lead}{name}: x\n")
        labels = [finding.label for finding in findings if finding.code.id == "DX103"]
        assert len(labels) == 1, name
        assert f"`{meant}`" in labels[0], (name, labels)
