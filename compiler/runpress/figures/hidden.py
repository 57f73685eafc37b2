"""Which runs of a run set are hidden from the start: single ones, whole groups, runs of a group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from runpress.data.protocol import Run
from runpress.model.keys import Key
from runpress.model.runset import Runset, SelectedGroup, SelectedItem


def is_hidden(run: Run, runset: Runset) -> bool:
    """Whether a reader must ask for the run before it is drawn."""
    if not runset.enabled:
        return True
    if runset.selection_tree is not None:
        return _is_listed(run, runset.selection_tree, runset.groupby) == (runset.selection == "all")
    settings = runset.run_settings.get(run.id)
    return settings.disabled if settings else runset.selection == "none"


def _is_listed(run: Run, items: Sequence[SelectedItem], groups: Sequence[Key]) -> bool:
    value = run.value(groups[0]) if groups else None
    for item in items:
        if isinstance(item, SelectedGroup):
            if groups and _is_same(value, item.value) and _is_listed(run, item.children, groups[1:]):
                return True
        elif item == run.id or (groups and _is_same(value, item)):
            return True
    return False


def _is_same(value: Any, group: SelectedItem) -> bool:
    """Whether a run's value is that of a group, which W&B may keep as text."""
    if isinstance(value, bool) or isinstance(group, bool):
        return value is group or str(value).lower() == group
    return value is not None and (value == group or str(value) == group)
