"""Ordered steps over the blocks of a document. Each is a pure function; what is wrong goes to the context.

The order matters where a comment says so.
"""

from __future__ import annotations

from runpress.passes.anchors import set_anchors
from runpress.passes.context import Blocks, Pass, PassContext
from runpress.passes.footnotes import order_footnotes
from runpress.passes.grids import gather_grids
from runpress.passes.layout import place_grids
from runpress.passes.runsets import name_runsets
from runpress.passes.unused_runsets import note_unused_runsets
from runpress.passes.workspace import assemble_workspace

PASSES: tuple[Pass, ...] = (
    name_runsets,  # first: a run set may be named before it is defined
    gather_grids,
    note_unused_runsets,  # needs grids
    place_grids,  # needs grids
    order_footnotes,
    set_anchors,
)
"""The steps of reports and pages. A workspace takes the first, then `assemble_workspace`."""

__all__ = ["PASSES", "Blocks", "PassContext", "assemble_workspace", "name_runsets"]
