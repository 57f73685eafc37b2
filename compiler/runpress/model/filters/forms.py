"""The forms of filters as data, for the reference: how a condition is written, and when it is true."""

from __future__ import annotations

from runpress.frozen import frozen


@frozen
class FilterForm:
    """One way to write a condition."""

    syntax: str
    doc: str
    """When it is true of a run."""
    example: str


FORMS: tuple[FilterForm, ...] = (
    FilterForm(
        "key == value",
        "The value is of the same kind and equal. `== null` asks for runs that lack the key.",
        'config.schedule == "cosine"',
    ),
    FilterForm("key != value", "Not `key == value`: runs that lack the key are among them.", 'state != "crashed"'),
    FilterForm(
        "key < value, <=, >, >=",
        "Both are numbers, both texts, or both times, and so ordered. Runs that lack the key are not among them.",
        "config.lr <= 0.001",
    ),
    FilterForm("key in [a, b]", "The value equals one of the list.", 'config.opt in ["adam", "sgd"]'),
    FilterForm("key not in [a, b]", "Not `key in [a, b]`.", 'user not in ["ada", "grace"]'),
    FilterForm(
        "value in key",
        "The key holds a list with this value in it, or a text with this text in it.",
        '"prod" in tags',
    ),
    FilterForm("value not in key", "Not `value in key`.", '"debug" not in tags'),
    FilterForm(
        "key matches text",
        "The text holds a match of the regular expression (RE2), anywhere in it.",
        'name matches "^seed-[0-3]$"',
    ),
    FilterForm("key not matches text", "Not `key matches text`.", 'group not matches "(?i)smoke"'),
    FilterForm("exists(key)", "The run has the key, with something in it.", "exists(summary.test_acc)"),
    FilterForm(
        "key within_last(n, unit)",
        "The time is at most so long ago. Units are `seconds`, `minutes`, `hours`, `days` and `weeks`. "
        "Without a key, `created_at` is meant.",
        'created_at within_last(7, "days")',
    ),
    FilterForm("a and b", "Both are true.", 'config.lr < 1 and state == "finished"'),
    FilterForm("a or b", "At least one is true. `and` binds closer.", 'group == "a" or group == "b"'),
    FilterForm("not a", "The condition is false.", 'not (state == "crashed" or exists(config.debug))'),
    FilterForm(
        "off(a)",
        "The condition is kept, but switched off: the filter is as if it did not stand there.",
        'config.lr < 1 and off(state == "finished")',
    ),
)
