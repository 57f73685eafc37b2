"""Arguments of the wrong kind are errors that name the argument, what it takes and what was given."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from runpress.model.blocks import Block
from runpress.model.node import Node
from runpress.model.view import Report, Section, Workspace

Item = TypeVar("Item")
_SINGLE = (str, bytes, Node, Block, Section)
"""What can be walked over, or looks like it, and is one thing all the same."""


def items(given: Item | Iterable[Item], kinds: type | tuple[type, ...], holder: str, holds: str) -> list[Item]:
    """The items of an argument that takes several: one alone is a list of one.

    Raises TypeError for any other kind of item.
    """
    found: list[Any] = [given] if isinstance(given, _SINGLE) or not isinstance(given, Iterable) else list(given)
    for item in found:
        if not isinstance(item, kinds):
            raise TypeError(f"{holder} holds {holds}, not {_name(item)}")
    return found


def expect(given: object, kinds: type | tuple[type, ...], place: str, takes: str) -> None:
    """Raise TypeError for an argument of another kind; None is an argument that is left out."""
    if given is not None and not isinstance(given, kinds):
        raise TypeError(f"{place} takes {takes}, not {_name(given)}")


def expect_view(given: object, function: str) -> None:
    """Raise TypeError for what is no view."""
    if isinstance(given, Report | Workspace):
        return
    hint = ": its front matter has no `kind`" if type(given).__name__ == "Page" else ""
    hint = ": its `view` is one" if type(given).__name__ in ("Compiled", "Decoded") else hint
    raise TypeError(f"`{function}` takes a report or a workspace, not {_name(given)}{hint}")


def _name(value: object) -> str:
    return "None" if value is None else type(value).__name__
