"""What differs between two views, as values; the printers beside this module show them.

Differences             two views
  Edit                  an option that was added, removed or changed, in the document's words
    Edit                a clause of a filter, an item of a long list
  Change                a block, a panel, a run set, a section that was added, removed, moved or changed
    Edit, Piece         its options; the words of its text
"""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from runpress.frozen import frozen

Verb: TypeAlias = Literal["added", "removed", "changed", "moved"]


@frozen
class Piece:
    """A stretch of text that is the same on both sides, or only on one."""

    verb: Literal["same", "added", "removed"]
    text: str


Pieces: TypeAlias = tuple[Piece, ...]


@frozen(kw_only=True)
class Edit:
    """An option that differs. Values are those that YAML would hold, keys in the document's short forms."""

    name: str
    """The option as documents spell it, with the way to a part of it: `smoothing.weight`; empty for a clause."""
    verb: Literal["added", "removed", "changed"]
    before: Any = None
    """Its value; nothing if it was not said (`verb` is `added`)."""
    after: Any = None
    parts: tuple[Edit, ...] = ()
    """The clauses of a filter or the items of a list that differ, where they say more than the whole."""
    pieces: Pieces = ()
    """The words of a text that differ, where they say more than the whole."""


@frozen(kw_only=True)
class Spot:
    """Where something stands."""

    path: tuple[int, ...]
    """Positions from 0: the block in the report (or the section), then what is inside it."""
    under: str = ""
    """The heading above it; empty at the beginning."""
    behind: str = ""
    """What stands before it; empty at the beginning."""
    fold: str = ""
    """The heading or the summary of the fold that it stands in; empty if it stands in none."""


@frozen(kw_only=True)
class Change:
    """One thing that differs."""

    verb: Verb
    """The most telling one: what moved and changed is `changed`, and its spots say that it moved."""
    kind: str
    """What it is, in words for people: `paragraph`, `panel`, `run set`, `section`."""
    name: str = ""
    """How people know it: a title, the text of a heading, the first words."""
    type: str = ""
    """The type of a panel."""
    before: Spot | None = None
    after: Spot | None = None
    has_moved: bool = False
    edits: tuple[Edit, ...] = ()
    pieces: Pieces = ()
    text: str = ""
    """All of what was added or removed, as documents say it."""
    count: int = 1
    """How many blocks moved together, or how many grids have the run set."""


@frozen(kw_only=True)
class Differences:
    """How the second of two views differs from the first; false if it says the same."""

    front: tuple[Edit, ...] = ()
    """Title, description, width, authors, settings."""
    changes: tuple[Change, ...] = ()
    """What was added, changed and moved, in the order of the new text."""
    visibility: tuple[Edit, ...] = ()
    """Who can see it: `draft`, `share`."""
    removals: tuple[Change, ...] = ()
    """What is gone, in the order of the old text."""
    form: tuple[Edit, ...] = ()
    """What readers do not see: how W&B keeps it."""

    def __bool__(self) -> bool:
        return bool(self.front or self.changes or self.visibility or self.removals or self.form)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.front) + len(self.changes) + len(self.visibility) + len(self.removals)
