"""A network with one hidden layer in plain NumPy, and the measures that are logged of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.datasets import load_digits

Array = NDArray[np.float64]
Labels = NDArray[np.int64]
CLASSES = 10


@dataclass(frozen=True)
class Split:
    """Images as rows of 64 values from 0 to 1, and what they show."""

    images: Array
    labels: Labels


def load_splits(*, training: int) -> tuple[Split, Split]:
    """The training and the validation split of the digits, always the same."""
    digits = load_digits()
    order = np.random.default_rng(7).permutation(len(digits.data))
    images, labels = digits.data[order] / 16.0, digits.target[order]
    return Split(images[:training], labels[:training]), Split(images[training:], labels[training:])


class Network:
    """64 inputs, a hidden layer with ReLU, ten classes; trained by stochastic gradient descent with momentum."""

    def __init__(self, hidden: int, *, rng: np.random.Generator) -> None:
        self.parameters: list[Array] = [
            rng.normal(0, np.sqrt(2 / 64), (64, hidden)),
            np.zeros(hidden),
            rng.normal(0, np.sqrt(2 / hidden), (hidden, CLASSES)),
            np.zeros(CLASSES),
        ]
        self.velocities: list[Array] = [np.zeros_like(parameter) for parameter in self.parameters]

    def log_probabilities(self, images: Array) -> tuple[Array, Array]:
        """The log-probability of each class, and the values of the hidden layer."""
        w1, b1, w2, b2 = self.parameters
        hidden = np.maximum(images @ w1 + b1, 0)
        logits = hidden @ w2 + b2
        logits -= logits.max(axis=1, keepdims=True)
        return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), hidden

    def gradients(self, batch: Split, *, weight_decay: float) -> tuple[list[Array], dict[str, float]]:
        """The gradient of each parameter on a batch, and the loss and accuracy there."""
        log_probabilities, hidden = self.log_probabilities(batch.images)
        rows = np.arange(len(batch.labels))
        slope = np.exp(log_probabilities)
        slope[rows, batch.labels] -= 1
        slope /= len(rows)
        w1, _, w2, _ = self.parameters
        behind = (slope @ w2.T) * (hidden > 0)
        gradients = [
            batch.images.T @ behind + weight_decay * w1,
            behind.sum(axis=0),
            hidden.T @ slope + weight_decay * w2,
            slope.sum(axis=0),
        ]
        return gradients, {
            "train_loss": float(-log_probabilities[rows, batch.labels].mean()),
            "train_accuracy": float((log_probabilities.argmax(axis=1) == batch.labels).mean()),
            "grad_norm": float(np.sqrt(sum(float((gradient**2).sum()) for gradient in gradients))),
        }

    def update(self, gradients: list[Array], *, rate: float, momentum: float) -> None:
        """Move the parameters one step down."""
        for index, gradient in enumerate(gradients):
            self.velocities[index] = momentum * self.velocities[index] - rate * gradient
            self.parameters[index] = self.parameters[index] + self.velocities[index]


def confusion(network: Network, split: Split) -> tuple[Array, Labels, Array]:
    """Counts by true class (row) and guess (column), the guesses, and the log-probabilities."""
    log_probabilities, _ = network.log_probabilities(split.images)
    guesses = log_probabilities.argmax(axis=1)
    counts = np.zeros((CLASSES, CLASSES))
    np.add.at(counts, (split.labels, guesses), 1)
    return counts, guesses, log_probabilities


def validation(network: Network, split: Split) -> dict[str, float]:
    """Loss, accuracy, the means over classes of precision, recall and F1, and the dead hidden units.

    A hidden unit is dead if it is zero for every image: no gradient flows through it any more.
    """
    counts, guesses, log_probabilities = confusion(network, split)
    hits = np.diag(counts)
    _, hidden = network.log_probabilities(split.images)
    precision = hits / np.maximum(counts.sum(axis=0), 1)
    recall = hits / np.maximum(counts.sum(axis=1), 1)
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-12)
    return {
        "val_loss": float(-log_probabilities[np.arange(len(guesses)), split.labels].mean()),
        "val_accuracy": float((guesses == split.labels).mean()),
        "precision": float(precision.mean()),
        "recall": float(recall.mean()),
        "f1_score": float(f1.mean()),
        "dead_units": float((hidden <= 0).all(axis=0).sum()),
    }
