"""The runs that a grid shows: its run sets, asked of the data, with colours and groups.

Made once a grid; every figure of the grid draws from it.
"""

from __future__ import annotations

from runpress.data.protocol import Run
from runpress.frozen import frozen
from runpress.model.runset import Runset


@frozen
class SelectedRun:
    """A run as figures show it."""

    run: Run
    label: str
    color: str
    """CSS colour: the author's, else stable by run id and safe for colour-blind readers."""
    group: str = ""
    """The key of its group; empty where runs are not grouped."""
    hidden: bool = False

    @property
    def ref(self) -> str:
        """How figures and elements name the run, in all projects: `entity/project/id`, without spaces."""
        return f"{self.run.project}/{self.run.id}".replace(" ", "%20")


@frozen
class Group:
    """Runs with the same values of the grouping keys."""

    key: str
    """Unique in the run set, stable between builds."""
    label: str
    color: str
    values: tuple[object, ...]
    members: tuple[SelectedRun, ...]


@frozen
class RunsetSelection:
    """One run set with its runs, in its order; `groups` is empty where runs are not grouped."""

    runset: Runset
    runs: tuple[SelectedRun, ...]
    groups: tuple[Group, ...] = ()
    total: int = 0
    """How many runs the project has before filters."""
    project: str | None = None
    """The project that was asked; None means all."""
    everyone: tuple[Run, ...] = ()
    """All runs of the project: colours of groups do not depend on which of them are chosen."""


@frozen
class Selection:
    """All run sets of a grid."""

    runsets: tuple[RunsetSelection, ...]

    @property
    def runs(self) -> tuple[SelectedRun, ...]:
        """The runs of all run sets, without repeats, hidden ones left out."""
        seen: dict[tuple[str, str], SelectedRun] = {}
        for part in self.runsets:
            for selected in part.runs:
                if not selected.hidden:
                    seen.setdefault((selected.run.project, selected.run.id), selected)
        return tuple(seen.values())
