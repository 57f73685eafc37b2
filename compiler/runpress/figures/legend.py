r"""Legend templates, as W&B has them: `${run:name} lr ${config:lr} [[ ${x}: ${y} ]]`.

A small grammar, read by one pattern, never `str.format`: what an author or a run writes is data.

    template  = { text | "${" reference "}" | "[[" crosshair "]]" }
    reference = "run:" attribute | "config:" path | "summary:" path | "tags" | name

What stands in `[[ ]]` is shown beside the crosshair only; the page fills in `${x}`, `${y}`,
`${original}`, `${mean}`, `${min}`, `${max}` and `${stddev}` there. Other references in it are filled in here.
A reference that means nothing stays as it is written, so that the author sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from runpress.data.protocol import Run
from runpress.figures.groups import value_text
from runpress.model.attributes import attribute_named, attribute_of_wire
from runpress.model.keys import NAME, Key, config_path

CROSSHAIR: frozenset[str] = frozenset({"x", "y", "original", "mean", "min", "max", "stddev"})
"""References that only the crosshair has a value for."""
METRIC: tuple[str, ...] = ("metric", "metricName", "y:name")
"""References to the metric of a line."""
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_CROSSHAIR = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_SPACES = re.compile(r"[ \t]{2,}")


def run_text(
    run: Run, *, label: str, metric: str = "", template: str | None, fields: Sequence[str] | None = None
) -> tuple[str, str]:
    """The legend text of a run and what the crosshair shows beside it (empty: its default)."""
    lookup = _run_lookup(run, label=label, metric=metric)
    if template:
        outside, inside = split_template(template)
        return fill(outside, lookup) or label, fill(inside, lookup)
    if fields:
        texts = [lookup(field) for field in fields]
        return ", ".join(text for text in texts if text) or label, ""
    return label, ""


def group_text(label: str, runs: tuple[Run, ...], *, metric: str = "", template: str | None) -> tuple[str, str]:
    """The legend text of a group and what the crosshair shows beside it."""
    if not template:
        return label, ""
    lookup = _group_lookup(label, runs, metric=metric)
    outside, inside = split_template(template)
    return fill(outside, lookup) or label, fill(inside, lookup)


def split_template(template: str) -> tuple[str, str]:
    """The legend part and the crosshair part of a template."""
    inside = " ".join(part.strip() for part in _CROSSHAIR.findall(template))
    outside = _SPACES.sub(" ", _CROSSHAIR.sub("", template)).strip()
    return outside, inside


def fill(template: str, lookup: Callable[[str], str | None]) -> str:
    """The template with each reference replaced by what `lookup` says; None leaves it as written."""

    def replaced(found: re.Match[str]) -> str:
        value = lookup(found[1].strip())
        return found[0] if value is None else value

    return _REFERENCE.sub(replaced, template)


def _run_lookup(run: Run, *, label: str, metric: str) -> Callable[[str], str | None]:
    """What references mean for one run."""
    return _lookup(label, metric, lambda key: _text(run.value(key)))


def _group_lookup(label: str, runs: tuple[Run, ...], *, metric: str) -> Callable[[str], str | None]:
    """What references mean for a group: values that all its runs share; else how many there are."""

    def shared(key: Key) -> str:
        values = list(dict.fromkeys(_text(run.value(key)) for run in runs))
        return values[0] if len(values) == 1 else f"{len(values)} values"

    return _lookup(label, metric, shared)


def _lookup(label: str, metric: str, value: Callable[[Key], str]) -> Callable[[str], str | None]:
    """What references mean where `value` gives that of a key; None for what is no reference, or the crosshair's."""

    def lookup(reference: str) -> str | None:
        if reference in CROSSHAIR:
            return None
        if reference in METRIC:
            return metric
        key = reference_key(reference)
        if key is None:
            return None
        return label if key == NAME else value(key)

    return lookup


def reference_key(reference: str) -> Key | None:
    """The key that a reference names, in W&B's spelling (`config:lr.value`) or in ours (`config.lr`)."""
    section, found, name = reference.partition(":")
    if found and name:
        if section == "run":
            # In templates `name` is what readers call a name; only the wire's other names are its own.
            attribute = attribute_named(name) or attribute_of_wire(name)
            return Key("run", (attribute.name,)) if attribute else None
        if section == "config":
            return Key("config", config_path(name) if ".value" in name else tuple(name.split(".")))
        if section in ("summary", "summary_metrics"):
            return Key("summary", (name,))
        return None
    try:
        return Key.parse(reference)
    except ValueError:
        return None


def _text(value: Any) -> str:
    return "\N{EN DASH}" if value is None else value_text(value)
