"""Options of a workspace section, from its `section` fence. Its name is the heading above."""

from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from runpress.model.node import Node, option
from runpress.model.settings import SectionPanelSettings
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import Texts

__all__ = ["SectionLayoutSettings", "SectionOptions", "SectionPanelSettings"]


class SectionLayoutSettings(Node):
    """How many panels a page of the section shows, and how large they are."""

    example: ClassVar[str] = "columns: 2\nrows: 1\n"
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("gutter", "gutter_width", "The space between panels: `gutter: 0`."),
        Alias("snap", "snap_to_columns", "Whether panels keep to columns: `snap: false`."),
    )

    columns: Annotated[int, Field(ge=1, le=24)] = option(3, doc="Panels side by side.", wire="columnsPerPage")
    rows: Annotated[int, Field(ge=1, le=100)] = option(2, doc="Rows of panels on a page.", wire="rowsPerPage")
    snap_to_columns: bool = option(
        True, doc="Whether panels keep to columns; only on the server.", wire="snapToColumns"
    )
    gutter_width: Annotated[float, Field(ge=0, le=1000)] = option(
        16, doc="The space between panels in pixels; only on the server.", wire="gutterWidth"
    )
    box_width: Annotated[float, Field(ge=0, le=100_000)] = option(
        460,
        doc="The width of a panel in pixels where it does not keep to columns; only on the server.",
        wire="boxWidth",
    )
    box_height: Annotated[float, Field(ge=0, le=100_000)] = option(
        300, doc="The height of a panel in pixels; only on the server.", wire="boxHeight"
    )


class SectionOptions(Node):
    """A section's state, layout and settings."""

    example: ClassVar[str] = """\
open: true
pinned: true
layout: {columns: 2, rows: 1}
panel_settings: {x: Wall Time, smoothing: {type: gaussian, weight: 5}}
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("open", "is_open", "Whether the section stands open: `open: true`."),
        Alias("layout", "layout_settings", "Panels on a page: `layout: {columns: 2, rows: 1}`."),
        Alias("auto", "is_panels_auto", "Whether W&B fills the section by itself: `auto: true`."),
    )

    is_open: bool = option(False, doc="Whether the section stands open.", wire="isOpen")
    pinned: bool = option(False, doc="Whether the section stands before those that are not pinned.", wire="pinned")
    layout_type: Literal["standard", "custom"] = option(
        "standard",
        doc="`standard`: panels follow each other in pages; `custom`: each stands where its `layout` says.",
        wire="type",
        encoding="layout-type",
    )
    layout_settings: SectionLayoutSettings = option(
        SectionLayoutSettings(), doc="How many panels a page of the section shows.", wire="flowConfig", encoding="flow"
    )
    panel_settings: SectionPanelSettings = option(
        SectionPanelSettings(),
        doc="Settings that the section's panels inherit.",
        wire="localPanelSettings",
        encoding="settings",
    )
    sorted: int = option(
        0,
        doc="How W&B sorts the section's panels, as it counts the ways: 0 by hand; only on the server.",
        wire="sorted",
    )
    is_panels_auto: bool | None = option(
        doc="Whether W&B fills the section with panels of metrics by itself; only on the server.", wire="isPanelsAuto"
    )
    default_name: str | None = option(
        doc="The prefix of metrics whose automatic panels come here, where the section has another name; only on the server.",
        wire="defaultName",
    )
    id: str | None = option(doc="The section's id on the server, where it has one.", wire="__id__")
    extra: dict[str, Any] | None = option(
        doc="Keys of W&B's for the section that runpress does not know, kept as they are."
    )
    omit: Texts = option((), doc="Keys that W&B's copy of the section lacks, by path: `omit: [flowConfig/boxWidth]`.")
