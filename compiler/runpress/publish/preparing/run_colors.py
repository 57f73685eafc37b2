"""Colours that a document gives to runs by name, tag or group: W&B stores them by the ids of runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from runpress.client.runs import RunName
from runpress.model.blocks import Block, PanelGrid
from runpress.model.runset import Runset
from runpress.model.view import Report, Workspace
from runpress.publish.views.targets import Target

RunsOf: TypeAlias = Callable[[str, str], Sequence[RunName]]
"""The runs of a project, by entity and name."""


def with_run_colors(view: Report | Workspace, target: Target, runs_of: RunsOf) -> Report | Workspace:
    """The view with colours by ids of runs, in run sets that do not group. Keys that no run has stay as they are.

    The server is asked only where a document gives such colours.
    """
    if isinstance(view, Workspace):
        runset = _colored(view.runset, target, runs_of)
        return view if runset is view.runset else replace(view, runset=runset)
    blocks = tuple(_block(block, target, runs_of) for block in view.blocks)
    changed = any(new is not old for new, old in zip(blocks, view.blocks, strict=True))
    return replace(view, blocks=blocks) if changed else view


def _block(block: Block, target: Target, runs_of: RunsOf) -> Block:
    if not isinstance(block, PanelGrid):
        return block
    runsets = tuple(_colored(runset, target, runs_of) for runset in block.runsets)
    changed = any(new is not old for new, old in zip(runsets, block.runsets, strict=True))
    return replace(block, runsets=runsets) if changed else block


def _colored(runset: Runset, target: Target, runs_of: RunsOf) -> Runset:
    colors = runset.custom_run_colors
    if not colors or runset.groupby:
        return runset
    entity, _, project = (runset.project or target.path).rpartition("/")
    by_id = colors_by_id(colors, runs_of(runset.entity or entity or target.entity, project))
    return runset if by_id == colors else runset.model_copy(update={"custom_run_colors": by_id})


def colors_by_id(colors: Mapping[str, str], runs: Sequence[RunName]) -> dict[str, str]:
    """Colours by the ids of runs: what is given by id counts more than a name, a name more than a tag, that more than
    a group, as in the preview.
    """
    found: dict[str, str] = {}
    meant: set[str] = set()
    ids = {run.id for run in runs}
    for run in sorted(runs, key=lambda run: run.id):
        tag = next((key for key in colors if key in run.tags), None)
        key = next((key for key in (run.id, run.name, tag, run.group) if key and key in colors), None)
        if key is not None:
            found[run.id] = colors[key]
            meant.add(key)
    left = {key: color for key, color in colors.items() if key not in meant or key in ids}
    return {**left, **found}
