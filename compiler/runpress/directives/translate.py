"""Errors of validation in the author's words: what was typed, what the option takes, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from pydantic_core import ErrorDetails

from runpress.diagnostics import Diagnostic, Edit
from runpress.diagnostics.suggest import is_same, suggestion
from runpress.directives.next_steps import next_step
from runpress.directives.subject import Subject
from runpress.directives.tree import Found
from runpress.model.attributes import ATTRIBUTES
from runpress.model.colors import NAMES, is_color
from runpress.model.located import Located
from runpress.source import Span

_EXPECTED: Mapping[str, str] = {
    "string_type": "text",
    "key_type": "a key such as `val_loss` or `config.lr`",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "`true` or `false`",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "finite_number": "a finite number",
}
_BOUNDS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("more than", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("less than", "lt"),
}
_SWITCHES: Mapping[str, str] = {
    **dict.fromkeys(("yes", "on", "y", "true", "1"), "true"),
    **dict.fromkeys(("no", "off", "n", "false", "0"), "false"),
}
_CHOICES: Mapping[str, str] = {
    **dict.fromkeys(("vertical", "column", "columns"), "v"),
    **dict.fromkeys(("horizontal", "row", "rows"), "h"),
    **dict.fromkeys(("box", "boxes"), "boxplot"),
    **dict.fromkeys(("area", "stacked", "stack"), "stacked-area"),
    **dict.fromkeys(("percent", "percentage"), "pct-area"),
    **dict.fromkeys(("top", "above"), "north"),
    **dict.fromkeys(("bottom", "below"), "south"),
    "left": "west",
    "right": "east",
    **dict.fromkeys(("avg", "average"), "mean"),
    **dict.fromkeys(("std", "sd"), "stddev"),
    **dict.fromkeys(("sem", "se"), "stderr"),
    **dict.fromkeys(("range", "min-max", "min_max"), "minmax"),
    **dict.fromkeys(("ema", "exp"), "exponential"),
    **dict.fromkeys(("time-weighted-ema", "time_weighted_ema", "twema"), "exponentialTimeWeighted"),
    **dict.fromkeys(("running", "moving-average", "running-average"), "average"),
    **dict.fromkeys(("dots", "dot"), "dotted"),
    **dict.fromkeys(("dash", "dashes"), "dashed"),
    **dict.fromkeys(("bucketing", "buckets"), "bucketing-gorilla"),
    **dict.fromkeys(("downsampling", "random"), "sampling"),
    **dict.fromkeys(("full", "wide"), "fluid"),
}
"""What authors and other tools call a choice, and what W&B calls it: suggested where it is among the choices."""
_LONGEST = 60


def bad_value(errors: Sequence[ErrorDetails], found: Found, subject: Subject, *, owner: Span) -> Diagnostic:
    """One finding for all errors at one value; `owner` is where the mapping around it stands."""
    if errors[0]["type"] == "missing" and isinstance(errors[0]["loc"][-1], str):
        return _missing(errors[0], found, subject, owner)
    name = _name(found, owner)
    value, place = found.value, _place(found, owner)
    if value.value is None:
        return subject.codes.bad_value.at(
            place, f"`{name}` has no value", label=f"write a value after it, or leave `{name}` out"
        )
    for error in errors:
        if (own := _own_words(error)) is not None:
            message, near, advice = own
            code = subject.codes.bad_color if error["type"] == "color" else subject.codes.bad_value
            return code.at(
                place,
                f"`{name}`: {message}",
                label=f"did you mean `{near}`?" if near else "",
                help=advice or ("" if near else next_step([error], value)),
                fix=(Edit(place, near),) if near and _is_sure(error, value, near) else (),
            )
    message = f"`{name}` takes {_expected(errors)}, not {_typed(errors[0], value)}"
    label, fix = _suggestion(errors, value, place)
    return subject.codes.bad_value.at(
        place, message, label=label, help="" if label else next_step(errors, value), fix=fix
    )


def _typed(error: ErrorDetails, value: Located) -> str:
    """What was typed; the part of it, where a list such as `[200, red]` was read as more than a list."""
    part = error["input"]
    if isinstance(value.value, list) and isinstance(part, int | float | str):
        return f"`{part}`"
    return described(value)


def described(value: Located) -> str:
    """What was typed, for a sentence."""
    plain = value.value
    if isinstance(plain, dict):
        return "a mapping"
    if isinstance(plain, list):
        return "a list" if plain else "an empty list"
    if plain is None:
        return "nothing"
    if isinstance(plain, str) and not plain.strip():
        return "blank text"
    typed = value.span.text.strip()
    if "\n" in typed or not typed:
        typed = str(plain)
    return f"`{typed if len(typed) <= _LONGEST else f'{typed[:_LONGEST]}…'}`"


def _is_sure(error: ErrorDetails, value: Located, near: str) -> bool:
    """Whether a fix may write what is suggested: not where it is a guess at a colour or a key."""
    if isinstance(value.value, list | dict) or "\n" in value.span.text:
        return False
    return error["type"] in ("width", "value") or near.startswith('"#') or is_same(str(value.value), near)


def _missing(error: ErrorDetails, found: Found, subject: Subject, owner: Span) -> Diagnostic:
    key = str(error["loc"][-1])
    name = f"`{_name(found, owner)}`" if found.path else subject.name
    if found.path and isinstance(found.path[-1], int):
        name = f"an item of {name}"
    return subject.codes.missing_key.at(
        _place(found, owner), f"{name} lacks `{key}`", label=f"add `{key}:`", help=f"add a line `{key}: …`"
    )


def _own_words(error: ErrorDetails) -> tuple[str, str, str] | None:
    """The words of our own checks, which know best: message, near miss, advice."""
    context: dict[str, Any] = error.get("ctx") or {}
    if error["type"] in _EXPECTED or error["type"] in _BOUNDS or error["type"] == "literal_error":
        return None
    if error["type"] in ("color", "key", "range", "regex", "width", "value", "filter"):
        return error["msg"], _near(error, context), str(context.get("help", ""))
    if error["type"] == "too_long":
        return f"at most {context['max_length']} values fit here", "", ""
    if error["type"] == "too_short":
        least = context["min_length"]
        return "at least one value is needed here" if least == 1 else f"at least {least} values are needed here", "", ""
    return None


def _near(error: ErrorDetails, context: Mapping[str, Any]) -> str:
    typed = str(context.get("typed", ""))
    if error["type"] == "color":
        # In quotes, as it has to be written.
        return f'"#{typed}"' if is_color(f"#{typed}") else suggestion(typed.lower(), NAMES)
    if error["type"] == "key" and "attribute" in error["msg"]:
        return suggestion(typed.removeprefix("run."), ATTRIBUTES)
    return str(context.get("near", ""))


def _expected(errors: Sequence[ErrorDetails]) -> str:
    phrases: list[str] = []
    for error in errors:
        context: dict[str, Any] = error.get("ctx") or {}
        if error["type"] in _BOUNDS:
            words, key = _BOUNDS[error["type"]]
            phrase = f"{words} {context[key]:g}"
        elif error["type"] == "literal_error":
            phrase = _choices(error)
        else:
            phrase = _EXPECTED.get(error["type"], "another value")
        if phrase not in phrases:
            phrases.append(phrase)
    return " or ".join(phrases)


def _choices(error: ErrorDetails) -> str:
    names = [f"`{name}`" for name in literals(error)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def literals(error: ErrorDetails) -> list[str]:
    """The values that a choice offers, as authors write them."""
    expected = str((error.get("ctx") or {}).get("expected", ""))
    parts = expected.replace(" or ", ", ").split(", ")
    names = [part.strip("'\"") for part in parts if part]
    return [{"True": "true", "False": "false"}.get(name, name) for name in names]


def _suggestion(errors: Sequence[ErrorDetails], value: Located, place: Span) -> tuple[str, tuple[Edit, ...]]:
    typed = str(value.value)
    choices = [name for error in errors if error["type"] == "literal_error" for name in literals(error)]
    called = _CHOICES.get(typed.lower(), "")
    near = called if called in choices else suggestion(typed, choices) if choices else ""
    is_sure = near == called or is_same(typed, near)
    if not near and any(error["type"] == "bool_type" for error in errors):
        near = _SWITCHES.get(typed.lower(), "")
    if not near and any(error["type"] in ("float_type", "int_type") for error in errors):
        near = _as_number(typed) if isinstance(value.value, str) else ""
    if not near:
        return "", ()
    return f"did you mean `{near}`?", (Edit(place, near),) if is_sure or not choices else ()


def _as_number(typed: str) -> str:
    """Quoted numbers, and `1e-3` in spellings that stay text."""
    try:
        number = float(typed.replace(",", ".").strip(" %"))
    except ValueError:
        return ""
    return f"{number:g}" if isfinite(number) else ""


def _name(found: Found, owner: Span) -> str:
    if found.key is None:
        return owner.text.strip()
    return found.key.text.strip().strip("\"'")


def _place(found: Found, owner: Span) -> Span:
    """The value's place; where it is empty, its key's."""
    if not found.path:
        return owner
    span = found.value.span
    if span.end > span.start or found.key is None:
        return span
    return found.key
