"""Fit a line to noisy points and log the loss with wandb, offline.

The runs of "My Awesome Model Training Report":

python content/experiments/walkthrough/train.py --out /tmp/walkthrough
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import wandb

EPOCHS = 10
RATES = (0.01, 0.03, 0.1)


def losses(rate: float) -> list[float]:
    """The mean squared error before each epoch of gradient descent."""
    rng = np.random.default_rng(1)
    inputs = rng.uniform(-2, 2, 200)
    targets = 2 * inputs + 1 + rng.normal(0, 0.2, 200)
    slope = intercept = 0.0
    found = []
    for _ in range(EPOCHS):
        errors = slope * inputs + intercept - targets
        found.append(float(f"{(errors**2).mean():.6g}"))
        slope -= rate * 2 * float((errors * inputs).mean())
        intercept -= rate * 2 * float(errors.mean())
    return found


def main() -> None:
    """Log a run for each learning rate."""
    parser = argparse.ArgumentParser(description="Log the runs of the walkthrough.")
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
    for rate in RATES:
        name = f"line-{rate:g}"
        config = {"epochs": EPOCHS, "learning_rate": rate}
        with wandb.init(
            entity="acme", project="my-awesome-project", id=name, name=name, config=config, dir=out, settings=settings
        ) as run:
            for epoch, loss in enumerate(losses(rate)):
                run.log({"epoch": epoch, "loss": loss}, step=epoch)


if __name__ == "__main__":
    main()
