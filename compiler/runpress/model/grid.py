"""Options of a grid of panels, from its `grid` fence."""

from typing import Annotated, Any, ClassVar

from pydantic import Field

from runpress.model.colors import Color
from runpress.model.node import Node, option
from runpress.model.settings import SectionPanelSettings, SmoothingType
from runpress.model.shorts import Alias, ShortForm
from runpress.model.values import No, Texts


class GridPanelSettings(SectionPanelSettings):
    """Settings for the panels of a grid; a panel's own options win."""

    meant_by_weight: ClassVar[SmoothingType | None] = None
    smoothing_type: SmoothingType = option("exponential", doc="How lines are smoothed.", wire="smoothingType")


class GridOptions(Node):
    """How the panels after it stand together, and which run sets they show."""

    example: ClassVar[str] = """\
columns: 2
height: 8
runset: baselines
"""
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Alias("runset", "runsets", "The run set to show, by name: `runset: baselines`."),
        Alias("colors", "custom_run_colors", "Colours by run id or group value: `colors: {cosine: teal}`."),
        Alias("panels_open", "open_viz", "Whether the panels are shown: `panels_open: false`."),
        Alias("open_runset", "active_runset", "The run set whose table stands open: `open_runset: schedules`."),
    )

    columns: Annotated[int, Field(ge=1, le=24)] | None = option(
        doc="How many panels stand side by side where they do not say their width; 3 if left out."
    )
    height: Annotated[int, Field(ge=1, le=100)] | None = option(
        doc="The height in rows of panels that do not say theirs; 6 if left out."
    )
    empty: bool = option(False, doc="A grid without panels: only the table of its runs.")
    runsets: Texts | None = option(
        doc="The run sets to show, by name; the run sets in force if left out.", wire="runSets", encoding="runsets"
    )
    hide_run_sets: bool = option(False, doc="Hide the table of runs below the grid.", wire="hideRunSets")
    active_runset: Annotated[int, Field(ge=0)] | No | str | None = option(
        doc="The run set whose table stands open below the grid, by name or by position from 0; `false` for none. If left out, the server opens the first, the preview none.",
        wire="openRunSet",
        encoding="runset-index",
    )
    open_viz: bool = option(
        True, doc="Whether the panels are shown, or folded away; only on the server.", wire="openViz"
    )
    panel_settings: GridPanelSettings = option(
        GridPanelSettings(),
        doc="Settings that the panels inherit: `panel_settings: {x: Wall Time, max_runs: 5}`.",
        wire="localPanelSettings",
        encoding="settings",
    )
    custom_run_colors: dict[str, Color] | None = option(
        doc="Colours by run id or group value, for this grid alone; they win over those of the run sets.",
        wire="customRunColors",
        encoding="run-colors",
    )
    extra: dict[str, Any] | None = option(
        doc="Keys of W&B's for the grid (its `metadata`) that runpress does not know, kept as they are."
    )
    beside: dict[str, Any] | None = option(
        doc="Keys that W&B keeps beside the grid's `metadata`, kept as they are: `beside: {level: 2}`."
    )
    omit: Texts = option((), doc="Keys that W&B's copy of the grid lacks, by path: `omit: [metadata/openViz]`.")
