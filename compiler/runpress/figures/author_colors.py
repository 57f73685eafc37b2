"""Colours that an author gave by run id, run name, tag or group value; they win over the palette."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from runpress.data.protocol import Run
from runpress.model.group_paths import path_of

_NESTED = 2
"""Keys by which runs are grouped, or more: one alone is compared with the text as it is."""


class AuthorColors:
    """One mapping of the author's; what stands first in it wins where several keys fit alike."""

    def __init__(self, colors: Mapping[str, str]) -> None:
        self._colors = dict(colors)
        self._paths = {key: path_of(key, _NESTED) for key in self._colors}

    def __bool__(self) -> bool:
        return bool(self._colors)

    def of_run(self, run: Run, *, name: str = "") -> str | None:
        """The colour of a run: by id, else by name, else by tag, else by W&B's `group`."""
        for identity in (run.id, f"{run.project}/{run.id}", name, run.name):
            if identity and identity in self._colors:
                return self._colors[identity]
        tags = _tags(run)
        group = run.attributes.get("group")
        for key, color in self._colors.items():
            if key in tags:
                return color
        return self._colors.get(group) if isinstance(group, str) else None

    def of_group(self, values: Sequence[Any]) -> str | None:
        """The colour of a group by its values: `cosine`, or `cosine / 0.1` for two keys."""
        for key, path in self._paths.items():
            if len(path) == len(values) and all(map(_names, path, values)):
                return self._colors[key]
            if len(values) == 1 and _names(key, values[0]):
                return self._colors[key]
        return None

    def of(self, *keys: str) -> str | None:
        """The colour under the first of these keys that has one."""
        return next((self._colors[key] for key in keys if key in self._colors), None)


def names_of(run: Run) -> set[str]:
    """All by which an author may mean a run: id, name, tags, W&B's `group`."""
    group = run.attributes.get("group")
    groups = [group] if isinstance(group, str) else []
    return {run.id, f"{run.project}/{run.id}", run.name, *_tags(run), *groups}


def _tags(run: Run) -> set[str]:
    tags = run.attributes.get("tags")
    return {str(tag) for tag in tags} if isinstance(tags, list | tuple) else set()


def _names(text: str, value: Any) -> bool:
    """Whether the author's text means this value: `0.001` is 1e-3, `true` is true, `null` is none."""
    if isinstance(value, str):
        return text == value
    if value is None:
        return text in ("null", "None", "")
    if isinstance(value, bool):
        return text.lower() == str(value).lower()
    if isinstance(value, int | float):
        return _number(text) == float(value)
    return isinstance(value, list) and text == ", ".join(map(str, value))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
