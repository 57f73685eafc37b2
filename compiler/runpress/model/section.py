"""Options of a workspace section, from its `section` fence. Its name is the heading above."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field

from runpress.model.node import Node, option
from runpress.model.settings import SectionPanelSettings
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import Texts

__all__ = ["SectionLayoutSettings", "SectionOptions", "SectionPanelSettings"]


class SectionLayoutSettings(Node):
    """How many panels a page of the section shows."""

    columns: Annotated[int, Field(ge=1, le=24)] = option(3, doc="Panels side by side.", wire="columnsPerPage")
    rows: Annotated[int, Field(ge=1, le=100)] = option(2, doc="Rows of panels on a page.", wire="rowsPerPage")


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
    )

    is_open: bool = option(False, doc="Whether the section stands open.", wire="isOpen")
    pinned: bool = option(False, doc="Whether the section stands before those that are not pinned.", wire="pinned")
    layout_settings: SectionLayoutSettings = option(
        SectionLayoutSettings(), doc="How many panels a page of the section shows.", wire="flowConfig", encoding="flow"
    )
    panel_settings: SectionPanelSettings = option(
        SectionPanelSettings(),
        doc="Settings that the section's panels inherit.",
        wire="localPanelSettings",
        encoding="settings",
    )
    id: str | None = option(doc="The section's id on the server, where it has one.", wire="__id__")
    extra: dict[str, Any] | None = option(
        doc="Keys of W&B's for the section that runpress does not know, kept as they are."
    )
    omit: Texts = option((), doc="Keys that W&B's copy of the section lacks, by path: `omit: [flowConfig/boxWidth]`.")
