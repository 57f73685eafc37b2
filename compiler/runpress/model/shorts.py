"""Short forms: one key that stands for one or several fields, in both directions.

`expand` turns what the author typed into fields before validation (places are kept); `contract`
turns field values into the short form when a document is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from runpress.frozen import frozen
from runpress.model.located import Entry, Located


class ShortForm(Protocol):
    """One short key of a node."""

    @property
    def key(self) -> str:
        """The short key, as authors type it."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it can set."""

    @property
    def doc(self) -> str:
        """One sentence for the reference, with an example."""

    def expand(self, entry: Entry) -> dict[str, Entry] | str:
        """The fields that the entry stands for, or what is wrong with it (for the author)."""

    def contract(self, values: Mapping[str, Any]) -> Any | None:
        """The short value for these fields (those that are set), or None if it cannot say them."""

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the short value; `{"$field": name}` stands for a field's own schema."""


@frozen
class Alias:
    """Another, shorter name of one field: `legend` for `legend_template`."""

    key: str
    field: str
    doc: str

    @property
    def fields(self) -> tuple[str, ...]:
        """The one field."""
        return (self.field,)

    def expand(self, entry: Entry) -> dict[str, Entry] | str:
        """The same value under the field's name."""
        return {self.field: entry}

    def contract(self, values: Mapping[str, Any]) -> Any | None:
        """The field's value."""
        return values.get(self.field)

    def schema(self) -> dict[str, Any]:
        """The field's own."""
        return {"$field": self.field}


@frozen
class Split:
    """A mapping whose parts are fields: `range: {y: [0, 1]}` for `range_y`.

    `scalar` names the part that a bare value sets (`smoothing: 0.6`); `flags` lets a bare part name,
    or a list of them, stand for "true" (`log: y`); `listed` names the part that a bare list sets, and
    `switch` the part that a bare true or false sets (`legend: false`).
    """

    key: str
    parts: Mapping[str, str]
    doc: str
    scalar: str = ""
    flags: bool = False
    listed: str = ""
    switch: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields of all parts."""
        return tuple(self.parts.values())

    def expand(self, entry: Entry) -> dict[str, Entry] | str:
        """One entry a part; the place of a part's value is kept."""
        value = entry.value.value
        if isinstance(value, dict):
            unknown = [part for part in value if part not in self.parts]
            if unknown:
                return f"`{self.key}` has no part `{unknown[0]}`: it takes {self._part_names()}"
            return {self.parts[part]: inner for part, inner in value.items()}
        if self.flags:
            return self._expand_flags(entry)
        part = self._part_of(value)
        if part:
            return {self.parts[part]: entry}
        return f"`{self.key}` is a mapping with {self._part_names()}"

    def contract(self, values: Mapping[str, Any]) -> Any | None:
        """The shortest of: part names, a bare value, a mapping."""
        parts = {part: values[field] for part, field in self.parts.items() if field in values}
        if not parts:
            return None
        if self.flags and all(value is True for value in parts.values()):
            return next(iter(parts)) if len(parts) == 1 else list(parts)
        for bare in (self.scalar, self.listed, self.switch):
            if set(parts) == {bare}:
                return parts[bare]
        return parts

    def schema(self) -> dict[str, Any]:
        """A mapping of the parts, or one of the bare forms."""
        forms: list[dict[str, Any]] = [
            {
                "type": "object",
                "properties": {part: {"$field": field} for part, field in self.parts.items()},
                "additionalProperties": False,
            }
        ]
        forms += [{"$field": self.parts[bare]} for bare in (self.scalar, self.listed, self.switch) if bare]
        if self.flags:
            names = {"enum": list(self.parts)}
            forms += [names, {"type": "array", "items": names, "uniqueItems": True}]
        return {"anyOf": [*forms, {"type": "null"}]}

    def _part_of(self, value: object) -> str:
        """The part that a bare value sets; empty if none does."""
        if self.switch and isinstance(value, bool):
            return self.switch
        if self.listed and (isinstance(value, list) or not self.scalar):
            return self.listed
        return "" if isinstance(value, list) else self.scalar

    def _expand_flags(self, entry: Entry) -> dict[str, Entry] | str:
        value, span = entry.value
        items = value if isinstance(value, list) else [Located(value, span)]
        expanded: dict[str, Entry] = {}
        for item in items:
            if not isinstance(item.value, str) or item.value not in self.parts:
                return f"`{self.key}` takes {self._part_names()}, not `{item.value}`"
            expanded[self.parts[item.value]] = Entry(item.span, Located(True, item.span))
        return expanded

    def _part_names(self) -> str:
        names = [f"`{part}`" for part in self.parts]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
