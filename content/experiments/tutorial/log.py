"""Log the sample runs of the example workspaces with wandb, offline.

    python content/experiments/tutorial/log.py --out /tmp/tutorial

The curves follow formulas, so that every panel and filter of the workspaces can be checked by hand.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import wandb

STEPS = 100
SPEEDS = {"sample_run": 1.0, "slow_run": 0.05, "swift_run": 2.0, "other_run": 0.5}
"""Name of each run, and how quickly its losses fall."""


def measures(step: int, speed: float) -> dict[str, float]:
    """What a run logs at a step."""
    passed = step * speed
    share = min(passed / 100, 1.0)
    return {
        "Step": step,
        "val_loss": 1 / (passed + 1),
        "val_accuracy": share,
        "train_loss": 1 / (passed + 2),
        "train_accuracy": share / 1.1,
        "f1_score": share,
        "recall": share / 1.2,
        "precision": share / 1.05,
    }


def main() -> None:
    """Log all runs."""
    parser = argparse.ArgumentParser(description="Log the sample runs of the example workspaces.")
    parser.add_argument("--out", type=Path, required=True, help="folder for the offline logs")
    out: Path = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    settings = wandb.Settings(
        mode="offline",
        console="off",
        silent=True,
        save_code=False,
        disable_git=True,
        host="lab-1",
        x_disable_stats=True,
    )
    for name, speed in SPEEDS.items():
        with wandb.init(
            entity="acme",
            project="workspace-api-example",
            id=name.replace("_", "-"),
            name=name,
            config={"speed": speed},
            dir=out,
            settings=settings,
        ) as run:
            for step in range(STEPS):
                run.log(measures(step, speed), step=step)


if __name__ == "__main__":
    main()
