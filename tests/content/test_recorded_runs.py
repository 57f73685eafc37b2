"""The recorded runs are what the documents, and whoever copies them, rely on."""

import json
import re
import struct
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

RUNS = Path(__file__).parents[2] / "content" / "runs"
DIGITS = RUNS / "digits"
SCHEDULES = ["constant", "cosine", "step", "warmup"]
RATES = [0.01, 0.03, 0.1, 0.3]
SEEDS = [1, 2, 3]


@pytest.fixture(scope="module")
def runs() -> pd.DataFrame:
    return pd.read_parquet(DIGITS / "runs.parquet")


@pytest.fixture(scope="module")
def history() -> pd.DataFrame:
    return pd.read_parquet(DIGITS / "history.parquet")


def test_the_files_stay_small():
    assert sum(path.stat().st_size for path in RUNS.rglob("*") if path.is_file()) < 5_000_000


def test_every_schedule_rate_and_seed_has_a_finished_run(runs):
    finished = runs[runs.state == "finished"]
    configs = [json.loads(config) for config in finished.config]
    made = Counter((config["schedule"], config["optimizer"]["lr"], config["seed"]) for config in configs)
    assert made == {(schedule, rate, seed): 1 for schedule in SCHEDULES for rate in RATES for seed in SEEDS}


def test_one_run_crashed_and_one_failed(runs):
    others = runs[runs.state != "finished"].set_index("state").id.to_dict()
    assert others == {"crashed": "cosine-0.1-s4", "failed": "ramp-100-s1"}


def test_runs_have_tags_groups_and_job_types(runs):
    assert set(runs.job_type) == {"train", "range-test"}
    assert runs.group.nunique() == len(SCHEDULES) * len(RATES) + 1
    assert all(len(tags) > 0 for tags in runs.tags)
    assert runs[runs.tags.map(lambda tags: "baseline" in tags)].id.str.startswith("constant-").all()


def test_histories_are_long_and_have_two_cadences(history):
    finished = history[history.run == "cosine-0.1-s1"]
    assert len(finished) == finished.train_loss.count() == 1201
    assert finished.val_loss.count() == 1200 / 25 + 1
    assert list(finished._step) == list(range(1201))


def test_unfinished_runs_end_early(history):
    steps = history.groupby("run")._step.max()
    assert 0 < steps["cosine-0.1-s4"] < 700
    assert 0 < steps["ramp-100-s1"] < 1200
    assert history[history.run == "ramp-100-s1"].train_loss.iloc[-1] > 5


def test_the_summary_holds_the_last_values(runs, history):
    last = history.groupby("run").last()
    # A run that was killed may have written the summary of a step whose history was lost.
    for run in runs[runs.state != "crashed"].itertuples():
        summary = json.loads(run.summary)
        for metric in ("train_loss", "val_loss", "val_accuracy", "lr"):
            assert summary[metric] == last.loc[run.id, metric], (run.id, metric)


def test_every_image_is_there_and_has_the_size_that_is_said():
    media = pd.read_parquet(DIGITS / "media.parquet")
    assert set(media.key) == {"confusion_matrix", "mistakes"}
    assert set(media.step) == {300, 600, 900, 1200}
    for image in media.itertuples():
        content = (DIGITS / image.path).read_bytes()
        assert content.startswith(b"\x89PNG")
        assert struct.unpack(">II", content[16:24]) == (image.width, image.height)
    files = {path.relative_to(DIGITS).as_posix() for path in DIGITS.glob("media/*/*")}
    assert files == set(media.path)


def test_the_logged_table_agrees_with_the_accuracy(runs):
    table = json.loads((DIGITS / "tables/warmup-0.1-s1/predictions-1200.json").read_text(encoding="utf-8"))
    summary = json.loads(runs.set_index("id").summary["warmup-0.1-s1"])
    digit, guess = table["columns"].index("digit"), table["columns"].index("guess")
    hits = sum(row[digit] == row[guess] for row in table["data"])
    assert len(table["data"]) == 897
    assert hits / 897 == pytest.approx(summary["val_accuracy"], rel=1e-5)


def test_the_runs_of_the_tutorial_follow_its_formulas():
    history = pd.read_parquet(RUNS / "workspace-api-example" / "history.parquet")
    sample = history[history.run == "sample-run"]
    step = sample._step
    assert len(sample) == 100
    assert sample.val_loss.tolist() == pytest.approx((1 / (step + 1)).tolist())
    assert sample.val_accuracy.tolist() == pytest.approx((step / 100).tolist())
    assert sample.train_loss.tolist() == pytest.approx((1 / (step + 2)).tolist())
    assert sample.train_accuracy.tolist() == pytest.approx((step / 110).tolist())
    assert sample.recall.tolist() == pytest.approx((step / 120).tolist())
    assert sample.Step.tolist() == step.tolist()


def test_nothing_of_the_recording_machine_is_in_the_files(runs):
    text = " ".join([*runs.config, *runs.summary, *runs.notes.fillna("")])
    assert set(runs.host) == {"lab-1"}
    assert "artifact" not in text
    assert not re.search(r"/\w+/\w+/\w+/", text), "an absolute path"
