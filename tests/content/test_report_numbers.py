"""What the report on the digits experiment says in prose is true of the recorded runs.

Each claim is a sentence of the report with its numbers, and those numbers computed from the data.
"""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

CONTENT = Path(__file__).parents[2] / "content"
DIGITS = CONTENT / "runs" / "digits"


@pytest.fixture(scope="module")
def text() -> str:
    return " ".join((CONTENT / "reports" / "digits-schedules.md").read_text(encoding="utf-8").split())


@pytest.fixture(scope="module")
def runs() -> pd.DataFrame:
    runs = pd.read_parquet(DIGITS / "runs.parquet")
    config = pd.json_normalize(runs.config.map(json.loads).tolist())
    summary = pd.json_normalize(runs.summary.map(json.loads).tolist())
    wanted = summary[["val_loss", "val_accuracy", "steps_to_95"]]
    return pd.concat([runs[["id", "state", "job_type"]], config[["schedule", "seed", "optimizer.lr"]], wanted], axis=1)


@pytest.fixture(scope="module")
def sweep(runs) -> pd.DataFrame:
    return runs[(runs.job_type == "train") & (runs.state == "finished")].rename(columns={"optimizer.lr": "rate"})


@pytest.fixture(scope="module")
def history() -> pd.DataFrame:
    return pd.read_parquet(DIGITS / "history.parquet")


def says(text: str, pattern: str) -> list[float]:
    """The numbers of the one place where the report says this; `#` stands for a number."""
    parts = [re.escape(part) for part in pattern.split("#")]
    found = re.findall(r"(-?\d+(?:\.\d+)?)".join(parts), text)
    assert len(found) == 1, f"the report says {len(found)} times: {pattern}"
    return [float(number) for number in ([found[0]] if isinstance(found[0], str) else found[0])]


def mean(sweep: pd.DataFrame, schedule: str, rate: float, column: str) -> float:
    return sweep[(sweep.schedule == schedule) & (sweep.rate == rate)][column].mean()


def test_mean_losses_at_rate_01(text, sweep):
    constant, low, high = says(text, "ends at a mean of #; the three that decay settle between # and #.")
    decayed = [mean(sweep, schedule, 0.1, "val_loss") for schedule in ("step", "cosine", "warmup")]
    assert constant == round(mean(sweep, "constant", 0.1, "val_loss"), 3)
    assert [low, high] == [round(min(decayed), 3), round(max(decayed), 3)]
    assert 1 - high / constant > 1 / 4, "more than a quarter of the validation loss"


def test_every_schedule_gets_down_to_02_within_300_steps(text, history):
    (loss, steps) = says(text, "gets down to a validation loss of about # within # steps")
    early = history[history.run.str.match(r"(constant|step|cosine|warmup)-0\.1-s[123]$") & (history._step <= steps)]
    means = early.groupby([early.run.str.split("-").str[0], "_step"]).val_loss.mean().dropna()
    assert (means.groupby(level=0).min() < 1.15 * loss).all()


def test_last_accuracies_of_the_constant_rate(text, sweep):
    said = says(text, "its three seeds end at #%, #% and #%")
    chosen = sweep[(sweep.schedule == "constant") & (sweep.rate == 0.1)]
    assert said == sorted((100 * chosen.val_accuracy).round(1))
    (spread,) = says(text, "warm-up runs end within # percentage points")
    warm = 100 * sweep[(sweep.schedule == "warmup") & (sweep.rate == 0.1)].val_accuracy
    assert warm.max() - warm.min() < spread


def test_accuracies_at_rate_03(text, sweep):
    said = says(text, "a constant rate ends at an accuracy of #%, step decay at #%, the cosine at #%")
    assert said == [
        round(100 * mean(sweep, schedule, 0.3, "val_accuracy")) for schedule in ("constant", "step", "cosine")
    ]
    (warm,) = says(text, "and that is enough for #%")
    assert warm == round(100 * mean(sweep, "warmup", 0.3, "val_accuracy"))
    (best,) = says(text, "The same network reaches #% at a third of that rate")
    assert best == round(100 * mean(sweep, "warmup", 0.1, "val_accuracy"), 1)


