"""Learning-rate schedules: the share of the base rate at a step, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable

Schedule = Callable[[int, int], float]
"""(step, number of steps) to the share of the base rate."""


def constant(step: int, steps: int) -> float:  # noqa: ARG001 - all schedules are called alike
    """The base rate throughout."""
    return 1.0


def step_decay(step: int, steps: int) -> float:
    """A tenth after half of the steps, a hundredth after three quarters."""
    return 0.1 ** ((step >= steps / 2) + (step >= steps * 3 / 4))


def cosine(step: int, steps: int) -> float:
    """Half a wave of the cosine from the base rate to nothing."""
    return (1 + math.cos(math.pi * step / steps)) / 2


def warmup(step: int, steps: int) -> float:
    """A straight rise over the first tenth, then the cosine."""
    rise = steps // 10
    return step / rise if step < rise else cosine(step - rise, steps - rise)


def ramp(step: int, steps: int) -> float:
    """From a hundred-thousandth to the base rate, by the same factor at every step: a range test."""
    return 10.0 ** (5 * (step / steps - 1))


SCHEDULES: dict[str, Schedule] = {
    "constant": constant,
    "step": step_decay,
    "cosine": cosine,
    "warmup": warmup,
    "ramp": ramp,
}
