"""Colours that authors gave by run or group, and that nothing has: often a value is misspelt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import runsets as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.figures import Selection
from runpress.figures.author_colors import AuthorColors, names_of
from runpress.figures.groups import group_key, group_values, value_text
from runpress.figures.selection import RunsetSelection
from runpress.model.blocks import PanelGrid
from runpress.model.group_paths import path_text
from runpress.model.keys import Key
from runpress.source import Span

_GRIDS_OWN = "{"
"""How a grid's colour begins that names groups of a run set in W&B's words."""


class ColorChecker:
    """The colours of one document. What one grid does not have, another may: run sets stay in force."""

    def __init__(self) -> None:
        self._missing: dict[Span, tuple[str, set[str]]] = {}
        self._found: set[Span] = set()

    def look(self, grid: PanelGrid, selection: Selection) -> None:
        """Look for the colours of a grid and of its run sets among the runs of their projects, and their groups."""
        asked = [*_of_runsets(grid), *_of_grid(grid)]
        if not asked:
            return
        groupings = (getattr(panel, "groupby", None) for panel in grid.panels)
        panels = [key for key in groupings if isinstance(key, Key)]
        parts = [_Part(part, panels) for part in selection.runsets]
        for span, text in asked:
            if any(part.has(text) for part in parts):
                self._found.add(span)
            elif any(part.selection.everyone for part in parts):
                names = self._missing.setdefault(span, (text, set()))[1]
                names.update(*(part.names() for part in parts))

    def findings(self) -> Iterator[Diagnostic]:
        """A warning for each colour that no grid uses."""
        for span, (text, names) in self._missing.items():
            if span not in self._found:
                message = f"no run and no group is called `{text}`"
                yield codes.UNKNOWN_COLORED.at(span, message, label=did_you_mean(text, names), help=_WHAT)


_WHAT = "colours are given by the id, name or tag of a run, or by the value by which runs are grouped"


class _Part:
    """The runs of one project, and the groups that a run set or a panel makes of them."""

    def __init__(self, selection: RunsetSelection, panels: Sequence[Key]) -> None:
        self.selection = selection
        groupings = [selection.runset.groupby, *((key,) for key in panels)]
        found: dict[str, tuple[tuple[Any, ...], int]] = {}
        for keys in filter(None, groupings):
            for run in selection.everyone:
                values = group_values(run, keys)
                for end in range(1, len(values) + 1):  # W&B's editor colours an outer group, too
                    found.setdefault(group_key(values[:end]), (values[:end], len(keys)))
        self._groups = tuple(found.values())
        self._runs: set[str | None] = {settings.name for settings in selection.runset.run_settings.values()}
        self._runs.update(*map(names_of, selection.everyone))

    def has(self, text: str) -> bool:
        """Whether something of this name can have a colour."""
        colors = AuthorColors({text: text})
        return text in self._runs or any(colors.of_group(values) for values, _ in self._groups)

    def names(self) -> Iterator[str]:
        """What may be meant."""
        if self._groups:
            yield from (path_text(map(value_text, values), keys) for values, keys in self._groups)
            return
        for run in self.selection.everyone:
            yield from filter(None, (run.id, run.name))


class _Said(NamedTuple):
    span: Span
    text: str


def _of_runsets(grid: PanelGrid) -> Iterator[_Said]:
    for runset in grid.runsets:
        for text in runset.custom_run_colors:
            span = runset.key_span("custom_run_colors", text)
            if span is not None:
                yield _Said(span, text)


def _of_grid(grid: PanelGrid) -> Iterator[_Said]:
    for text in grid.options.custom_run_colors or ():
        span = grid.options.key_span("custom_run_colors", text)
        if span is not None and not text.startswith(_GRIDS_OWN):
            yield _Said(span, text)
