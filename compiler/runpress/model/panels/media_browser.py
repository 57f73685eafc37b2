"""Media browser: images that runs logged, as a gallery or a grid."""

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Field

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.shorts import Alias, ShortForm, Split
from runpress.model.values import Count, Texts

Axis: TypeAlias = Literal["step", "index", "run"]
Position: TypeAlias = Annotated[int, Field(ge=0)]


class MediaBrowserPanel(Panel):
    """Images that runs logged, as a gallery along one axis or a grid along two."""

    example: ClassVar[str] = """\
type: media-browser
keys: examples
columns: 4
gallery: step
"""
    view_type: ClassVar[str] = "Media Browser"
    hints: ClassVar[tuple[str, ...]] = ("media_keys", "gallery_axis", "grid_x_axis", "grid_y_axis", "num_columns")
    needs: ClassVar[tuple[tuple[str, ...], ...]] = (("media_keys",),)
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "key": "keys",
        "media": "keys",
        "images": "keys",
        "metrics": "keys",
        "step": "step_index",
        "index": "media_index",
        "limit": "max_gallery_items",
    }
    exclusive: ClassVar[tuple[tuple[str, str, str], ...]] = (
        *Panel.exclusive,
        ("gallery_axis", "grid_x_axis", "mode"),
        ("gallery_axis", "grid_y_axis", "mode"),
    )
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("keys", "media_keys", "The media: `keys: examples`."),
        Alias("columns", "num_columns", "Pictures side by side: `columns: 4`."),
        Alias("gallery", "gallery_axis", "A gallery along one axis: `gallery: step`."),
        Split("grid", {"x": "grid_x_axis", "y": "grid_y_axis"}, "A grid along two axes: `grid: {x: step, y: run}`."),
    )

    type: Literal["media-browser"] = option("media-browser", doc="The type of the panel.")
    media_keys: Texts = option((), doc="The keys under which media were logged.", wire="mediaKeys")
    num_columns: Annotated[int, Field(ge=1, le=100)] | None = option(doc="Pictures side by side.", wire="columnCount")
    mode: Literal["gallery", "grid", "auto"] | None = option(
        doc="A gallery or a grid; the axes tell it if it is left out. With `auto`, W&B is not told either.",
        wire="mode",
        encoding="media-mode",
    )
    gallery_axis: Axis | None = option(
        doc="What runs along a gallery.", wire="gallerySettings", encoding="gallery-axis"
    )
    grid_x_axis: Axis | None = option(doc="What runs along a grid.", wire="gridSettings", encoding="grid-x-axis")
    grid_y_axis: Axis | None = option(doc="What runs down a grid.", wire="gridSettings", encoding="grid-y-axis")
    step_index: Position | None = option(doc="The step to show, by its position among those logged.", wire="stepIndex")
    media_index: Position | None = option(doc="The picture to show of those logged at one step.", wire="mediaIndex")
    step_stride_length: Count | None = option(doc="Show every so many steps.", wire="stepStrideLength")
    snap_to_existing_step: bool | None = option(
        doc="Show the nearest step that a run logged; only on the server.", wire="snapToExistingStep"
    )
    max_gallery_items: Count | None = option(doc="The greatest number of pictures.", wire="maxGalleryItems")
    max_y_axis_count: Count | None = option(
        doc="The greatest number of rows of a grid; only on the server.", wire="maxYAxisCount"
    )
    page: Position | None = option(doc="The page to begin with, from 0.", wire="page", encoding="media-page")
    actual_size: bool | None = option(doc="Show pictures in their own size; only on the server.", wire="actualSize")
    fit_to_dimension: Literal["width", "height"] | bool | None = option(
        doc="Fit pictures to the panel; only on the server.", wire="fitToDimension"
    )
    pixelated: bool | None = option(
        doc="Show pixels as squares when pictures are enlarged; only on the server.", wire="pixelated"
    )
    tile_layout: dict[str, Any] | None = option(doc="W&B's tile layout, kept as it is.", wire="tileLayout")
    selection: dict[str, Any] | None = option(doc="W&B's selection, kept as it is.", wire="selection")
    molecule_config: dict[str, Any] | None = option(
        doc="W&B's settings of molecules, kept as they are.", wire="moleculeConfig"
    )
    segmentation_mask_config: dict[str, Any] | None = option(
        doc="W&B's settings of masks, kept as they are.", wire="segmentationMaskConfig"
    )
    bounding_box_config: dict[str, Any] | None = option(
        doc="W&B's settings of boxes, kept as they are.", wire="boundingBoxConfig"
    )
