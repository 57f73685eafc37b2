"""What is wrong with the options of a node that Python code builds, in words that name what was typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

from runpress.diagnostics.suggest import suggestion

if TYPE_CHECKING:
    from runpress.model.node import Node

_CHOICE = re.compile(r"'([^']*)'")


def in_our_words(fault: ValidationError, model: type[Node]) -> ValidationError:
    """The same faults: an unknown option says which one is meant, and so does an unknown word of an option."""
    lines = [
        InitErrorDetails(
            type=PydanticCustomError("option", "{words}", {"words": _words(error, model)}),
            loc=error["loc"],
            input=error["input"],
        )
        for error in fault.errors()
    ]
    return ValidationError.from_exception_data(fault.title, lines)


def _words(error: Any, model: type[Node]) -> str:
    words, typed = str(error["msg"]), error["input"]
    if error["type"] == "extra_forbidden" and len(error["loc"]) == 1:
        return _unknown(str(error["loc"][0]), model)
    help_ = error.get("ctx", {}).get("help") or ""
    if error["type"] == "literal_error" and isinstance(typed, str):
        near = suggestion(typed, _CHOICE.findall(words))
        help_ = f"did you mean {near!r}?" if near else ""
    return f"{words}; {help_}" if help_ else words


def _unknown(name: str, model: type[Node]) -> str:
    short = next((short for short in model.shorts if short.key == name), None)
    if short is not None:
        return f"`{name}` is a short form of documents: in Python say {', '.join(f'`{each}`' for each in short.fields)}"
    near = suggestion(name, model.model_fields)
    return f"{model.__name__} has no option `{name}`" + (f"; did you mean `{near}`?" if near else "")
