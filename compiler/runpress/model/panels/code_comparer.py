"""Code comparer: the code of two runs side by side."""

from typing import ClassVar, Literal

from runpress.model.node import option
from runpress.model.panels.base import COMMON_NAMES, Panel


class CodeComparerPanel(Panel):
    """The code of runs, compared."""

    example: ClassVar[str] = """\
type: code-comparer
diff: unified
"""
    view_type: ClassVar[str] = "Code Comparer"
    left_to_server: ClassVar[frozenset[str]] = frozenset({"diff"})
    hints: ClassVar[tuple[str, ...]] = ("diff",)
    also_called: ClassVar[dict[str, str]] = {**COMMON_NAMES, "mode": "diff", "diff_only": "diff"}

    type: Literal["code-comparer"] = option("code-comparer", doc="The type of the panel.")
    diff: Literal["split", "unified"] | None = option(
        "split",
        doc="Side by side, or in one column; `null` leaves it to the server, as `dialect: editor` does where it is left out.",
        wire="diff",
        encoding="nullable",
    )
