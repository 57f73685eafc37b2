"""Primitives for what charts store in their own way: ends of axes, colours, gradients, switches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive, number
from runpress.codec.json_text import Json
from runpress.codec.line_ends import without_returns
from runpress.codec.primitives.keys import Spelled, SpelledOrAbsent
from runpress.model.colors import faint, is_color, without_name
from runpress.model.node import Node
from runpress.model.panels.gradient import GradientPoint


class Range(Primitive):
    """The ends of an axis: two keys, `xAxisMin` and `xAxisMax`, either of which may be absent."""

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the ends that there are."""
        del scope
        for suffix, end in zip(("Min", "Max"), getattr(node, declared.name), strict=True):
            if end is not None:
                out[declared.wire + suffix] = number(end)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Both ends, those that are numbers."""
        del scope
        least, most = _number(stored.get(f"{declared.wire}Min")), _number(stored.get(f"{declared.wire}Max"))
        return UNSET if least is None and most is None else (least, most)


class MetricRegex(Primitive):
    """A pattern for metrics; a second key says that it is in use."""

    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the pattern, and that it is in use."""
        del scope
        pattern = getattr(node, declared.name)
        if pattern is not None:
            out[declared.wire] = pattern
        if pattern and getattr(node, "use_metric_regex", None) is None:
            out["useMetricRegex"] = True

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The pattern."""
        del scope
        return stored.get(declared.wire, UNSET)


class UseMetricRegex(Primitive):
    """Whether the pattern for metrics is in use: only said where the pattern does not say it."""

    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the author's word."""
        del scope
        value = getattr(node, declared.name)
        if value is not None:
            out[declared.wire] = value

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """False, or true without a pattern."""
        del scope
        value = stored.get(declared.wire)
        return UNSET if value is None or (value is True and stored.get("metricRegex")) else value


class LineColors(Primitive):
    """Colours by line: each with a faint one for bands."""

    together = True
    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write pairs of colours."""
        del scope
        colors = getattr(node, declared.name)
        if colors is not None:
            out[declared.wire] = {
                line: {"color": color, "transparentColor": faint(color)} for line, color in colors.items()
            }

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The colours of the lines that have one."""
        del scope
        pairs = stored.get(declared.wire)
        if not isinstance(pairs, dict):
            return UNSET
        found = {line: pair.get("color") for line, pair in pairs.items() if isinstance(pair, dict)}
        known = {line: color for line, color in found.items() if isinstance(color, str) and is_color(color)}
        return known if known or not pairs else UNSET


def _number(value: Json) -> float | None:
    return value if type(value) is int or type(value) is float else None


def _points(gradient: tuple[GradientPoint, ...]) -> Json:
    return [{"color": without_name(point.color), "offset": number(point.offset)} for point in gradient]


def _gradient(points: Json) -> Any:
    if not isinstance(points, list) or not all(isinstance(point, dict) for point in points):
        return UNSET
    return [{"color": point.get("color"), "offset": point.get("offset", 0)} for point in points]


def _orientation(vertical: Json) -> Any:
    return ("v" if vertical else "h") if isinstance(vertical, bool) else UNSET


def _lines(text: Json) -> Any:
    return without_returns(text) if isinstance(text, str) else UNSET


GRADIENT = Spelled(_points, _gradient, together=True)
ORIENTATION = SpelledOrAbsent(lambda orientation: orientation == "v", _orientation)
LINES = Spelled(lambda text: text, _lines, together=True)
"""Text of several lines. How they end stands beside it, so that each stands on a line of its own in documents."""
NULLABLE = SpelledOrAbsent(lambda value: value, lambda value: UNSET if value is None else value)
"""Stored as it is; absent where the author says `null`, though the field has a default."""
