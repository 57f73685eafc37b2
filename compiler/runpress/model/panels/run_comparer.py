"""Run comparer: the values of runs side by side, a column a run."""

from typing import Any, ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel


class RunComparerPanel(Panel):
    """The config, summary and attributes of runs side by side, a column a run."""

    example: ClassVar[str] = """\
type: run-comparer
diff_only: true
"""
    view_type: ClassVar[str] = "Run Comparer"
    hints: ClassVar[tuple[str, ...]] = ("diff_only",)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "diff": "diff_only", "differences": "diff_only"}

    type: Literal["run-comparer"] = option("run-comparer", doc="The type of the panel.")
    diff_only: Literal["split"] | bool | None = option(doc="Show only what differs between the runs.", wire="diffOnly")
    collapsed_tree: dict[str, Any] | None = option(
        doc="Which parts of the comparison W&B shows folded, kept as it is.", wire="collapsedTree"
    )
