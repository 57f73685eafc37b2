"""Figures made by hand, and pages of them, for tests of what the browser does."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from markupsafe import Markup

from runpress.backends.html.figures import (
    Box,
    GridFrame,
    PanelFrame,
    Surroundings,
    render_body,
    render_grid,
    render_panel,
)
from runpress.backends.html.policy import site_policy
from runpress.figures.comparison import ComparerContent, ComparerRow
from runpress.figures.figure import (
    Axis,
    Bar,
    BarContent,
    CardContent,
    Curve,
    Dot,
    EmptyContent,
    Figure,
    Legend,
    LineContent,
    MarkdownContent,
    MediaContent,
    MediaItem,
    ParallelAxis,
    ParallelContent,
    ParallelLine,
    Rule,
    ScalarContent,
    ScatterContent,
    Smoothing,
    TableColumn,
    TableContent,
    TableRow,
)
from runpress.themes import Theme, load_theme

COLORS = ("#2f6fd0", "#d9822b", "#1f9a6e", "#c0498b", "#7a5cc4", "#8b6f3d", "#3aa0b8", "#b5443c")
RUNS = tuple(f"acme/demo/run{number}" for number in range(8))
LABELS = tuple(f"cosine-lr{number}e-3" for number in range(8))


def wave(number: int, points: int = 200) -> list[float]:
    """A falling curve with ripples, another for each number; the same each time."""
    return [
        round(
            (1.2 + 0.1 * number) * math.exp(-3 * at / points)
            + 0.05 * math.sin(at / (3 + number))
            + 0.05 * number
            + 0.1,
            6,
        )
        for at in range(points)
    ]


def curve(number: int, **changes: Any) -> Curve:
    base = Curve(
        id=f"c{number}",
        label=LABELS[number % 8],
        color=COLORS[number % 8],
        x=0,
        y=wave(number),
        runs=(RUNS[number % 8],),
        metric="val_loss",
        points=200,
    )
    return replace(base, **changes)


def lines(number: int = 4, *, title: str = "Validation loss", **changes: Any) -> Figure:
    content = LineContent(
        x=Axis("Step"),
        y=Axis("val_loss"),
        xs=(list(range(200)),),
        curves=tuple(curve(at) for at in range(number)),
        legend=Legend(),
        x_key="_step",
    )
    return Figure(
        replace(content, **changes),
        title=title,
        alt=f"{number} runs, lowest val_loss 0.031 at step 190.",
        notes=("1 000 of 120 000 points, bucketed",),
    )


def dots(**changes: Any) -> Figure:
    content = ScatterContent(
        x=Axis("lr", scale="log"),
        y=Axis("val_acc"),
        z=Axis("epochs"),
        dots=tuple(
            Dot(RUNS[n], LABELS[n], COLORS[n], 10 ** (-4 + n / 3), 0.7 + 0.03 * n - 0.004 * n * n, 5.0 + n)
            for n in range(8)
        ),
        rules=(Rule("running max", [1e-4, 1e-3, 1e-2], [0.7, 0.75, 0.756]),),
    )
    return Figure(replace(content, **changes), title="Accuracy by learning rate", alt="8 runs, highest val_acc 0.756.")


def bars(plot: str = "bar", orientation: str = "horizontal") -> Figure:
    content = BarContent(
        value=Axis("val_acc"),
        bars=tuple(
            Bar(
                id=f"b{n}",
                label=LABELS[n],
                color=COLORS[n],
                value=0.6 + 0.04 * n,
                runs=(RUNS[n],),
                low=0.55 + 0.04 * n if n % 2 else None,
                high=0.66 + 0.04 * n if n % 2 else None,
                quartiles=(0.5 + 0.03 * n, 0.55 + 0.03 * n, 0.6 + 0.03 * n, 0.66 + 0.03 * n, 0.72 + 0.03 * n),
                outliers=(0.42 + 0.03 * n,),
                density=tuple((0.45 + 0.03 * n + at / 40, math.sin(math.pi * at / 12)) for at in range(13)),
            )
            for n in range(6)
        ),
        plot=plot,  # type: ignore[arg-type]
        orientation=orientation,  # type: ignore[arg-type]
    )
    return Figure(content, title=f"{plot} {orientation}".capitalize(), alt="6 runs, highest 0.8.")


def parallel() -> Figure:
    content = ParallelContent(
        axes=(
            ParallelAxis("schedule", "category", categories=("cosine", "step", "constant")),
            ParallelAxis("lr", "log"),
            ParallelAxis("val_acc"),
        ),
        lines=tuple(
            ParallelLine(RUNS[n], LABELS[n], COLORS[n], [n % 3, 10 ** (-4 + n / 3), 0.7 + 0.02 * n]) for n in range(8)
        ),
    )
    return Figure(content, title="Parameters", alt="8 runs over 3 axes.")


def scalar() -> Figure:
    content = ScalarContent(
        label="mean of val_acc, 3 runs", value=0.8, text="0.8", values=((RUNS[0], 0.7), (RUNS[1], 0.8), (RUNS[2], 0.9))
    )
    return Figure(content, title="Accuracy", alt="Mean val_acc 0.8 over 3 runs.")


def table() -> Figure:
    content = TableContent(
        columns=(
            TableColumn("name", "Name", pinned=True),
            TableColumn("summary.val_acc", "val_acc", numeric=True),
            TableColumn("state", "State"),
        ),
        rows=tuple(
            TableRow(RUNS[n], LABELS[n], COLORS[n], (LABELS[n], f"{0.9 - 0.1 * (n % 3):.1f}", "finished"))
            for n in range(6)
        ),
    )
    return Figure(content, title="Runs", alt="6 runs.")


def comparer(*, diff_only: bool = False) -> Figure:
    content = ComparerContent(
        runs=tuple((RUNS[n], LABELS[n], COLORS[n]) for n in range(3)),
        rows=(
            ComparerRow("config", "lr", ("0.1", "0.01", "0.001"), differs=True),
            ComparerRow("config", "batch_size", ("64", "64", "64"), differs=False),
            ComparerRow("summary", "val_acc", ("0.7", "0.8", "0.9"), differs=True),
        ),
        diff_only=diff_only,
    )
    return Figure(content, title="Compare", alt="3 runs, 2 of 3 keys differ.")


PIXEL = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def media() -> Figure:
    items = tuple(
        MediaItem(RUNS[n], LABELS[n], COLORS[n], "samples", step, 0, f"{n}-{step}.png", caption=f"digit {n}")
        for n in range(4)
        for step in (0, 10, 20)
    )
    return Figure(MediaContent(items), title="Samples", alt="12 images of 4 runs.")


def card() -> Figure:
    return Figure(
        CardContent(
            "Parameter importance",
            "Only W&B draws it.",
            (("With respect to", "val_loss"),),
        ),
        title="Importance",
        alt="Parameter importance.",
    )


def empty() -> Figure:
    return Figure(
        EmptyContent("0 of 12 runs log `val/acuracy`; 12 log `val/accuracy`", "did you mean `val/accuracy`?"),
        title="Accuracy",
        alt="Nothing to show.",
    )


def text() -> Figure:
    return Figure(MarkdownContent("Cosine *wins*."), title="", alt="Cosine wins.")


def smoothed() -> Figure:
    return lines(
        2,
        curves=tuple(curve(n, y=[v * 0.9 for v in wave(n)], original=wave(n)) for n in range(2)),
        smoothing=Smoothing("gaussian", 4.0),
    )


def every_kind() -> list[Figure]:
    return [
        lines(),
        dots(),
        bars(),
        parallel(),
        scalar(),
        table(),
        comparer(),
        media(),
        card(),
        empty(),
        text(),
        bars("boxplot", "vertical"),
        bars("violin"),
    ]


@dataclass(frozen=True)
class TestPage:
    """A page on disk."""

    __test__ = False

    path: Path

    @property
    def url(self) -> str:
        return self.path.as_uri()


def surroundings() -> Surroundings:
    return Surroundings(media_url=lambda _item: PIXEL, markdown=lambda source: Markup("<p>{}</p>").format(source))


def panel(  # noqa: PLR0913 - what stands around a figure is many small things
    theme: Theme,
    figure: Figure,
    at: int,
    *,
    key: str = "",
    slot: str = "",
    line: int = 0,
    width: int = 8,
    height: int = 6,
    src: str = "",
) -> Markup:
    per_row = 24 // width
    frame = PanelFrame(
        key=key or f"k{at}",
        slot=slot or f"grid-1/panel-{at}",
        type="Panel",
        title=figure.title,
        line=line,
        box=Box((at % per_row) * width, at // per_row * height, width, height),
        src=src,
    )
    return render_panel(theme, frame, None if src else render_body(theme, figure, surroundings()))


def grid(
    theme: Theme,
    figures: Sequence[Figure],
    *,
    key: str = "g",
    slot: str = "grid-1",
    runsets: Markup | None = None,
    **options: Any,
) -> Markup:
    panels = [
        panel(theme, figure, at, key=f"{key}-{at}", slot=f"{slot}/panel-{at}", **options)
        for at, figure in enumerate(figures)
    ]
    return render_grid(theme, GridFrame(key=key, slot=slot), panels, runsets=runsets)


def page_html(theme: Theme, content: Markup, *, assets: dict[str, Any], **changes: Any) -> Markup:
    context: dict[str, Any] = {
        "site": {"name": "Digits", "home": "index.html", "description": ""},
        "page": {
            "title": "Cosine beats step decay",
            "description": "24 runs, four learning-rate schedules.",
            "authors": ["Ada Lovelace", "Alan Turing"],
            "date": "2026-11-21",
            "kind": "report",
            "width": "readable",
            "path": "report.md",
            "language": "en",
        },
        "nav": [
            {
                "title": "Home",
                "href": "index.html",
                "is_active": True,
                "is_open": False,
                "is_folder": False,
                "children": [],
            },
            {
                "title": "Guide",
                "href": "",
                "is_active": False,
                "is_open": True,
                "is_folder": True,
                "children": [
                    {
                        "title": "Filters",
                        "href": "f.html",
                        "is_active": False,
                        "is_open": False,
                        "is_folder": False,
                        "children": [],
                    }
                ],
            },
        ],
        "toc": [
            {
                "title": "Validation",
                "anchor": "validation",
                "children": [{"title": "Loss", "anchor": "loss", "children": []}],
            }
        ],
        "content": content,
        "sidebar": Markup(""),
        "findings": Markup(""),
        "previous": None,
        "next": {"title": "Filters", "href": "f.html"},
        "assets": assets,
        "policy": site_policy(),
        "search": {
            "index": "",
            "inline": Markup(  # noqa: S704 - our own text
                json.dumps(
                    {
                        "documents": [
                            {
                                "title": "Cosine report",
                                "href": "r.html",
                                "text": "About schedules",
                                "headings": [{"title": "Validation loss", "anchor": "v"}],
                            }
                        ]
                    }
                )
            ),
        },
        "root": "",
        "live": None,
    }
    for name, value in changes.items():
        context[name] = (
            {**context[name], **value} if isinstance(value, dict) and isinstance(context[name], dict) else value
        )
    return theme.render("page.html.j2", **context)


def write_page(
    folder: Path, content: Markup, *, name: str = "page.html", theme: Theme | None = None, **changes: Any
) -> TestPage:
    """Write a page with its assets beside it, as a static site has them."""
    theme = theme or load_theme()
    for asset, body in theme.assets.items():
        (folder / asset).write_bytes(body)
    assets = {"style": "theme.css", "early": "early.js", "script": "page.js", "icon": "favicon.svg", "is_inline": False}
    path = folder / name
    path.write_text(page_html(theme, content, assets=assets, **changes), encoding="utf-8")
    return TestPage(path)
