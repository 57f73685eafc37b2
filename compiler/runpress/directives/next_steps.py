"""What to write in place of a value that an option does not take."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from pydantic_core import ErrorDetails

from runpress.model.located import Located

_BY_TYPE = {
    "string_type": "write one value; text that begins with `[` or `{` stands in quotes",
    "key_type": "name one metric or key; several stand in a list, `[val_loss, train_loss]`, where more than one fits",
    "int_type": "write a whole number, such as `10`",
    "float_type": "write a number, such as `0.5`",
    "bool_type": "write `true` or `false`",
    "tuple_type": "write a list, `[a, b]`",
    "list_type": "write a list, `[a, b]`",
    "dict_type": "write `key: value` lines below it, or `{key: value}`",
    "model_type": "write `key: value` lines below it, or `{key: value}`",
    "model_attributes_type": "write `key: value` lines below it, or `{key: value}`",
    "finite_number": "write a number, or leave the option out",
    "literal_error": "choose one of these",
    "key": "a key is a metric, `config.NAME`, `summary.NAME`, or a run attribute such as `created_at`",
    "too_long": "remove the last of them",
    "too_short": "add one, or leave the option out",
}
_BOUNDS = {
    "greater_than_equal": ("ge", "write `{}` or more"),
    "greater_than": ("gt", "write more than `{}`"),
    "less_than_equal": ("le", "write `{}` or less"),
    "less_than": ("lt", "write less than `{}`"),
}


def next_step(errors: Sequence[ErrorDetails], value: Located) -> str:
    """One next step; of several kinds of values that would do, the nearest to what was typed."""
    steps = [step for error in errors if (step := _step(error, value))]
    return steps[0] if steps else "write it as `runpress explain` shows, or leave the option out"


def _step(error: ErrorDetails, value: Located) -> str:
    context: dict[str, Any] = error.get("ctx") or {}
    if error["type"] in _BOUNDS:
        key, words = _BOUNDS[error["type"]]
        return words.format(f"{context[key]:g}")
    if error["type"] == "key" and "quote" in error["msg"]:
        return 'close the quote, as in `config."a.b"`, or leave both out'
    plain = value.value
    if error["loc"] == ("kind",) and plain == "page":
        return "leave `kind` out: a document without it is a page"
    if error["type"] in ("int_type", "int_from_float") and isinstance(plain, float) and math.isfinite(plain):
        near = [f"`{whole}`" for whole in dict.fromkeys((math.floor(plain), math.ceil(plain))) if whole > 0]
        if near:
            return f"write {' or '.join(near)}"
    return _BY_TYPE.get(error["type"], "")
