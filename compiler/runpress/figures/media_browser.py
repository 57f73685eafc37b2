"""Media browser: the images that runs logged, as a gallery along one axis or a grid along two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from runpress.data.protocol import Data, Media, MediaQuery, Query
from runpress.figures import reasons, wording
from runpress.figures.figure import EmptyContent, Figure, MediaContent, MediaItem
from runpress.figures.selection import SelectedRun, Selection
from runpress.model.panels.media_browser import MediaBrowserPanel

MOST_ITEMS = 2000
"""More images than a page can hold; the author's `max_gallery_items` may ask for less."""


def queries(panel: MediaBrowserPanel, selection: Selection) -> tuple[Query, ...]:
    """The images under the panel's keys, one query a project."""
    ids = reasons.by_project(selection.runs)
    return tuple(MediaQuery(project, runs, panel.media_keys) for project, runs in ids.items())


def figure(panel: MediaBrowserPanel, selection: Selection, data: Data) -> Figure:
    """The images, by the order of runs, then key, step and index."""
    runs = selection.runs
    if not runs:
        return Figure(reasons.no_runs(selection, data))
    found = _found(panel, runs, data)
    if not found:
        return Figure(_why_empty(panel, runs, data))
    items = _chosen(panel, [_item(media, run) for run, media in found])
    notes: tuple[str, ...] = ()
    if len(items) > (most := min(panel.max_gallery_items or MOST_ITEMS, MOST_ITEMS)):
        notes = (f"{wording.count(most, 'image')} of {wording.grouped(str(len(items)))} shown",)
        items = items[:most]
    content = MediaContent(
        items=tuple(items),
        columns=panel.num_columns or 0,
        mode=_mode_of(panel),
        x_axis=(panel.grid_x_axis or "step") if _mode_of(panel) == "grid" else (panel.gallery_axis or "step"),
        y_axis=panel.grid_y_axis or ("run" if panel.grid_x_axis != "run" else "step"),
    )
    return Figure(content, alt=_alt(items), notes=notes)


def _mode_of(panel: MediaBrowserPanel) -> Literal["gallery", "grid"]:
    """A gallery or a grid: what the author says, else what the axes tell."""
    if panel.mode is not None and panel.mode != "auto":
        return panel.mode
    return "grid" if (panel.grid_x_axis or panel.grid_y_axis) and not panel.gallery_axis else "gallery"


def _found(panel: MediaBrowserPanel, runs: Sequence[SelectedRun], data: Data) -> list[tuple[SelectedRun, Media]]:
    found: list[tuple[SelectedRun, Media]] = []
    for project, ids in reasons.by_project(runs).items():
        own = {run.run.id: run for run in runs if run.run.project == project}
        place = {run: at for at, run in enumerate(ids)}
        media = [item for item in data.media(MediaQuery(project, ids, panel.media_keys)) if item.run in own]
        media.sort(key=lambda item: (place[item.run], item.key, item.step, item.index))
        found += [(own[item.run], item) for item in media]
    return found


def _item(media: Media, run: SelectedRun) -> MediaItem:
    return MediaItem(
        run=run.ref,
        label=run.label,
        color=run.color,
        key=media.key,
        step=media.step,
        index=media.index,
        path=media.path,
        caption=media.caption,
        width=media.width,
        height=media.height,
    )


def _chosen(panel: MediaBrowserPanel, items: list[MediaItem]) -> list[MediaItem]:
    """What the author asks to see: one index of a step, every so many steps, one step."""
    if panel.media_index is not None:
        items = [item for item in items if item.index == panel.media_index] or items
    steps = sorted({item.step for item in items})
    if panel.step_index is not None and not panel.gallery_axis and not panel.grid_x_axis:
        wanted = {steps[min(panel.step_index, len(steps) - 1)]}
    else:
        wanted = set(steps[:: panel.step_stride_length or 1])
    return [item for item in items if item.step in wanted]


def _why_empty(panel: MediaBrowserPanel, runs: Sequence[SelectedRun], data: Data) -> EmptyContent:
    counts: dict[str, set[str]] = {}
    for project, ids in reasons.by_project(runs).items():
        for item in data.media(MediaQuery(project, ids, ())):
            counts.setdefault(item.key, set()).add(f"{project}/{item.run}")
    found = {key: len(having) for key, having in counts.items()}
    return reasons.no_metric(panel.media_keys or ("images",), runs, found, what="image")


def _alt(items: Sequence[MediaItem]) -> str:
    runs = wording.count(len({item.run for item in items}), "run")
    keys = wording.listed(dict.fromkeys(item.key for item in items))
    steps = sorted({item.step for item in items})
    when = f"step {wording.number(steps[0])}"
    if len(steps) > 1:
        when = f"steps {wording.number(steps[0])} to {wording.number(steps[-1])}"
    return f"{wording.count(len(items), 'image')} of {keys}, {runs}, {when}"
