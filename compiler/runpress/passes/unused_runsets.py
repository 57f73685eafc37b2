"""Note the run sets that no grid shows: often the name was changed in one place only."""

from __future__ import annotations

from runpress.diagnostics.codes import runsets as codes
from runpress.model.blocks import PanelGrid
from runpress.model.filters.nodes import NO_RUN
from runpress.model.runset import Runset
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import walk


def note_unused_runsets(blocks: Blocks, context: PassContext) -> Blocks:
    """Report each run set of `context.written` that stands in no grid."""
    shown = {id(runset): runset for block in walk(blocks) if isinstance(block, PanelGrid) for runset in block.runsets}
    for runset in context.written:
        # One that cannot be read is not told apart from another such one, and has its own finding.
        if id(runset) in shown or runset.span is None or runset.filters is NO_RUN:
            continue
        # Of run sets that say the same, a grid over both has the first.
        if runset not in shown.values():
            context.findings.append(
                codes.UNUSED_RUNSET.at(
                    runset.value_span("name") or runset.span,
                    f"no panel shows {_called(runset)}",
                    help="put a panel below it, name it in `runset:` of a panel, or delete it",
                )
            )
    return blocks


def _called(runset: Runset) -> str:
    return f"the run set `{runset.name}`" if "name" in runset.model_fields_set else "this run set"
