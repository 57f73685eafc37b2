"""Weights of smoothing that their type cannot have: 20 is a width for a bell, and no weight of an average."""

from __future__ import annotations

from runpress.diagnostics import Code, Diagnostic
from runpress.model.settings import UP_TO_ONE, SectionPanelSettings, WorkspaceSettings, is_too_heavy
from runpress.source import Span

DEFAULT = UP_TO_ONE[0]
"""What a weight without a type means."""


def weight_faults(place: Span | None, *, kind: str | None, weight: float | None, code: Code) -> list[Diagnostic]:
    """A finding if the weight is too large for the type; `place` is the weight's, None if nobody wrote one."""
    kind = kind or DEFAULT
    if place is None or weight is None or not is_too_heavy(kind, weight):
        return []
    return [
        code.at(
            place,
            f"smoothing of type `{kind}` takes a weight from 0 to 1, not `{weight:g}`",
            label=f"did you mean `{{type: gaussian, weight: {weight:g}}}`?",
            help="`gaussian` and `average` take a width in points",
        )
    ]


def settings_faults(
    settings: SectionPanelSettings | WorkspaceSettings, place: Span | None, *, code: Code
) -> list[Diagnostic]:
    """The same for settings that panels inherit."""
    written = settings.model_fields_set
    weight = settings.smoothing_weight if "smoothing_weight" in written else None
    return weight_faults(place, kind=settings.smoothing_type, weight=weight, code=code)
