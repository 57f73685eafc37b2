"""Options that are said, and then replaced by a key of `extra`: what is published is not what is shown here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from runpress.codec.fields import PLAIN, Encoding, Primitive, declared_fields
from runpress.codec.json_text import Json
from runpress.codec.residue import same
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import panels as codes
from runpress.model.panels.base import Panel
from runpress.source import NOWHERE


class _Replaced(NamedTuple):
    option: str
    wire: str


def report_overridden(panel: Panel, primitives: Mapping[str, Primitive], scope: Encoding) -> None:
    """Say which options of a panel are not published, because `extra` has another value for their key."""
    if panel.extra:
        scope.findings.extend(_finding(panel, each) for each in _replaced(panel, panel.extra, primitives))


def _replaced(panel: Panel, extra: Mapping[str, Json], primitives: Mapping[str, Primitive]) -> Iterator[_Replaced]:
    needed = {group[0] for group in panel.needs}  # said, whatever they say
    for declared in declared_fields(type(panel)):
        if declared.name in needed and getattr(panel, declared.name) == type(panel).model_fields[declared.name].default:
            continue
        is_said = declared.name in panel.model_fields_set and getattr(panel, declared.name) is not None
        if declared.wire not in extra or not is_said:
            continue
        primitive = primitives[declared.encoding] if declared.encoding else PLAIN
        if primitive.together:  # what is read may say a part of the key
            continue
        out: dict[str, Json] = {}
        primitive.encode(panel, declared, out, Encoding())
        if declared.wire in out and _is_replaced(out[declared.wire], extra[declared.wire]):
            yield _Replaced(declared.name, declared.wire)


def _is_replaced(said: Json, extra: Json) -> bool:
    """Whether nothing is left of what is said: objects are merged."""
    return not isinstance(extra, Mapping) and not same(said, extra)


def _finding(panel: Panel, replaced: _Replaced) -> Diagnostic:
    place = panel.value_span("extra", replaced.wire) or panel.span or NOWHERE
    message = f"`{replaced.option}` is not published: `extra` has another value for `{replaced.wire}`"
    return codes.OVERRIDDEN.at(place, message, help=f"delete `{replaced.wire}` from `extra`, or `{replaced.option}`")
