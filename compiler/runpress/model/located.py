"""Plain data that keeps its place: what YAML front matter and fence bodies are read into."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from runpress.source import Span

Scalar: TypeAlias = str | int | float | bool | None


class Located(NamedTuple):
    """A value and where it stands: a scalar, a list of located values, or a mapping of entries."""

    value: Scalar | list[Located] | dict[str, Entry]
    span: Span

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries of a mapping; anything else has none."""
        return self.value if isinstance(self.value, dict) else {}

    def plain(self) -> object:
        """The value without places."""
        value = self.value
        if isinstance(value, dict):
            return {key: entry.value.plain() for key, entry in value.items()}
        if isinstance(value, list):
            return [item.plain() for item in value]
        return value


class Entry(NamedTuple):
    """One entry of a mapping: where its key stands, and its value."""

    key: Span
    value: Located