def test_dead_units_after_100_steps(text, history):
    low, high, units, warm_low, warm_high = says(text, "# to # of the # units are dead; with warm-up, # to #.")
    at_100 = history[(history._step == 100) & history.run.str.match(r"(constant|step|cosine|warmup)-0\.3-")]
    is_warm = at_100.run.str.startswith("warmup-")
    assert (at_100[~is_warm].dead_units.min(), at_100[~is_warm].dead_units.max()) == (low, high)
    assert (at_100[is_warm].dead_units.min(), at_100[is_warm].dead_units.max()) == (warm_low, warm_high)
    assert units == 32


def test_losses_at_rate_001(text, sweep):
    (constant,) = says(text, "goes on learning until the last step and ends at a loss of #;")
    low, high = says(text, "before they have arrived and end between # and #.")
    decayed = [mean(sweep, schedule, 0.01, "val_loss") for schedule in ("step", "cosine", "warmup")]
    assert constant == round(mean(sweep, "constant", 0.01, "val_loss"), 3)
    assert [low, high] == [round(min(decayed), 3), round(max(decayed), 3)]


def test_the_schedules_agree_at_rate_003(text, sweep):
    rate, distance = says(text, "At # the four lie within # of each other, in loss and in accuracy alike")
    means = sweep[sweep.rate == rate].groupby("schedule")[["val_loss", "val_accuracy"]].mean()
    assert (means.max() - means.min() < distance).all()


def test_tails_over_rates_up_to_01(text, sweep):
    low = sweep[sweep.rate <= 0.1]
    constant, others = says(
        text, "the worst run with a constant rate ends at #, the worst with any other schedule at #."
    )
    is_constant = low.schedule == "constant"
    assert constant == round(low[is_constant].val_loss.max(), 3)
    assert others == round(low[~is_constant].val_loss.max(), 3)


def test_steps_to_95(text, sweep):
    low = sweep[sweep.rate <= 0.1]
    runs, least, greatest = says(text, "all but one of the # runs, need between # and # steps on average")
    means = low.groupby("schedule").steps_to_95.mean().round()
    assert (runs, least, greatest) == (len(low), means.min(), means.max())
    assert low.steps_to_95.isna().sum() == 1


def test_the_range_test(text, history):
    ramp = history[history.run == "ramp-100-s1"]
    step, rate = says(text, "stops when the loss explodes: at step # here, at a rate of #.")
    assert (step, rate) == (ramp._step.max(), round(ramp.lr.iloc[-1], 2))
    (least,) = says(text, "Its validation loss is least at a rate of # and never gets there again")
    assert least == round(ramp.loc[ramp.val_loss.idxmin(), "lr"], 3)
    low, high, good = says(text, "the usual advice: here # to #, and # is indeed")
    assert low == pytest.approx(least / 3)
    assert high == pytest.approx(least / 2)
    assert low <= good <= high


def test_the_ten_best_runs(text, sweep):
    assert "Seven of the ten lowest losses belong to the rate of 0.1 with a schedule that decays" in text
    best = sweep.sort_values("val_loss").head(10)
    assert (best.rate == 0.1).sum() == 7
    assert (best.rate == 0.03).sum() == 3
    assert "constant" not in set(best.schedule)


def test_mistakes(text):
    media = pd.read_parquet(DIGITS / "media.parquet").query("key == 'mistakes' and step == 1200").set_index("run")
    warm, digits = says(text, "the network ends with # mistakes among # digits")
    (constant,) = says(text, "With a constant rate it makes #:")
    table = json.loads((DIGITS / "tables/warmup-0.1-s1/predictions-1200.json").read_text(encoding="utf-8"))
    wrong = [digit for _, digit, guess, _ in table["data"] if digit != guess]
    assert (len(wrong), len(table["data"])) == (warm, digits)
    assert max(range(10), key=wrong.count) == 8
    assert [wrong.count(1), wrong.count(9)] == says(text, "where warm-up misreads # and #.")
    assert media.caption["constant-0.1-s1"].startswith(f"{constant:.0f} mistakes: ")


def test_the_numbers_of_runs(text, sweep):
    schedules, rates, seeds, runs = says(
        text, "That makes # schedules \N{MULTIPLICATION SIGN} # rates \N{MULTIPLICATION SIGN} # seeds = # runs"
    )
    assert (sweep.schedule.nunique(), sweep.rate.nunique(), sweep.seed.nunique(), len(sweep)) == (
        schedules,
        rates,
        seeds,
        runs,
    )
