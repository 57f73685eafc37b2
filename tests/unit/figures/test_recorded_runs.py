"""Figures over the recorded digits runs, through the store, against what pandas makes of the same files."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from runpress.data import SourceConfig, open_store
from runpress.figures import draw, select
from runpress.model.panels import BarPanel, LinePanel, MediaBrowserPanel, ScalarPanel, ScatterPanel
from runpress.model.runset import Runset
from support.runs import expression

ROOT = Path(__file__).parents[3]
DIGITS = ROOT / "content" / "runs" / "digits"
PROJECT = "acme/digits"
SWEEP = Runset(
    name="sweep",
    filters=expression("job_type == 'train' and state == 'finished'"),
    groupby=["config.schedule"],
    order=["name"],
)


@pytest.fixture(scope="module")
def store():
    opened = open_store([SourceConfig(PROJECT, "content/runs/digits", ROOT)])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def runs():
    table = pd.read_parquet(DIGITS / "runs.parquet")
    table = table[(table["job_type"] == "train") & (table["state"] == "finished")]
    config = table["config"].map(json.loads)
    return pd.DataFrame(
        {
            "id": table["id"],
            "schedule": config.map(lambda one: one["schedule"]),
            "lr": config.map(lambda one: one["optimizer"]["lr"]),
            "val_loss": table["summary"].map(lambda text: json.loads(text)["val_loss"]),
        }
    ).set_index("id")


@pytest.fixture(scope="module")
def history(runs):
    rows = pd.read_parquet(DIGITS / "history.parquet").dropna(subset=["val_loss"])
    return rows[rows["run"].isin(runs.index)].join(runs["schedule"], on="run")


def drawn(store, panel, runset=SWEEP):
    return draw(panel, select([runset], store, default_project=PROJECT), store)


def test_group_curves_are_means_with_the_least_and_greatest_run(store, history):
    expected = history.groupby(["schedule", "_step"])["val_loss"].agg(["mean", "min", "max"])
    content = drawn(store, LinePanel(y="val_loss")).content
    assert sorted(curve.label for curve in content.curves) == [
        f"schedule: {name}" for name in sorted(history["schedule"].unique())
    ]
    for curve in content.curves:
        own = expected.loc[curve.label.removeprefix("schedule: ")]
        assert list(content.xs[curve.x]) == own.index.tolist()
        assert list(curve.y) == pytest.approx(own["mean"].tolist())
        assert list(curve.low) == pytest.approx(own["min"].tolist())
        assert list(curve.high) == pytest.approx(own["max"].tolist())


def test_single_runs_are_as_logged(store, history):
    content = drawn(store, LinePanel(y="val_loss", groupby="none")).content
    assert len(content.curves) == history["run"].nunique()
    for curve in content.curves:
        own = history[history["run"] == curve.runs[0].rpartition("/")[2]]
        assert list(curve.y) == own["val_loss"].tolist()


def test_the_alternative_names_the_lowest_loss_that_was_logged(store, history):
    best = history.loc[history["val_loss"].idxmin()]
    alt = drawn(store, LinePanel(y="val_loss", groupby="none")).alt
    assert (
        alt
        == f"{history['run'].nunique()} runs, lowest val_loss {best['val_loss']:.4g} at step {best['_step']} ({best['run']})"
    )


def test_bars_dots_and_numbers_are_of_the_summary(store, runs):
    means = runs.groupby("schedule")["val_loss"].mean()
    bars = drawn(store, BarPanel(metrics="val_loss")).content.bars
    assert {bar.label: bar.value for bar in bars} == {
        f"schedule: {name}": pytest.approx(value) for name, value in means.items()
    }
    dots = drawn(store, ScatterPanel(x="config.optimizer.lr", y="val_loss")).content.dots
    assert {dot.run.rpartition("/")[2]: (dot.x, dot.y) for dot in dots} == {
        name: (row["lr"], row["val_loss"]) for name, row in runs.iterrows()
    }
    assert drawn(store, ScalarPanel(metric="val_loss", groupby_aggfunc="median")).content.value == pytest.approx(
        runs["val_loss"].median()
    )


def test_images_are_found_and_a_wrong_key_is_suggested(store):
    assert drawn(store, MediaBrowserPanel(media_keys=["mistakes"])).content.items
    reason = drawn(store, MediaBrowserPanel(media_keys=["mistake"])).content.reason
    assert reason.startswith("0 of ")
    assert reason.endswith(" log `mistakes`")
