"""Which runs a reader has hidden and shown, where a figure takes them together and must be drawn anew."""

from __future__ import annotations

import json
from dataclasses import replace

from runpress.figures.selection import SelectedRun, Selection
from runpress.frozen import frozen


@frozen
class Eyes:
    """Runs by the names that figures have for them (`SelectedRun.ref`)."""

    hidden: frozenset[str]
    revealed: frozenset[str]

    def on(self, selection: Selection) -> Selection:
        """The runs of a grid as the reader shows them."""
        return Selection(
            tuple(
                replace(
                    part,
                    runs=tuple(map(self._seen, part.runs)),
                    groups=tuple(
                        replace(group, members=tuple(map(self._seen, group.members))) for group in part.groups
                    ),
                )
                for part in selection.runsets
            )
        )

    def _seen(self, run: SelectedRun) -> SelectedRun:
        return replace(run, hidden=run.ref in self.hidden or (run.hidden and run.ref not in self.revealed))


def parse_eyes(text: bytes | None) -> Eyes | None:
    """What a page sends; None where it is something else."""
    try:
        sent = json.loads(text or b"")
        return Eyes(frozenset(map(str, sent["hidden"])), frozenset(map(str, sent["revealed"])))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
