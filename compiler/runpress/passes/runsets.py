"""Name the run sets of a document: they may be asked for by name before they are defined."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import runsets as codes
from runpress.model.grid import GridOptions
from runpress.model.panels.base import Panel
from runpress.model.runset import Runset
from runpress.passes.context import Blocks, PassContext
from runpress.passes.walk import walk
from runpress.syntax.document import Directive


def name_runsets(blocks: Blocks, context: PassContext) -> Blocks:
    """Fill `context.runsets` and `context.written`; the first of two with one name counts.

    Two with one name are no mistake where they only follow each other: those who look at one grid see one of them.
    """
    others: list[Runset] = []
    for block in walk(blocks):
        if isinstance(block, Directive) and isinstance(block.node, Runset):
            context.written.append(block.node)
            if "name" in block.node.model_fields_set:
                first = context.runsets.setdefault(block.node.name, block.node)
                others += [] if first == block.node else [block.node]
    asked = frozenset(_asked_for(blocks)) if others else frozenset()
    for runset in others:
        if runset.name in asked:
            _report(runset, context)
    return blocks


def _asked_for(blocks: Blocks) -> Iterator[str]:
    """The names by which panels and grids ask for run sets."""
    for block in walk(blocks):
        node = block.node if isinstance(block, Directive) else None
        if isinstance(node, Panel):
            yield from node.runset or ()
        elif isinstance(node, GridOptions):
            yield from node.runsets or ()


def _report(runset: Runset, context: PassContext) -> None:
    line = context.place(context.runsets[runset.name].value_span("name")).begin.line
    context.findings.append(
        codes.DUPLICATE_RUNSET.at(
            context.place(runset.value_span("name")),
            f"there is a run set `{runset.name}` already, in line {line}, and a panel or a grid asks for that name",
            label="give this one another name",
        )
    )
