"""Whether less or more of a metric is better, as far as its name tells: for sentences, never for numbers."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

Goal: TypeAlias = Literal["lowest", "highest"]

_WORDS = re.compile(r"[a-z]+")
_LOWER = frozenset(
    {
        "loss",
        "losses",
        "err",
        "error",
        "errors",
        "perplexity",
        "ppl",
        "mse",
        "rmse",
        "mae",
        "nll",
        "wer",
        "cer",
        "fid",
        "kl",
        "bpb",
        "regret",
        "latency",
    }
)
_HIGHER = frozenset(
    {
        "acc",
        "accuracy",
        "score",
        "reward",
        "return",
        "returns",
        "f",
        "auc",
        "auroc",
        "ap",
        "map",
        "precision",
        "recall",
        "bleu",
        "rouge",
        "iou",
        "dice",
        "psnr",
        "ssim",
        "throughput",
        "win",
    }
)


def goal_of(metric: str) -> Goal | None:
    """The goal that the metric's name tells; None where it tells none."""
    words = _WORDS.findall(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", metric).lower())
    for word in reversed(words):
        if word in _LOWER:
            return "lowest"
        if word in _HIGHER:
            return "highest"
    return None
