"""Primitives for keys of runs inside panels: axes, metrics, groupings, columns of parallel coordinates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from runpress.codec import keys
from runpress.codec.fields import UNSET, Declared, Decoding, Encoding, Primitive
from runpress.codec.json_text import Json
from runpress.frozen import frozen
from runpress.model.keys import Key
from runpress.model.node import Node

UNGROUPED = "None"
"""What W&B stores where grouping is switched off."""


@frozen
class Spelled(Primitive):
    """One key whose value W&B spells otherwise. `read` gives `UNSET` for what it cannot say."""

    write: Callable[[Any], Json]
    read: Callable[[Json], Any]
    together: bool = False
    skips_none = True
    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the value; None is absent."""
        del scope
        value = getattr(node, declared.name)
        if value is not None:
            out[declared.wire] = self.write(value)

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Read the value."""
        del scope
        return self.read(stored[declared.wire]) if declared.wire in stored else UNSET


@frozen
class SpelledOrAbsent(Spelled):
    """One whose absence says None, where that is not the field's default."""

    needs_key = False

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Read the value, or None."""
        del scope
        return self.read(stored[declared.wire]) if declared.wire in stored else None


class Metrics(Primitive):
    """A list of metrics; very old panels have one, under `key`."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the list, empty or not."""
        del scope
        out[declared.wire] = [keys.dotted(key) for key in getattr(node, declared.name)]

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Read the list if all of it is text."""
        del scope
        metrics = stored.get(declared.wire)
        if metrics is None and isinstance(stored.get("key"), str) and stored["key"]:
            metrics = [stored["key"]]
        if not isinstance(metrics, list):
            return UNSET
        found = [_metric(item) for item in metrics]
        return UNSET if UNSET in found else tuple(found)


class OneMetric(Primitive):
    """The one metric of a panel whose W&B form has a list of them; the package writes an empty name for none."""

    together = True
    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write a list of one."""
        del scope
        key = getattr(node, declared.name)
        out[declared.wire] = ["" if key is None else keys.dotted(key)]

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The first of the list; what follows it is kept beside."""
        del scope
        metrics = stored.get(declared.wire)
        return _metric(metrics[0]) if isinstance(metrics, list) and metrics else UNSET


class Aggregate(Primitive):
    """Whether runs are taken together; a grouping says so by itself."""

    needs_key = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the author's word, or true where there is a grouping."""
        del scope
        value = getattr(node, declared.name)
        if value is None and getattr(node, "groupby", None) not in (None, "none"):
            value = True
        if value is not None:
            out[declared.wire] = value

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """Nothing where the grouping says it."""
        del scope
        value = stored.get(declared.wire)
        if value is None or (value is True and _group(stored.get("groupBy")) not in (UNSET, "none")):
            return UNSET
        return value


def _metric(text: Json) -> Any:
    return keys.read_dotted(text) if isinstance(text, str) and text else UNSET


def _colon(text: Json) -> Any:
    return keys.read_colon(text) if isinstance(text, str) and text else UNSET


def _group(text: Json) -> Any:
    if not isinstance(text, str) or not text:
        return UNSET
    return "none" if text == UNGROUPED else keys.read_panel_group(text)


def _group_text(key: Key | str) -> str:
    return UNGROUPED if isinstance(key, str) else keys.panel_group(key)


METRIC = SpelledOrAbsent(keys.dotted, _metric)
COLON_KEY = Spelled(keys.colon, _colon)
GROUPBY = Spelled(_group_text, _group)


class Target(Primitive):
    """The metric of parameter importance: a plain name, and the settings of its table, which nobody can change."""

    together = True

    def encode(self, node: Node, declared: Declared, out: dict[str, Json], scope: Encoding) -> None:
        """Write the name, empty for none; the table's settings where the editor has not left its own."""
        del scope
        key = getattr(node, declared.name)
        out[declared.wire] = "" if key is None else keys.joined(key)
        if getattr(node, "parameter_conf", None) is None:
            out |= {
                "columnsPinned": {},
                "columnWidths": {},
                "columnOrder": [],
                "pageSize": 10,
                "onlyShowSelected": False,
            }

    def decode(self, stored: Mapping[str, Json], declared: Declared, scope: Decoding) -> Any:
        """The name."""
        del scope
        name = stored.get(declared.wire)
        return Key("summary", tuple(name.split("."))) if isinstance(name, str) and name else UNSET


TARGET = Target()
