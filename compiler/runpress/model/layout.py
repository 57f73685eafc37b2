"""The grid: 24 columns, rows without end."""

import re
from fractions import Fraction
from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from runpress.model.node import Node, option

COLUMNS = 24
DEFAULT_WIDTH = 8
DEFAULT_HEIGHT = 6
LOWEST = 100_000
TALLEST = 1000
_SHARES = {"half": "1/2", "third": "1/3", "quarter": "1/4", "full": "1/1"}
_FRACTION = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*", re.ASCII)


def columns_of(width: str | int) -> int:
    """A width in columns: a share of the grid (`1/2`), rounded down but never nothing, or their number.

    Raises ValueError if it is neither.
    """
    if isinstance(width, int):
        share, whole = width, COLUMNS
    else:
        match = _FRACTION.fullmatch(width)
        if match is None:
            raise ValueError(f"`{width}` is no width")
        share, whole = int(match.group(1)), int(match.group(2))
    if not 0 < share <= whole:
        raise ValueError(f"the width `{width}` does not fit into the grid")
    return max(1, COLUMNS * share // whole)


def _checked_width(width: Any) -> Any:
    reason = f"`{width}` is no width"
    try:
        if isinstance(width, str) or type(width) is int:
            columns_of(width)
            return width
    except ValueError as error:
        reason = str(error)
    if isinstance(width, list | tuple | dict) or width is None:
        return width
    if isinstance(width, bool):
        reason = "`true` and `false` are no widths"
    help_ = f"write a share such as 1/2, or a number of columns from 1 to {COLUMNS}"
    raise PydanticCustomError("width", "{reason}", {"reason": reason, "near": _share(width), "help": help_})


def _share(typed: object) -> str:
    """The share that `0.5`, `50%` or `half` mean; empty if they mean none."""
    text = str(typed).strip().lower()
    if text in _SHARES:
        return _SHARES[text]
    try:
        number = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return ""
    if not 0 < number <= 1:
        return ""
    share = Fraction(number).limit_denominator(COLUMNS)
    return f"{share.numerator}/{share.denominator}" if share else ""


_SHARE: dict[str, Any] = {"type": "string", "pattern": r"^\s*[0-9]{1,4}\s*/\s*[0-9]{1,4}\s*$"}
_COLUMNS: dict[str, Any] = {"type": "integer", "minimum": 1, "maximum": COLUMNS}

Width: TypeAlias = Annotated[str | int, BeforeValidator(_checked_width), WithJsonSchema({"anyOf": [_SHARE, _COLUMNS]})]
"""A share of the grid's width, `1/2`, or a number of its columns."""


class Layout(Node):
    """The exact place of a panel in the grid."""

    is_whole: ClassVar[bool] = True

    x: Annotated[int, Field(ge=0, le=COLUMNS - 1)] = option(0, doc="The first column, from 0.", wire="x")
    y: Annotated[int, Field(ge=0, le=LOWEST)] = option(0, doc="The first row, from 0.", wire="y")
    w: Annotated[int, Field(ge=1, le=COLUMNS)] = option(
        DEFAULT_WIDTH, doc="The width in columns; the grid has 24.", wire="w"
    )
    h: Annotated[int, Field(ge=1, le=TALLEST)] = option(DEFAULT_HEIGHT, doc="The height in rows.", wire="h")
