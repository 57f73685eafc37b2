"""Figures, panels and grids as HTML fragments, through the theme's templates.

A panel is its frame (title, place, source line) around a body. The body of a figure that the page's
script draws is its data as JSON and, for readers without script, a sentence and a short table;
tables, images, text and cards are plain HTML. Nothing here asks which panel type a figure came from.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from markupsafe import Markup

from runpress.backends.html.escape import own_id
from runpress.figures.figure import (
    BarContent,
    Content,
    Figure,
    LineContent,
    MarkdownContent,
    MediaContent,
    MediaItem,
    Numbers,
    ParallelContent,
    ScatterContent,
)
from runpress.figures.json import as_text
from runpress.figures.wording import number
from runpress.frozen import frozen
from runpress.model.panels.base import Panel
from runpress.themes import Theme

_SUMMARY_ROWS = 20
_DRAWN = frozenset({LineContent.kind, ScatterContent.kind, BarContent.kind, ParallelContent.kind})
_NO_VALUE = "–"  # noqa: RUF001 - a dash is what readers see


@frozen
class Box:
    """A panel's place in the grid of 24 columns, from 0."""

    x: int
    y: int
    w: int
    h: int


@frozen(kw_only=True)
class PanelFrame:
    """What stands around a figure.

    `key` changes with what the panel is, `slot` does not; `src` is where the body is fetched from,
    if it does not stand in the page. Links to the panel hold its `anchor`, or else its key.
    """

    key: str
    slot: str = ""
    anchor: str = ""
    type: str = ""
    title: str = ""
    line: int = 0
    box: Box | None = None
    src: str = ""

    @property
    def id(self) -> str:
        """The element's id."""
        return own_id("figure", self.anchor) if self.anchor else own_id("panel", self.key)


@frozen(kw_only=True)
class GridFrame:
    """What stands around panels: `is_synced` lets figures with the same x axis share their crosshair."""

    key: str
    slot: str = ""
    line: int = 0
    label: str = "Panels"
    is_synced: bool = True

    @property
    def sync(self) -> bool:
        """The name that the template knows."""
        return self.is_synced


@frozen(kw_only=True)
class SectionFrame:
    """A section of a workspace, which folds."""

    key: str
    name: str
    anchor: str
    count: int
    is_open: bool = False
    slot: str = ""
    line: int = 0


def _no_media(item: MediaItem) -> str:
    return item.path


def _as_paragraphs(text: str) -> Markup:
    return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in text.split("\n\n"))


@frozen
class Surroundings:
    """What figures need of the page: where images are found, how Markdown is rendered."""

    media_url: Callable[[MediaItem], str] = field(default=_no_media)
    markdown: Callable[[str], Markup] = field(default=_as_paragraphs)


def render_panel(theme: Theme, frame: PanelFrame, body: Markup | None = None) -> Markup:
    """A panel; without a body its frame alone, whose body the page fetches from `frame.src`."""
    return theme.render("panel.html.j2", frame=frame, body=Markup("") if body is None else body)


def render_grid(theme: Theme, frame: GridFrame, panels: Sequence[Markup], *, runsets: Markup | None = None) -> Markup:
    """Panels in their grid, with the tables of their runs below it."""
    return theme.render("grid.html.j2", grid=frame, panels=panels, runsets=Markup("") if runsets is None else runsets)


def render_section(theme: Theme, frame: SectionFrame, body: Markup) -> Markup:
    """A section of a workspace around its grid."""
    return theme.render("section.html.j2", section=frame, body=body)


def render_body(theme: Theme, figure: Figure, surroundings: Surroundings | None = None) -> Markup:
    """The body of a panel."""
    around = surroundings or Surroundings()
    content = figure.content
    if content.kind in _DRAWN:
        summary = _summary(content)
        return theme.render(
            "figures/drawn.html.j2", figure=figure, content=content, data=figure_data(figure), summary=summary
        )
    more: dict[str, object] = {"data": figure_data(figure)} if content.kind == "scalar" else {}
    if isinstance(content, MarkdownContent):
        more["html"] = around.markdown(content.text)
    if isinstance(content, MediaContent):
        more |= _media(content, around)
    return theme.render(f"figures/{content.kind}.html.j2", figure=figure, content=content, **more)


def figure_data(figure: Figure) -> Markup:
    """The figure as JSON that can stand inside a script element: no text in it can end the element."""
    text = as_text(figure)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return Markup(text)  # noqa: S704 - no character that HTML reads is left


def panel_label(panel: Panel) -> str:
    """The type of a panel as readers see it."""
    return panel.type.replace("-", " ").replace("_", " ").capitalize()


def _media(content: MediaContent, around: Surroundings) -> dict[str, object]:
    # Few pages have images.
    from runpress.backends.html.media import has_all_steps, media_grid, pictures_of

    pictures = pictures_of(content, around.media_url)
    return {
        "pictures": pictures,
        "grid": media_grid(content, pictures) if content.mode == "grid" else None,
        "has_all_steps": has_all_steps(content),
        "keys": len({item.key for item in content.items}),
    }


@frozen
class _SummaryRow:
    label: str
    cells: tuple[str, ...]


@frozen
class _Summary:
    labels: tuple[str, ...]
    rows: tuple[_SummaryRow, ...]
    more: int


def _summary(content: Content) -> _Summary:
    """A few numbers of a drawn figure, for readers who do not see it."""
    match content:
        case LineContent():
            labels: tuple[str, ...] = ("Curve", "Last value")
            rows = [_SummaryRow(curve.label, (_last(curve.y),)) for curve in content.curves if not curve.hidden]
        case ScatterContent():
            axes = [content.x.label or "x", content.y.label or "y"]
            labels = ("Run", *axes)
            rows = [_SummaryRow(dot.label, (number(dot.x), number(dot.y))) for dot in content.dots if not dot.hidden]
        case BarContent():
            labels = (content.category_label or "Run", content.value.label or "Value")
            rows = [_SummaryRow(bar.label, (_shown(bar.value),)) for bar in content.bars if not bar.hidden]
        case ParallelContent():
            labels = ("Run", *(axis.label for axis in content.axes))
            rows = [
                _SummaryRow(line.label, tuple(_on_axis(content, at, value) for at, value in enumerate(line.values)))
                for line in content.lines
                if not line.hidden
            ]
        case _:
            return _Summary((), (), 0)
    return _Summary(labels, tuple(rows[:_SUMMARY_ROWS]), max(0, len(rows) - _SUMMARY_ROWS))


def _last(values: Numbers) -> str:
    return _shown(next((value for value in reversed(values) if value is not None), None))


def _shown(value: float | None) -> str:
    return _NO_VALUE if value is None else number(value)


def _on_axis(content: ParallelContent, at: int, value: float | None) -> str:
    categories = content.axes[at].categories
    if value is not None and content.axes[at].scale == "category" and 0 <= int(value) < len(categories):
        return categories[int(value)]
    return _shown(value)
