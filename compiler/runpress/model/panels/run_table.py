"""Run table: runs as rows, with chosen columns."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from runpress.model.columns import ColumnKeys
from runpress.model.node import option
from runpress.model.order import Orderings
from runpress.model.panels.base import COMMON_NAMES, Panel
from runpress.model.panels.shorts import MAX_RUNS
from runpress.model.shorts import Alias, ShortForm, Split
from runpress.model.values import Count


class RunTablePanel(Panel):
    """Runs as rows, with chosen, pinned and hidden columns, in the order that it says or that of the run set."""

    example: ClassVar[str] = """\
type: run-table
columns: [name, config.lr, summary.val_acc]
sort: -summary.val_acc
max_runs: 10
"""
    view_type: ClassVar[str] = "Weave"
    hints: ClassVar[tuple[str, ...]] = ("visible_columns", "pinned_columns", "hidden_columns", "page_size")
    also_called: ClassVar[dict[str, str]] = {
        **COMMON_NAMES,
        "rows": "page_size",
        "limit": "max_runs",
        "sort_by": "order",
        "metrics": "columns",
    }
    shorts: ClassVar[tuple[ShortForm, ...]] = (
        Split(
            "columns",
            {
                "visible": "visible_columns",
                "pinned": "pinned_columns",
                "hidden": "hidden_columns",
                "order": "column_order",
                "widths": "column_widths",
            },
            "Columns: `columns: [name, summary.val_acc]` or `columns: {pinned: [name], hidden: [notes]}`.",
            listed="visible",
        ),
        Alias("sort", "order", "Keys to sort by: `sort: -summary.val_acc`."),
        MAX_RUNS,
    )

    type: Literal["run-table"] = option("run-table", doc="The type of the panel.")
    visible_columns: ColumnKeys = option(
        (), doc="The columns, in order; those of the run set if left out.", encoding="weave-runs"
    )
    pinned_columns: ColumnKeys = option((), doc="Columns that stay at the left.")
    hidden_columns: ColumnKeys = option((), doc="Columns that are left out.")
    column_order: ColumnKeys = option((), doc="The order of columns, if it is not that of `visible_columns`.")
    column_widths: dict[str, Annotated[int, Field(ge=1, le=10000)]] = option(
        {}, doc="Widths of columns in pixels; only on the server."
    )
    order: Orderings = option(
        (), doc="Keys to sort by, `-` before a key for the greatest first; the run set's order if left out."
    )
    page_size: Count | None = option(doc="Rows on a page.")
    max_runs_to_show: Count | None = option(doc="The greatest number of runs; the preview shows 1,000 if left out.")
