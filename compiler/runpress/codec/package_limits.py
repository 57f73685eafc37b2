"""What W&B holds, and its Python package `wandb-workspaces` cannot load: settings that are no whole numbers there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import lowering as codes
from runpress.model.node import Node
from runpress.model.section import SectionLayoutSettings
from runpress.model.settings import InheritedSettings
from runpress.model.view import Workspace

_WHOLE: Mapping[type[Node], tuple[str, ...]] = {
    InheritedSettings: ("smoothing_weight",),
    SectionLayoutSettings: ("gutter_width", "box_width", "box_height"),
}
"""Settings that the package takes for whole numbers."""
_WORKSPACE = "no workspace with such a number"
GRID = "a grid with such a number only as JSON that it does not read"


def fractions_of(workspace: Workspace) -> Iterator[Diagnostic]:
    """The settings of a workspace with which the package cannot load it."""
    yield from fractions_in(workspace.front, "settings", _WORKSPACE)
    for section in workspace.sections:
        yield from fractions_in(section.options, "panel_settings", _WORKSPACE)
        yield from fractions_in(section.options, "layout_settings", _WORKSPACE)


def fractions_in(owner: Node, field: str, loads: str) -> Iterator[Diagnostic]:
    """The settings in a field that authors wrote and that are no whole numbers; `loads` says what the package loads."""
    if field not in owner.model_fields_set:
        return
    settings = getattr(owner, field)
    for name in (name for model, names in _WHOLE.items() if isinstance(settings, model) for name in names):
        value, place = getattr(settings, name), owner.value_span(field, name)
        if place is not None and not float(value).is_integer():
            message = f"the Python package `wandb-workspaces` loads {loads}: `{name}` is {value:g}"
            yield codes.FRACTION.at(place, message, help=_HELP)


_HELP = "W&B's own pages are not concerned; for scripts that use the package, take a whole number"
