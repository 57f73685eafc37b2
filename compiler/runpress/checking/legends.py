"""Legend templates: references that mean nothing, and the keys that all others ask for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import panels as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.figures.legend import CROSSHAIR, METRIC, reference_key
from runpress.lint.walk import Outline
from runpress.model.attributes import ATTRIBUTES
from runpress.model.blocks import PanelGrid
from runpress.model.keys import Key
from runpress.model.panels.base import Panel
from runpress.source import Span

_REFERENCE = re.compile(r"(\$?)\{([^{}]*)\}")
_KNOWN = (*(f"run:{name}" for name in ATTRIBUTES), *sorted(CROSSHAIR), *METRIC)
_WHAT = (
    "write `${run:name}`, `${config:lr}`, `${summary:acc}`, `${metric}`; beside the crosshair also `[[ ${x}: ${y} ]]`"
)

_SIDES = {
    "north": ("north", "top", "above", "upper"),
    "south": ("south", "bottom", "below", "lower"),
    "east": ("east", "right"),
    "west": ("west", "left"),
}
_MEANT = {
    **{word: f"legend: {{position: {side}}}" for side, words in _SIDES.items() for word in words},
    **dict.fromkeys(("off", "no", "none", "hide", "hidden"), "legend: false"),
    **dict.fromkeys(("on", "yes", "show"), "legend: true"),
}
"""Words that authors write for a legend, and that are taken for its text."""


def check_legends(outline: Outline) -> Iterator[Diagnostic]:
    """A warning for each reference that is shown as it is written."""
    for block in outline.blocks:
        if isinstance(block, PanelGrid):
            for panel in block.panels:
                yield from _check(panel)


def keys_of_legend(panel: Panel) -> Iterator[tuple[Key, Span]]:
    """The keys of runs that a panel's legend asks for, with their places."""
    for is_reference, reference, span in _references(panel):
        key = reference_key(reference) if is_reference else None
        if key is not None:
            yield key, span
    for at, field in enumerate(getattr(panel, "legend_fields", None) or ()):
        key, place = reference_key(field), panel.value_span("legend_fields", at)
        if key is not None and place is not None:
            yield key, place


def _check(panel: Panel) -> Iterator[Diagnostic]:
    template, span = getattr(panel, "legend_template", None), panel.value_span("legend_template")
    meant = _MEANT.get(template.strip().lower()) if isinstance(template, str) else None
    if meant and span is not None:
        message = f"the legend says `{template}` at each entry"
        yield codes.LEGEND.at(span, message, label=f"did you mean `{meant}`?", help=_WHAT)
    for is_reference, reference, span in _references(panel):
        means_something = reference in CROSSHAIR or reference in METRIC or reference_key(reference) is not None
        if is_reference and not means_something:
            message = f"`${{{reference}}}` is shown as it is written: a legend knows no `{reference}`"
            yield codes.LEGEND.at(span, message, label=did_you_mean(reference, _KNOWN), help=_WHAT)
        elif means_something and not is_reference and ":" in reference:
            message = f"`{{{reference}}}` is shown as it is written"
            yield codes.LEGEND.at(span, message, label=f"did you mean `${{{reference}}}`?", help=_WHAT)


def _references(panel: Panel) -> Iterator[tuple[bool, str, Span]]:
    """What stands in braces in the template of a panel: whether a `$` is before it, its text, its place."""
    template, span = getattr(panel, "legend_template", None), panel.value_span("legend_template")
    if not template or span is None:
        return
    for found in _REFERENCE.finditer(template):
        start = span.source.text.find(found[0], span.start, span.end)
        place = span if start < 0 else Span(span.source, start, start + len(found[0]))
        yield bool(found[1]), found[2].strip(), place
