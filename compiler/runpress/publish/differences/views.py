"""Two views compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from runpress.model.view import Report, Workspace
from runpress.publish.differences.form import report_form, workspace_form
from runpress.publish.differences.front import front_edits, front_form, visibility_edits
from runpress.publish.differences.reports import changes_of, matched
from runpress.publish.differences.values import Differences
from runpress.publish.differences.workspaces import workspace_changes

Ids = tuple[Sequence[str], Sequence[str]]


def compare_views(old: Report | Workspace, new: Report | Workspace, *, ids: Ids = ((), ())) -> Differences:
    """How the second view differs from the first. Ids and places in files do not count as differences.

    `ids` are those of the panels of both, in the order of the text, where they are known: they help to see
    which panels are the same.
    """
    found = Differences(
        front=front_edits(old.front, new.front),
        visibility=visibility_edits(old.front, new.front),
        form=front_form(old.front, new.front),
    )
    if isinstance(old, Report) and isinstance(new, Report):
        both = matched(old.blocks, new.blocks, ids)
        changes, removals = changes_of(both)
        form = (*found.form, *report_form(both))
    elif isinstance(old, Workspace) and isinstance(new, Workspace):
        changes, removals = workspace_changes(old, new, ids)
        form = (*found.form, *workspace_form(old, new))
    else:
        return found
    return replace(found, changes=tuple(changes), removals=tuple(removals), form=form)
