"""Colour gradients: `[[0, "#440154"], [100, "#FDE725"]]`, or colours alone, spread evenly."""

from typing import Annotated, Any, TypeAlias

from pydantic import Field
from pydantic_core import PydanticCustomError

from runpress.model.colors import Color
from runpress.model.node import Node, option
from runpress.model.values import Read


class GradientPoint(Node):
    """A colour at a place of a gradient."""

    color: Color = option(..., doc="The colour.", wire="color")
    offset: Annotated[float, Field(ge=0, le=100)] = option(0, doc="Where it stands, from 0 to 100.", wire="offset")


def _read_gradient(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    return tuple(_read_point(point, place=place) for point, place in zip(value, _spread(len(value)), strict=True))


def _spread(count: int) -> list[float]:
    """The places of colours that are spread evenly."""
    return [100 * at / max(count - 1, 1) for at in range(count)]


def _read_point(point: Any, *, place: float) -> Any:
    if isinstance(point, str):
        return {"color": point, "offset": place}
    if isinstance(point, list | tuple) and len(point) == 2:  # noqa: PLR2004 - offset and colour
        offset, color = point if isinstance(point[1], str) else reversed(point)
        return {"color": color, "offset": offset}
    return point


def _checked_point(point: Any) -> Any:
    if isinstance(point, dict | GradientPoint):
        return point
    raise PydanticCustomError(
        "value",
        "a point of a gradient is a colour, or a pair such as `[0, red]`",
        {"help": "write `gradient: [blue, red]`, or `gradient: [[0, blue], [100, red]]`"},
    )


_COLOR = {"type": "string", "format": "color"}
_PAIR = {
    "type": "array",
    "prefixItems": [{"type": "number", "minimum": 0, "maximum": 100}, _COLOR],
    "minItems": 2,
    "maxItems": 2,
    "x-words": "a pair such as `[0, red]`",
}


def _write_point(point: GradientPoint) -> list[Any]:
    is_whole = point.offset.is_integer()
    return [int(point.offset) if is_whole else point.offset, point.color]


def _write_gradient(gradient: tuple[GradientPoint, ...]) -> list[str] | None:
    is_even = [point.offset for point in gradient] == _spread(len(gradient))
    return [point.color for point in gradient] if is_even else None


Point: TypeAlias = Annotated[GradientPoint, Read(_checked_point, _COLOR, _PAIR, write=_write_point)]
Gradient: TypeAlias = Annotated[tuple[Point, ...], Read(_read_gradient, write=_write_gradient), Field(max_length=100)]
"""Colours with their places; colours alone are spread evenly."""
