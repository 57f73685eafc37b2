"""Figures: what a panel becomes, once its data is there. Every back end draws these and never asks
which panel type they came from.

A figure is data only. `as_json` gives the form that the page's script draws; its keys are the field
names below in camelCase, `None` is left out, numbers have six significant digits, and missing numbers
(NaN, infinities) are null. `themes/default/src/figure.ts` mirrors these types.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, TypeAlias

from runpress.figures.comparison import ComparerContent
from runpress.frozen import frozen

Numbers: TypeAlias = Sequence[float | None]
ScaleKind: TypeAlias = Literal["linear", "log", "time", "duration"]
Dash: TypeAlias = Literal["solid", "dashed", "dotted", "dotdash", "dotdotdash", "points"]


@frozen
class Axis:
    """A quantitative axis. `low` and `high` are the author's limits; None means: as the data has it.

    `time` values are seconds since 1970, `duration` values are seconds.
    """

    label: str = ""
    scale: ScaleKind = "linear"
    low: float | None = None
    high: float | None = None


@frozen
class Legend:
    """Where the legend stands; a figure without one has none."""

    position: Literal["north", "south", "east", "west"] = "north"


@frozen
class Smoothing:
    """How the shown values were smoothed; `kind` is W&B's name. The page's slider starts here."""

    kind: Literal["exponentialTimeWeighted", "exponential", "gaussian", "average", "none"] = "none"
    weight: float = 0.0
    show_original: bool = True


@frozen
class Members:
    """The runs of a group's curve one by one, so that the page can take together those that are shown."""

    x: int
    """Index into the figure's `xs`."""
    runs: tuple[str, ...]
    y: tuple[Numbers, ...]
    """Their values before smoothing; `low` and `high` where the band is made of the extremes of buckets."""
    low: tuple[Numbers, ...] = ()
    high: tuple[Numbers, ...] = ()
    hidden: tuple[str, ...] = ()
    """Those that the author hid: they count once a reader shows them."""


@frozen
class Curve:
    """One curve of a line figure: a run's metric, or a group's aggregate with its band."""

    id: str
    """Unique in the figure, stable between builds."""
    label: str
    color: str
    """CSS colour."""
    x: int
    """Index into the figure's `xs`."""
    y: Numbers
    """The values to draw, smoothed if the figure says so."""
    runs: tuple[str, ...] = ()
    """The runs it shows, as `SelectedRun.ref` names them: one, or the members of a group."""
    group: str = ""
    """The group's key where runs are grouped, as the run list has it."""
    metric: str = ""
    original: Numbers | None = None
    """The values before smoothing, where they differ."""
    low: Numbers | None = None
    high: Numbers | None = None
    """The band: a group's spread, or the least and greatest value of each bucket."""
    dash: Dash = "solid"
    width: float = 1.5
    points: int = 0
    """How many logged points it stands for."""
    hidden: bool = False
    """Not drawn until a reader shows its run: the author hid it."""
    crosshair: str = ""
    """What the crosshair shows in place of the label and value; the page fills in `${x}`, `${y}`,
    `${original}`, `${mean}`, `${min}`, `${max}` and `${stddev}`. Empty: label and value."""
    members: Members | None = None
    """None where a curve has one run, and where these would be too many numbers."""


@frozen
class LineContent:
    """Curves over a shared x axis. Curves with the same x values share one array in `xs`."""

    kind: ClassVar[str] = "lines"
    x: Axis
    y: Axis
    xs: tuple[Numbers, ...] = ()
    curves: tuple[Curve, ...] = ()
    plot: Literal["line", "stacked-area", "pct-area"] = "line"
    legend: Legend | None = None
    smoothing: Smoothing = Smoothing()
    x_key: str = ""
    """What x is; figures of one grid with the same key share their crosshair."""
    aggregate: str = "mean"
    area: str = "minmax"
    """What makes the band of several runs, as `aggregate` makes their curve."""
    limits: tuple[float, float] | None = None
    """The range outside of which values were left out as outliers."""


@frozen
class Dot:
    """One run in a scatter figure."""

    run: str
    label: str
    color: str
    x: float
    y: float
    z: float | None = None
    group: str = ""
    hidden: bool = False


@frozen
class Rule:
    """A derived line in a scatter figure: a running minimum, a regression."""

    label: str
    x: Numbers
    y: Numbers


@frozen
class GradientStop:
    """A colour at an offset from 0 to 100."""

    offset: float
    color: str


@frozen
class ScatterContent:
    """Dots over two axes; a third value may colour them."""

    kind: ClassVar[str] = "dots"
    x: Axis
    y: Axis
    z: Axis | None = None
    dots: tuple[Dot, ...] = ()
    rules: tuple[Rule, ...] = ()
    gradient: tuple[GradientStop, ...] = ()


@frozen
class Bar:
    """One bar, box or violin. `value` is drawn as the bar; the others as its plot type asks."""

    id: str
    label: str
    color: str
    value: float | None
    runs: tuple[str, ...] = ()
    group: str = ""
    metric: str = ""
    low: float | None = None
    high: float | None = None
    quartiles: tuple[float, float, float, float, float] | None = None
    """Lower whisker, first quartile, median, third quartile, upper whisker."""
    outliers: tuple[float, ...] = ()
    density: tuple[tuple[float, float], ...] = ()
    """Violin outline: (value, density from 0 to 1)."""
    values: tuple[tuple[str, float], ...] = ()
    """(run, value) of what it was made of; `hidden_values` of runs that the author hid."""
    hidden_values: tuple[tuple[str, float], ...] = ()
    hidden: bool = False


