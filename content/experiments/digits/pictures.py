"""Small pictures of how a network does: its confusion matrix, and digits that it takes for others."""

from __future__ import annotations

import numpy as np
from network import Array, Labels, Split
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
CELL = 14
DARK = np.array([68.0, 1.0, 84.0])
BRIGHT = np.array([253.0, 231.0, 37.0])


def confusion_picture(counts: Array) -> Picture:
    """The matrix with a square a cell: the brighter, the larger the share of its true class (square root scale)."""
    shares = np.sqrt(counts / np.maximum(counts.sum(axis=1, keepdims=True), 1))
    cells = DARK + (BRIGHT - DARK) * shares[..., None]
    return _enlarge(cells, CELL)


def mistakes_picture(split: Split, guesses: Labels, *, columns: int = 6, rows: int = 3) -> tuple[Picture, str]:
    """The first wrongly read digits in a grid, and a caption that says what they were taken for."""
    wrong = np.flatnonzero(guesses != split.labels)[: columns * rows]
    tiles = np.full((rows * 9 + 1, columns * 9 + 1), 0.35)
    for place, index in enumerate(wrong):
        top, left = 9 * (place // columns) + 1, 9 * (place % columns) + 1
        tiles[top : top + 8, left : left + 8] = split.images[index].reshape(8, 8)
    count = int((guesses != split.labels).sum())
    examples = ", ".join(f"{split.labels[index]} as {guesses[index]}" for index in wrong[:3])
    text = f"{count} mistakes: {examples}" + (" …" if count > len(wrong[:3]) else "")
    return _enlarge(np.repeat(tiles[..., None] * 255, 3, axis=2), 4), text


def _enlarge(cells: Array, factor: int) -> Picture:
    return np.repeat(np.repeat(cells.round().astype(np.uint8), factor, axis=0), factor, axis=1)
