"""A server's refusal as a finding, at the fence or the line that the refused field comes from, where that can be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from runpress.codec.json_text import Json
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.lint.walk import outline_of
from runpress.model.blocks import Block, PanelGrid
from runpress.model.node import Node, wire_name
from runpress.model.view import Report
from runpress.source import Span

if TYPE_CHECKING:
    from runpress.publish.planning.steps import Step
    from runpress.publish.preparing.documents import LocalView

_PATH: Final = re.compile(r"[\w$]*(?:(?:\[|[./])[\"']?[\w$-]+[\"']?\]?)+")
"""What may be a path into the spec, in one of the usual ways to write it: `a.b[0]`, `a/b/0`, `a.b.0`, `a["b"]`."""
_PART = re.compile(r"[\w$-]+")
_NAME = re.compile(r"[A-Za-z_]\w+")
_GRID = "panel-grid"


def refusal(step: Step, message: str) -> Diagnostic | None:
    """The finding for what a server said about a document; None for a view that has none."""
    local, content = step.local, step.content
    if local is None or content is None:
        return None
    paths = [_PART.findall(match.group()) for match in _PATH.finditer(message)]
    places = (_place(local, content.spec, path) for path in sorted(paths, key=len, reverse=True))
    span = next((span for span in places if span is not None), None) or _named(local, message)
    return codes.REFUSED.at(
        span or local.view.front.value_span("kind") or local.source.span(0),
        f"the server refuses this: {message}",
        help="change what it names; nothing of this document was published",
    )


def _place(local: LocalView, spec: Mapping[str, Json], path: Sequence[str]) -> Span | None:
    """Where the value at a path of the spec was written; None if the path does not lead into the spec's content."""
    steps = _resolved(spec, path)
    if steps is None:
        return None
    at = next((index for index, (key, _) in enumerate(steps) if key in ("blocks", "sections")), None)
    if at is None or at + 1 >= len(steps):
        return None
    number = int(steps[at + 1][0])
    if isinstance(local.view, Report):
        block = _block(local.view, spec["blocks"], number)
        grid = block if isinstance(block, PanelGrid) else None
        own = block.span if block is not None else None
    else:
        section = local.view.sections[number] if number < len(local.view.sections) else None
        grid, own = (section.grid, section.span) if section else (None, None)
    return _in_grid(grid, steps[at + 2 :]) or own


def _resolved(spec: Json, path: Sequence[str]) -> list[tuple[str, Json]] | None:
    """The keys of a path with the values that they lead to; words before the first key of the spec are passed over."""
    for begin in range(len(path)):
        steps: list[tuple[str, Json]] = []
        value: Json = spec
        for key in path[begin:]:
            if isinstance(value, dict) and key in value:
                value = value[key]
            elif isinstance(value, list) and key.isdigit() and int(key) < len(value):
                value = value[int(key)]
            else:
                break
            steps.append((key, value))
        if len(steps) > 1:
            return steps
    return None


def _block(report: Report, stored: Json, number: int) -> Block | None:
    """The block of a document that became a stored block: grids are counted, other blocks encoded one by one."""
    from runpress.conversion.document import encode

    if isinstance(stored[number], dict) and stored[number].get("type") == _GRID:
        before = sum(isinstance(one, dict) and one.get("type") == _GRID for one in stored[:number])
        grids = [block for block in outline_of(report).blocks if isinstance(block, PanelGrid)]
        return grids[before] if before < len(grids) else None
    front = report.front.model_copy(update={"edge_paragraphs": "none"})
    begin = 1 if report.front.edge_paragraphs in ("both", "first") else 0
    for block in report.blocks:
        end = begin + len(encode(replace(report, front=front, blocks=(block,))).spec["blocks"])
        if begin <= number < end:
            return block
        begin = end
    return None


def _in_grid(grid: PanelGrid | None, steps: Sequence[tuple[str, Json]]) -> Span | None:
    """Where a panel or a run set of a grid, or an option of it, was written."""
    if grid is None:
        return None
    for lists, nodes in (("panels", grid.panels), ("runSets", grid.runsets)):
        at = next((index for index, (key, _) in enumerate(steps[:-1]) if key == lists), None)
        if at is not None and steps[at + 1][0].isdigit() and int(steps[at + 1][0]) < len(nodes):
            node: Node = nodes[int(steps[at + 1][0])]
            keys = [key for key, _ in steps[at + 2 :]]
            return _option(node, keys) or node.span
    return None


def _option(node: Node, keys: Sequence[str]) -> Span | None:
    """Where the option was written that is stored under one of these keys, the innermost first."""
    wires = _wires(node)
    for key in reversed(keys):
        name = wires.get(key)
        if name in node.model_fields_set:
            return node.value_span(name)
    return None


def _named(local: LocalView, message: str) -> Span | None:
    """The one option in the document that is stored under a name in the message, or has it itself."""
    names = set(_NAME.findall(message))
    found = [span for node in _nodes(local) for span in _options_named(node, names)]
    return found[0] if len(found) == 1 else None


def _options_named(node: Node, names: set[str]) -> Iterator[Span]:
    for wire, name in _wires(node).items():
        span = node.value_span(name) if name in node.model_fields_set and {wire, name} & names else None
        if span is not None:
            yield span


def _nodes(local: LocalView) -> Iterator[Node]:
    yield local.view.front
    for block in outline_of(local.view).blocks:
        if isinstance(block, PanelGrid):
            yield from (*block.panels, *block.runsets)


def _wires(node: Node) -> dict[str, str]:
    """The options of a node by the keys under which they are stored."""
    found: dict[str, str] = {}
    for name, field in type(node).model_fields.items():
        for part in (wire_name(field).split(".")[-1], name):
            if part:
                found.setdefault(part, name)
    return found