@frozen
class BarContent:
    """Bars, boxes or violins over one value axis."""

    kind: ClassVar[str] = "bars"
    value: Axis
    category_label: str = ""
    bars: tuple[Bar, ...] = ()
    plot: Literal["bar", "boxplot", "violin"] = "bar"
    orientation: Literal["horizontal", "vertical"] = "horizontal"
    aggregate: str = "mean"
    area: str = "none"
    """What makes the whiskers of several runs, as `aggregate` makes their bar."""


@frozen
class ScalarPart:
    """The number of one group, beside that of all runs."""

    label: str
    color: str
    value: float
    text: str
    group: str = ""
    runs: tuple[str, ...] = ()


@frozen
class ScalarContent:
    """One number, with what it was made of, so that the page can leave out hidden runs."""

    kind: ClassVar[str] = "scalar"
    label: str
    value: float | None
    text: str
    """The value as it is shown."""
    low: float | None = None
    high: float | None = None
    aggregate: str = "mean"
    values: tuple[tuple[str, float], ...] = ()
    """(run, value) of each run that has one; `hidden_values` of those that the author hid."""
    hidden_values: tuple[tuple[str, float], ...] = ()
    scale: ScaleKind = "linear"
    font_size: str = "auto"
    parts: tuple[ScalarPart, ...] = ()
    """A number a group, where runs are grouped."""
    head: str = ""
    """What the number is, `mean val_loss`, to say of how many runs; empty where the label is the author's."""


@frozen
class ParallelAxis:
    """One axis of a parallel coordinates figure; `categories` where values are texts."""

    label: str
    scale: Literal["linear", "log", "category"] = "linear"
    inverted: bool = False
    categories: tuple[str, ...] = ()


@frozen
class ParallelLine:
    """One run over all axes: numbers, an index into `categories`, or None."""

    run: str
    label: str
    color: str
    values: Numbers
    group: str = ""
    hidden: bool = False


@frozen
class ParallelContent:
    """Runs as lines over vertical axes."""

    kind: ClassVar[str] = "parallel"
    axes: tuple[ParallelAxis, ...] = ()
    lines: tuple[ParallelLine, ...] = ()
    gradient: tuple[GradientStop, ...] = ()
    """Where set, lines are coloured by the last axis."""


@frozen
class TableColumn:
    """A column of a table of runs."""

    key: str
    label: str
    numeric: bool = False
    pinned: bool = False
    sort: Literal["ascending", "descending"] | None = None


@frozen
class TableRow:
    """A run or a group of runs; `cells` are texts, one a column."""

    run: str
    label: str
    color: str
    cells: tuple[str, ...]
    group: str = ""
    runs: tuple[str, ...] = ()
    differs: bool = False
    """In a comparer, whether the values of this row are not all the same."""
    hidden: bool = False
    """Not shown until a reader shows its run: the author hid it."""


@frozen
class TableContent:
    """A table of runs."""

    kind: ClassVar[str] = "table"
    columns: tuple[TableColumn, ...] = ()
    rows: tuple[TableRow, ...] = ()


@frozen
class MediaItem:
    """One image of one run at one step; `path` is the data's, absolute on this machine: a back end gives it
    an address that readers can reach, and never shows it.
    """

    run: str
    label: str
    color: str
    key: str
    step: int
    index: int
    path: str
    caption: str = ""
    width: int = 0
    height: int = 0
    hidden: bool = False
    """Not shown until a reader shows its run: the author hid it."""


@frozen
class MediaContent:
    """Images of runs, by step."""

    kind: ClassVar[str] = "media"
    items: tuple[MediaItem, ...] = ()
    columns: int = 0
    """Columns of the gallery; 0 lets the width decide."""
    mode: Literal["gallery", "grid"] = "gallery"
    x_axis: str = "step"
    y_axis: str = "run"


@frozen
class MarkdownContent:
    """A panel of prose; the back end renders the Markdown as it renders a document's."""

    kind: ClassVar[str] = "markdown"
    text: str


@frozen
class CardContent:
    """A panel that only W&B draws: what it is, and what is in it."""

    kind: ClassVar[str] = "card"
    type_label: str
    text: str
    details: tuple[tuple[str, str], ...] = ()


@frozen
class EmptyContent:
    """Why there is nothing to show: "0 of 12 runs log `val/acuracy`; 12 log `val/accuracy`"."""

    kind: ClassVar[str] = "empty"
    reason: str
    hint: str = ""


Content: TypeAlias = (
    LineContent
    | ScatterContent
    | BarContent
    | ScalarContent
    | ParallelContent
    | TableContent
    | ComparerContent
    | MediaContent
    | MarkdownContent
    | CardContent
    | EmptyContent
)


@frozen
class Figure:
    """What a panel shows."""

    content: Content
    title: str = ""
    alt: str = ""
    """The text alternative: the author's, or a generated sentence."""
    notes: tuple[str, ...] = ()
    """What a reader must know of the data: sampling, limits, missing runs."""
