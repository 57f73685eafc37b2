"""The keys that authors wrote in run sets and panels, and those that no run has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import runsets as codes
from runpress.figures.reasons import no_value
from runpress.figures.selection import SelectedRun
from runpress.model.attributes import attribute_named
from runpress.model.keys import Key
from runpress.model.node import Node
from runpress.model.panels import ParallelCoordinatesPanel
from runpress.source import Span

Path: TypeAlias = tuple[str | int, ...]
_MOST_DEPTH = 4


def keys_of(node: Node) -> Iterator[tuple[Path, Key]]:
    """Every key that the author wrote in a node, with its path. Columns of tables may name what comes later."""
    for name in node.model_fields_set:
        is_of_table = "column" in name and not isinstance(node, ParallelCoordinatesPanel)
        if not is_of_table and name != "filters":
            yield from _keys_in(getattr(node, name), (name,))


def check_key(key: Key, span: Span | None, runs: Sequence[SelectedRun]) -> Iterator[Diagnostic]:
    """A warning for a key of config or summary that no run has. Attributes may be absent from all runs."""
    if key.section not in {"config", "summary"} or span is None:
        return
    if any(selected.run.value(key) is not None for selected in runs):
        return
    reason = no_value([key], runs)
    yield codes.UNKNOWN_FIELD.at(span, reason.reason, help=reason.hint or _step(key))


def _step(key: Key) -> str:
    """What to do about a key that no run has."""
    known = attribute_named(key.path[0]) if key.section == "summary" and len(key.path) == 1 else None
    return f"Did you mean `run.{known.name}`?" if known else "correct the key, or log it"


def _keys_in(value: Any, path: Path) -> Iterator[tuple[Path, Key]]:
    if len(path) > _MOST_DEPTH:
        return
    if isinstance(value, Key):
        yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _keys_in(item, (*path, index))
    elif isinstance(value, Node):
        for name in value.model_fields_set:
            yield from _keys_in(getattr(value, name), (*path, name))
