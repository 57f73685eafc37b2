"""What the package makes of a part of a view, beside what is stored: the difference becomes a comment."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from runpress.codec.json_text import Json
from runpress.codec.normal import normal_form
from runpress.codec.residue import same
from runpress.exporters.wws.code import Code, Noted
from runpress.frozen import frozen

_MOST_PATHS = 20
_WIDTH = 80
_IDS = ("id", "__id__")
_LISTS = ("metadata.panelBankSectionConfig.panels", "collapsedChildren", "panels")
_INNER = (*(f"{path}[" for path in _LISTS), "metadata.runSets[")
_ASKED = "project.id"
"""The package asks the server for it."""


@frozen
class Part:
    """A piece of code, and the JSON that the package writes for it. No code: the package has nothing of the kind."""

    code: Code | None
    said: Json


def noted(part: Part, stored: Json, what: str) -> Code:
    """The code of a part, with a comment where the package writes something else than is stored."""
    if part.code is None:
        return Noted(_lines(f"left out, wandb-workspaces has no such {what}"))
    paths = [
        path for path in differences(normal_form(stored), normal_form(part.said)) if not _goes_without_saying(path)
    ]
    return Noted(comment(paths), part.code) if paths else part.code


def _goes_without_saying(path: str) -> bool:
    """Whether a difference is inside something that has a comment of its own, or is none in the end."""
    return path == _ASKED or path in _LISTS or path.startswith(_INNER)


def comment(paths: list[str]) -> tuple[str, ...]:
    """The lines of a comment that names what cannot be said."""
    shown = ", ".join(f"`{path}`" for path in paths[:_MOST_PATHS])
    more = f" and {len(paths) - _MOST_PATHS} more" if len(paths) > _MOST_PATHS else ""
    return _lines(f"wandb-workspaces cannot say {shown}{more}")


def differences(stored: Json, said: Json, path: str = "") -> Iterator[str]:
    """The paths at which two values differ; ids count only in whether there is one."""
    if same(stored, said):
        return
    if isinstance(stored, dict) and isinstance(said, dict):
        for key in [*stored, *(key for key in said if key not in stored)]:
            here = f"{path}.{key}" if path else key
            if (key in stored) != (key in said):
                yield here
            elif not (key in _IDS and _is_id(stored[key]) and _is_id(said[key])):
                yield from differences(stored[key], said[key], here)
    elif isinstance(stored, list) and isinstance(said, list) and len(stored) == len(said):
        for at, (first, second) in enumerate(zip(stored, said, strict=True)):
            yield from differences(first, second, f"{path}[{at}]")
    else:
        yield path or "it"


def printable(text: str) -> str:
    """Text as it can stand in a line of code: what is not printed is escaped."""
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)


def _is_id(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(wrap(printable(text), _WIDTH, break_long_words=False, break_on_hyphens=False))
