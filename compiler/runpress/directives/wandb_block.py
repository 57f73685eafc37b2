"""A `wandb-block` fence: the JSON of a block that has no Markdown form, kept byte for byte."""

from __future__ import annotations

import json

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import directives as codes
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.scalars import span_map
from runpress.model.located import Located
from runpress.model.node import Origin
from runpress.model.raw import RawOptions


def lower_block(body: Located, context: Context) -> Lowered:
    """The text as it is, if it is the JSON of a block."""
    text = body.value
    if not isinstance(text, str) or not text.strip():
        return None, [
            codes.MISSING_KEY.at(context.opening, "a `wandb-block` is empty", label="the JSON of a block goes here")
        ]
    finding = _fault(text, body, context)
    if finding is not None:
        return None, [finding]
    return RawOptions(json_text=text).placed(Origin(body.span)), []


def _fault(text: str, body: Located, context: Context) -> Diagnostic | None:
    try:
        block = json.loads(text)
    except json.JSONDecodeError as error:
        place = span_map(body)(error.pos, error.pos + 1)
        return codes.BAD_VALUE.at(
            place, f"a `wandb-block` holds JSON, and this is none: {error.msg[:1].lower()}{error.msg[1:]}"
        )
    except (RecursionError, ValueError):
        return codes.BAD_VALUE.at(
            context.opening, "the JSON of a `wandb-block` is nested too deep, or has too long a number"
        )
    if not isinstance(block, dict) or not isinstance(block.get("type"), str):
        return codes.BAD_VALUE.at(
            context.opening, "a `wandb-block` holds one JSON object with a `type`", label='`{"type": …}` is expected'
        )
    return None


DIRECTIVE = Directive(
    "wandb-block", "The JSON of a W&B block that has no Markdown form, kept byte for byte.", lower_block, body="text"
)
