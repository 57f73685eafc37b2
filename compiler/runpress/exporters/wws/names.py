"""Names of metrics and keys as the package takes them, and the wire names that it makes of them.

Each `…_code` gives Python code for a wire name and the name that the package would write; `None` if there is no code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from runpress.codec.json_text import Json
from runpress.exporters.wws.code import Code, Raw, text_literal
from runpress.model.attributes import ATTRIBUTES

_FRONT: dict[str, str] = {
    **{row.front: row.wire for row in ATTRIBUTES.values() if row.name not in ("updated_at", "notes")},
    "Step": "_step",
    "RelativeTime(Wall)": "_absolute_runtime",
    "RelativeTime(Process)": "_runtime",
    "WallTime": "_timestamp",
}
"""The package's names that it writes otherwise."""
_BACK = {wire: front for front, wire in _FRONT.items()}

Candidate: TypeAlias = tuple[str, str]
"""Code, and what the package makes of it."""


def front_name(wire: str) -> str:
    """The package's name of a run attribute or x axis; the name itself if it has none."""
    return _BACK.get(wire, wire)


def back_name(front: str) -> str:
    """What the package writes for a name."""
    return _FRONT.get(front, front)


def dotted_code(wire: Json) -> Code | None:
    """A metric of a line, bar or scalar panel."""
    if not isinstance(wire, str):
        return None
    return _first(wire, _dotted(wire))


def colon_code(wire: Json) -> Code | None:
    """A metric of a scatter panel or of parallel coordinates."""
    if not isinstance(wire, str):
        return None
    return _first(wire, _colon(wire))


def panel_group_code(wire: Json) -> Code | None:
    """The grouping of a panel."""
    if not isinstance(wire, str):
        return None
    return _first(wire, _panel_group(wire))


def group_text(section: str, name: str) -> str | None:
    """One key of a report's run set, as the text that the package takes for a grouping."""
    front = front_name(name)
    plain = ".".join(part for part in name.split(".") if part != "value")
    texts = [front] if section == "run" and "." not in front else []
    texts += [f"{section}.{plain}"] if section == "config" else []
    texts += [f"{section}.{front}", f"{section}.{name}"]
    return next((text for text in texts if _grouped(text) == (section, name)), None)


def workspace_key_code(section: str, name: str, *, is_group: bool) -> Code | None:
    """One key of a workspace's grouping or order."""
    classes = {"run": "ws.Metric", "config": "ws.Config", "summary": "ws.Summary", "keys_info": "expr.KeysInfo"}
    if section not in classes:
        return None
    plain = ".".join(part for part in name.split(".") if part != "value")
    for given in dict.fromkeys(
        (plain if is_group and section == "config" else front_name(name), front_name(name), name)
    ):
        key = (section, back_name(given))
        if (_grouped(key[1] if section == "run" else ".".join(key)) if is_group else key) == (section, name):
            return Raw(f"{classes[section]}({text_literal(given)})")
    return None


def _grouped(text: str) -> tuple[str, str]:
    """What the package makes of the text of a grouping."""
    section, found, name = text.partition(".")
    if not found:
        section, name = "run", text
    name = back_name(name)
    return section, _valued(name) if section == "config" else name


def _valued(name: str) -> str:
    first, *rest = name.split(".")
    return name if "value" in (first, *rest) else ".".join([first, "value", *rest])


def _dotted(wire: str) -> Iterable[Candidate]:
    if wire.startswith("config."):
        yield from _config(wire.removeprefix("config."), lambda name: f"config.{name}")
    if wire.startswith("summary_metrics."):
        name = wire.removeprefix("summary_metrics.")
        yield f"wr.SummaryMetric({text_literal(name)})", wire
    for name in (front_name(wire), wire):
        yield text_literal(name), back_name(name)


def _colon(wire: str) -> Iterable[Candidate]:
    section, _, name = wire.partition(":")
    if section == "config":
        yield from _config(name, lambda inner: f"config:{inner}")
    if section == "summary":
        if not name.startswith("run."):
            yield text_literal(name), f"summary:{name}"
        yield f"wr.SummaryMetric({text_literal(name)})", f"summary:{name}"
    if section == "run":
        for given in (front_name(name), name):
            yield f"wr.Metric({text_literal(given)})", f"run:{back_name(given)}"


def _panel_group(wire: str) -> Iterable[Candidate]:
    if wire == "None":
        yield '"None"', wire
    if wire in _BACK:
        yield text_literal(_BACK[wire]), wire
    yield from _config(wire, lambda name: name)
    if "value" in wire.split(".") and not wire.startswith("config."):
        yield text_literal(wire), wire
    for name in (front_name(wire), wire):
        yield f"wr.Metric({text_literal(name)})", back_name(name)


def _config(name: str, write: Callable[[str], str]) -> Iterable[Candidate]:
    """`wr.Config` of a stored config key, whose `value` the package puts behind the first part."""
    first, *rest = name.split(".")
    if rest[:1] == ["value"] and "value" not in (first, *rest[1:]):
        yield f"wr.Config({text_literal('.'.join([first, *rest[1:]]))})", write(name)


def _first(wire: str, candidates: Iterable[Candidate]) -> Code | None:
    return next((Raw(code) for code, made in candidates if made == wire), None)
