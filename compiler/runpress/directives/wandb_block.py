"""A `wandb-block` fence: the JSON of a block that has no Markdown form, kept byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import directives as codes
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.scalars import span_map
from runpress.model.located import Located
from runpress.model.node import Origin
from runpress.model.raw import RawOptions
from runpress.syntax.json_faults import in_our_words

_WHOLE = "copy the JSON of the block whole, from its first `{` to its last `}`"
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


def lower_block(body: Located, context: Context) -> Lowered:
    """The text as it is, if it is the JSON of a block."""
    text = body.value
    if not isinstance(text, str) or not text.strip():
        return None, [
            codes.MISSING_KEY.at(context.opening, "a `wandb-block` is empty", label="the JSON of a block goes here")
        ]
    block, fault = _read(text, body, context)
    if fault is not None:
        return None, [fault]
    return RawOptions(json_text=text.rstrip("\n")).placed(Origin(body.span)), [*_odd(block, context)]


def _read(text: str, body: Located, context: Context) -> tuple[object, Diagnostic | None]:
    try:
        return json.loads(text), None
    except json.JSONDecodeError as error:
        fault = in_our_words(error)
        place = span_map(body)(fault.pos, fault.pos + 1)
        message = f"a `wandb-block` holds JSON, and this is none: {fault.msg}"
        return None, codes.BAD_VALUE.at(place, message, help=_WHOLE)
    except RecursionError:
        return _read_deep(text, context)
    except ValueError:
        return None, codes.BAD_VALUE.at(
            context.opening, "the JSON of a `wandb-block` has too long a number", help=_WHOLE
        )


def _read_deep(text: str, context: Context) -> tuple[object, Diagnostic | None]:
    """JSON that is nested deeper than anything that is looked into: taken if its brackets close."""
    depth = least = 0
    for token in _BRACKETS.finditer(text):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        least = min(least, depth)
    if depth or least:
        return None, codes.BAD_VALUE.at(
            context.opening, "the JSON of a `wandb-block` has brackets that do not close", help=_WHOLE
        )
    return {"type": ""}, None


def _odd(block: object, context: Context) -> Iterator[Diagnostic]:
    """A warning for JSON that is no block."""
    if isinstance(block, dict) and isinstance(block.get("type"), str):
        return
    yield codes.NOT_A_BLOCK.at(
        context.opening, "a `wandb-block` holds one JSON object with a `type`", label='`{"type": …}` is expected'
    )


DIRECTIVE = Directive(
    "wandb-block", "The JSON of a W&B block that has no Markdown form, kept byte for byte.", lower_block, body="text"
)
