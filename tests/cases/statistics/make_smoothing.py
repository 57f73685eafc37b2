# ruff: noqa: ARG001 - all smoothings take the same arguments
"""Writes smoothing.json: series, parameters, and what NumPy, SciPy and pandas make of them.

None of this repeats how runpress computes: the time-weighted average is its closed form as a matrix of
weights, the exponential one is pandas' `ewm`, the Gaussian is SciPy's filter where x is even and a
matrix of weights where it is not, the running average is pandas' `rolling`. Run it from this folder.
"""

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.ndimage import gaussian_filter1d

WAVE = [round(math.sin(i / 3) + (2.0 if i == 17 else 0.0), 6) for i in range(40)]
SERIES = {
    "even": (list(range(40)), WAVE),
    "uneven": ([0, 1, 2, 4, 8, 16, 17, 18, 30, 100], [5.0, 4.0, 4.5, 3.0, 9.0, 2.0, 2.5, 1.0, 0.5, 0.25]),
    "missing": ([0, 1, 2, 3, 5, 8, 13], [1.0, math.nan, 3.0, math.nan, math.nan, 4.0, -2.0]),
    "missing first": ([0, 10, 20, 30], [math.nan, math.nan, 7.0, 5.0]),
    "ties": ([0, 1, 1, 1, 2, 2, 6], [1.0, 2.0, 4.0, 9.0, 3.0, 5.0, 0.0]),
    "one x": ([3, 3, 3], [1.0, 2.0, 6.0]),
    "single": ([7], [2.5]),
    "empty": ([], []),
    "all missing": ([0, 1, 2], [math.nan] * 3),
    "times": ([1.7e9 + i * 0.5 for i in range(12)], [float(i % 4) for i in range(12)]),
}
WEIGHTS = {
    "exponentialTimeWeighted": [0.1, 0.6, 0.99, 0.9999, 1],
    "exponential": [0.1, 0.6, 0.999, 1],
    "gaussian": [0.4, 0.63, 1, 2.3, 20],
    "average": [1, 2, 3, 4, 7.5, 100],
    "none": [0.6],
}


def time_weighted(x, y, weight, x_range):
    there = np.isfinite(y)
    base = min(math.sqrt(weight), 0.999)
    scale = 1000 / x_range if x_range else 0.0
    distance = (x[:, None] - x[None, :]) * scale
    shares = np.where(np.tri(len(x), dtype=bool) & there[None, :], base ** np.abs(distance), 0.0)
    return weighted(shares, y, there)


def exponential(x, y, weight, x_range):
    values = pd.Series(y)
    smoothed = values.ewm(alpha=1 - min(weight, 0.999), adjust=True, ignore_na=True).mean()
    return smoothed.where(values.notna()).to_numpy()


def gaussian(x, y, sigma, x_range):
    there = np.isfinite(y)
    if len(x) < 2 or x[0] == x[-1]:
        return weighted(np.where(there[None, :], 1.0, 0.0) * np.ones((len(x), 1)), y, there)
    places = (x - x[0]) / ((x[-1] - x[0]) / (len(x) - 1))
    if np.allclose(places, np.arange(len(x)), atol=1e-9):
        filtered = gaussian_filter1d(np.where(there, y, 0.0), sigma, mode="constant", truncate=4.0)
        norm = gaussian_filter1d(there.astype(float), sigma, mode="constant", truncate=4.0)
        return np.where(there, filtered / norm, np.nan)
    distance = np.abs(places[:, None] - places[None, :])
    shares = np.where((distance <= int(4 * sigma + 0.5)) & there[None, :], np.exp(-(distance**2) / (2 * sigma**2)), 0.0)
    return weighted(shares, y, there)


def average(x, y, weight, x_range):
    values = pd.Series(y)
    smoothed = values.rolling(max(1, math.floor(weight + 0.5)), center=True, min_periods=1).mean()
    return smoothed.where(values.notna()).to_numpy()


def weighted(shares, y, there):
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(there, shares @ np.where(there, y, 0.0) / shares.sum(axis=1), np.nan)


def none(x, y, weight, x_range):
    return y


def cases():
    for kind, weights in WEIGHTS.items():
        for name, (x, y) in SERIES.items():
            for weight in weights:
                own = x[-1] - x[0] if x else 0
                for x_range in [None, 2 * own + 1] if kind == "exponentialTimeWeighted" else [None]:
                    if not x:
                        expected = []
                    else:
                        made = globals()[{"exponentialTimeWeighted": "time_weighted"}.get(kind, kind)]
                        expected = made(np.array(x, float), np.array(y), weight, own if x_range is None else x_range)
                    yield {
                        "name": f"{kind} {weight}, {name}" + (f", range {x_range}" if x_range else ""),
                        "kind": kind,
                        "weight": weight,
                        "xRange": x_range,
                        "x": x,
                        "y": listed(y),
                        "expected": listed(expected),
                    }


def listed(values):
    return [None if math.isnan(value) else float(f"{value:.12g}") for value in values]


if __name__ == "__main__":
    lines = ",\n".join(json.dumps(case) for case in cases())
    Path("smoothing.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
