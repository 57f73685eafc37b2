"""Train the networks of the report "Learning-rate schedules on digits" and log them with wandb, offline.

    python content/experiments/digits/train.py --out /tmp/digits

48 runs (four schedules, four base rates, three seeds), a range test that runs until it diverges, and a
run whose machine goes away. Everything is seeded: the same curves each time, only the times differ.
"""

from __future__ import annotations

import argparse
import math
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import wandb
from network import Network, Split, confusion, load_splits, validation
from pictures import confusion_picture, mistakes_picture
from schedules import SCHEDULES

STEPS = 1200
VALIDATE_EVERY = 25
PICTURE_EVERY = 300
RATES = (0.01, 0.03, 0.1, 0.3)
SEEDS = (1, 2, 3)
GOOD_ACCURACY = 0.95


class DivergedError(ArithmeticError):
    """The loss left the range in which training can recover."""


@dataclass(frozen=True)
class Trial:
    """One run to make."""

    schedule: str
    rate: float
    seed: int
    job_type: str = "train"
    tags: tuple[str, ...] = ("sweep",)
    notes: str = ""
    most_loss: float = math.inf
    """The loss at which it gives up."""
    lost_at: int | None = None
    """The step at which its machine goes away."""

    @property
    def name(self) -> str:
        """The run's name, which is its id too: `cosine-0.1-s1`."""
        return f"{self.schedule}-{self.rate:g}-s{self.seed}"

    @property
    def config(self) -> dict[str, object]:
        """All that decides how the run goes."""
        return {
            "schedule": self.schedule,
            "seed": self.seed,
            "steps": STEPS,
            "batch_size": 16,
            "optimizer": {"name": "sgd", "lr": self.rate, "momentum": 0.9, "weight_decay": 1e-4},
            "model": {"name": "mlp", "hidden": 32, "activation": "relu"},
            "data": {"name": "digits", "training_images": 900},
        }


def trials() -> Iterator[Trial]:
    """All runs of the experiment."""
    for schedule in ("constant", "step", "cosine", "warmup"):
        tags = ("sweep", "baseline") if schedule == "constant" else ("sweep",)
        for rate in RATES:
            for seed in SEEDS:
                yield Trial(schedule, rate, seed, tags=tags)
    yield Trial(
        "ramp",
        100.0,
        1,
        job_type="range-test",
        tags=("diagnostic",),
        notes="Raises the rate until the loss is over 5.",
        most_loss=5.0,
    )
    yield Trial("cosine", 0.1, 4, tags=("sweep",), notes="The machine went away after 700 steps.", lost_at=700)


def train(trial: Trial, run: wandb.Run, training: Split, held_out: Split) -> None:
    """Train one network and log it."""
    rng = np.random.default_rng(trial.seed)
    network = Network(32, rng=rng)
    accuracies: list[float] = []
    for step in range(STEPS + 1):
        if step == trial.lost_at:
            os.kill(os.getpid(), signal.SIGKILL)
        rate = trial.rate * SCHEDULES[trial.schedule](step, STEPS)
        rows = rng.integers(0, len(training.labels), 16)
        gradients, measures = network.gradients(Split(training.images[rows], training.labels[rows]), weight_decay=1e-4)
        measures["lr"] = rate
        if step % VALIDATE_EVERY == 0:
            measures |= validation(network, held_out)
            accuracies.append(measures["val_accuracy"])
        run.log(
            {key: _rounded(value) for key, value in measures.items()} | _pictures(trial, step, network, held_out),
            step=step,
        )
        if not measures["train_loss"] < trial.most_loss:
            raise DivergedError(f"the loss is {measures['train_loss']:.4g} at step {step}, rate {rate:.3g}")
        network.update(gradients, rate=rate, momentum=0.9)
    _summarise(run, accuracies)
    if trial.name == "warmup-0.1-s1":
        run.log({"predictions": _predictions(network, held_out)}, step=STEPS)


def _summarise(run: wandb.Run, accuracies: list[float]) -> None:
    """Add what the last values do not tell; a run that never gets there has no `steps_to_95`."""
    run.summary["best_val_accuracy"] = _rounded(max(accuracies))
    good = [index * VALIDATE_EVERY for index, accuracy in enumerate(accuracies) if accuracy >= GOOD_ACCURACY]
    if good:
        run.summary["steps_to_95"] = good[0]


def _rounded(value: float) -> float:
    return float(f"{value:.6g}")


def _pictures(trial: Trial, step: int, network: Network, held_out: Split) -> dict[str, wandb.Image]:
    if trial.job_type != "train" or trial.seed != 1 or step == 0 or step % PICTURE_EVERY:
        return {}
    counts, guesses, _ = confusion(network, held_out)
    wrong, caption = mistakes_picture(held_out, guesses)
    return {
        "confusion_matrix": wandb.Image(
            confusion_picture(counts), caption=f"{np.trace(counts) / counts.sum():.1%} right"
        ),
        "mistakes": wandb.Image(wrong, caption=caption),
    }


def _predictions(network: Network, held_out: Split) -> wandb.Table:
    _, guesses, log_probabilities = confusion(network, held_out)
    table = wandb.Table(columns=["image", "digit", "guess", "confidence"])
    for index, (digit, guess) in enumerate(zip(held_out.labels, guesses, strict=True)):
        confidence = float(np.exp(log_probabilities[index, guess]))
        table.add_data(index, int(digit), int(guess), round(confidence, 4))
    return table


def record(trial: Trial, out: Path) -> None:
    """Make one run and log it under `out`."""
    training, held_out = load_splits(training=900)
    run = wandb.init(
        entity="acme",
        project="digits",
        id=trial.name,
        name=trial.name,
        group=f"{trial.schedule}-{trial.rate:g}",
        job_type=trial.job_type,
        tags=trial.tags,
        notes=trial.notes,
        config=trial.config,
        dir=out,
        settings=wandb.Settings(
            mode="offline",
            console="off",
            silent=True,
            save_code=False,
            disable_git=True,
            host="lab-1",
            username="ada",
            x_disable_stats=True,
        ),
    )
    with run:
        train(trial, run, training, held_out)


def _record_apart(trial: Trial, out: Path) -> None:
    """Make a run in a process of its own, with a logging service of its own, since it takes both with it."""
    environment = {name: value for name, value in os.environ.items() if name != "WANDB_SERVICE"}
    command = [sys.executable, __file__, "--out", str(out), trial.name]
    subprocess.run(command, check=False, env=environment)  # noqa: S603 - this file


def main() -> None:
    """Make all runs, or those that are named."""
    parser = argparse.ArgumentParser(description="Train the networks of the digits experiment.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the offline logs")
    parser.add_argument("names", nargs="*", help="runs to make; all by default")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for trial in trials():
        if arguments.names and trial.name not in arguments.names:
            continue
        if trial.lost_at and not arguments.names:
            _record_apart(trial, arguments.out)
            continue
        try:
            record(trial, arguments.out)
        except DivergedError as error:
            print(f"{trial.name}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
