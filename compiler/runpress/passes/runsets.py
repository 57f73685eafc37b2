"""Name the run sets of a document: they may be asked for by name before they are defined."""

from __future__ import annotations

from runpress.diagnostics.codes import runsets as codes
from runpress.model.runset import Runset
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import walk
from runpress.syntax.document import Directive


def name_runsets(blocks: Blocks, context: PassContext) -> Blocks:
    """Fill `context.runsets` and `context.written`; the first of two with one name counts."""
    for block in walk(blocks):
        if isinstance(block, Directive) and isinstance(block.node, Runset):
            context.written.append(block.node)
            if "name" in block.node.model_fields_set:
                _add(block.node, context)
    return blocks


def _add(runset: Runset, context: PassContext) -> None:
    first = context.runsets.setdefault(runset.name, runset)
    if first is runset:
        return
    line = context.place(first.value_span("name")).begin.line
    context.findings.append(
        codes.DUPLICATE_RUNSET.at(
            context.place(runset.value_span("name")),
            f"there is a run set `{runset.name}` already, in line {line}",
            label="give this one another name",
        )
    )
