"""Legend templates: a grammar of references, never a format string."""

from __future__ import annotations

import pytest

from runpress.figures.legend import group_text, reference_key, run_text, split_template
from runpress.model.keys import Key
from support.runs import run

RUN = run(
    "a",
    name="cosine-1",
    config={"lr": 0.001, "opt": {"name": "adam"}},
    summary={"acc": 0.9, "a/b": 3},
    tags=["x", "y"],
    state="finished",
)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("${run:name}", "cosine-1"),
        ("${run:displayName}", "cosine-1"),
        ("${config:lr}", "0.001"),
        ("${config:lr.value}", "0.001"),
        ("${config:opt.value.name} ${config:opt.name}", "adam adam"),
        ("${summary:acc} at ${run:state}", "0.9 at finished"),
        ("${summary:a/b}", "3"),
        ("${run:tags}", "x, y"),
        ("${config.lr}", "0.001"),
        ("${ run:name }", "cosine-1"),
        ("${config:nothing}", "\N{EN DASH}"),
        ("${nonsense:x}", "${nonsense:x}"),
        ("${run:nothing}", "${run:nothing}"),
        ("{run.id} {0} %s", "{run.id} {0} %s"),
        ("${", "${"),
        ("<b>${run:name}</b>", "<b>cosine-1</b>"),
        ("", "cosine-1"),
    ],
)
def test_references_are_replaced_and_all_else_stays(template, text):
    assert run_text(RUN, label="cosine-1", template=template)[0] == text


def test_what_stands_in_double_brackets_is_for_the_crosshair():
    label, crosshair = run_text(
        RUN, label="l", metric="loss", template="${run:name} [[ ${x}: ${y} lr ${config:lr} ]] end"
    )
    assert label == "l end"
    assert crosshair == "${x}: ${y} lr 0.001"
    assert split_template("a [[b]] c [[d]]") == ("a c", "b d")


def test_the_name_of_a_run_is_the_one_shown():
    assert run_text(RUN, label="Baseline", template="${run:name}")[0] == "Baseline"


def test_a_value_that_looks_like_a_reference_is_text():
    tricky = run("b", config={"x": "${run:name} {}"})
    assert run_text(tricky, label="l", template="${config:x}")[0] == "${run:name} {}"


def test_fields_name_columns():
    assert (
        run_text(RUN, label="cosine-1", template=None, fields=("run:displayName", "config:lr"))[0] == "cosine-1, 0.001"
    )


def test_a_group_shows_what_its_runs_share():
    other = run("b", config={"lr": 0.001, "opt": {"name": "sgd"}})
    text, _ = group_text("lr: 0.001", (RUN, other), template="${config:lr} ${config:opt.name}")
    assert text == "0.001 2 values"


def test_keys_of_references():
    assert reference_key("run:name") == Key("run", ("name",))
    assert reference_key("run:createdAt") == Key("run", ("created_at",))
    assert reference_key("other:x") is None
