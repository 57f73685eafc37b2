"""Omissions: places of a JSON value, as paths. Many that differ in positions alone are said as one, with stars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from runpress.codec.json_text import Json

Path: TypeAlias = tuple[str, ...]
EVERY = "*"
"""Every item of a list. In an object it is a key like any other."""


def with_stars(paths: Sequence[Path], value: Json) -> Sequence[Path]:
    """The paths, with stars where those of one form are all that the value has of it."""
    if len(paths) == 1:
        return paths
    forms: dict[Path, list[Path]] = {}
    for path in paths:
        forms.setdefault(_form(path, value), []).append(path)
    said: list[Path] = []
    for form, those in forms.items():
        is_every = len(those) > 1 and len(those) == sum(1 for _ in _places(form, value))
        said += [form] if is_every else those
    return said


def _form(path: Path, value: Json) -> Path:
    """The path with a star for each position in a list."""
    form: list[str] = []
    for step in path:
        is_list = isinstance(value, list)
        form.append(EVERY if is_list else step)
        value = value[int(step)] if is_list else value[step]
    return tuple(form)


def _places(form: Path, value: Json) -> Iterator[None]:
    """One for each place of a value that a path with stars names."""
    if not form:
        yield None
    elif isinstance(value, list) and form[0] == EVERY:
        for item in value:
            yield from _places(form[1:], item)
    elif isinstance(value, dict) and form[0] in value:
        yield from _places(form[1:], value[form[0]])
