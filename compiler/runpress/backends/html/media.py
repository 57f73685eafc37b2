"""Images of runs as the template of media figures wants them: in a row, or in a grid along two axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from runpress.figures.figure import MediaContent, MediaItem


@dataclass(frozen=True, slots=True)
class Picture:
    """An image with its address; `is_current` is the last of its run and key."""

    item: MediaItem
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class AxisValue:
    """A column or row of a grid."""

    text: str
    run: str = ""
    color: str = ""
    """Set where it stands for a run."""
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row of a grid: a list of pictures a column."""

    head: AxisValue
    cells: list[list[Picture]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MediaGrid:
    """All pictures by the two axes of their figure."""

    columns: list[AxisValue]
    rows: list[GridRow]


def pictures_of(content: MediaContent, address: Callable[[MediaItem], str]) -> list[Picture]:
    """Each image with its address."""
    last = {(item.run, item.key): item.step for item in content.items}
    for item in content.items:
        last[item.run, item.key] = max(last[item.run, item.key], item.step)
    return [Picture(item, address(item), item.step == last[item.run, item.key]) for item in content.items]


def has_all_steps(content: MediaContent) -> bool:
    """Whether an axis shows the steps side by side, so that there is none to choose."""
    return content.mode == "grid" and "step" in (content.x_axis, content.y_axis)


def media_grid(content: MediaContent, pictures: list[Picture]) -> MediaGrid:
    """The grid: steps and positions in their order, runs in that of the figure."""
    columns = _values(content.x_axis, pictures)
    rows = _values(content.y_axis, pictures)
    cells: dict[tuple[AxisValue, AxisValue], list[Picture]] = {}
    for picture in pictures:
        place = (_value(content.y_axis, picture.item), _value(content.x_axis, picture.item))
        cells.setdefault(place, []).append(picture)
    return MediaGrid(columns, [GridRow(row, [cells.get((row, column), []) for column in columns]) for row in rows])


def _values(axis: str, pictures: list[Picture]) -> list[AxisValue]:
    if axis == "step":
        pictures = sorted(pictures, key=lambda picture: picture.item.step)
    elif axis == "index":
        pictures = sorted(pictures, key=lambda picture: picture.item.index)
    return list(dict.fromkeys(_value(axis, picture.item) for picture in pictures))


def _value(axis: str, item: MediaItem) -> AxisValue:
    if axis == "run":
        return AxisValue(item.label, item.run, item.color, item.hidden)
    return AxisValue(f"Step {item.step}") if axis == "step" else AxisValue(f"Image {item.index + 1}")
