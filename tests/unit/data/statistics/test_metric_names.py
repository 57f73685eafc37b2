"""Metrics chosen by a pattern."""

from runpress.data.statistics.metric_names import matching

NAMES = ["val/loss", "train/loss", "train/acc", "loss"]


def test_a_pattern_is_sought_anywhere_and_names_are_sorted():
    assert matching("loss", NAMES) == ("loss", "train/loss", "val/loss")
    assert matching("^train/", NAMES) == ("train/acc", "train/loss")
    assert matching("(val|train)/loss$", NAMES) == ("train/loss", "val/loss")


def test_an_unusable_pattern_matches_nothing():
    assert matching("(", NAMES) == ()
