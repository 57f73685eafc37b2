"""What printing shares: how options are written, and where the blocks stand that are being written."""

from __future__ import annotations

from runpress.frozen import frozen
from runpress.model.front_matter import Dialect


@frozen
class Settings:
    """How a whole document is written."""

    expand: bool = False
    """Whether options have their long forms."""
    has_labels: bool = False
    """Whether links by reference are defined, so that any `[…]` may be one."""
    keeps_defaults: bool = False
    """Whether options are written that say what is meant anyway: they may override other defaults."""
    keeps_x: bool = False
    """Whether sections or the workspace say an x axis, which the one of a panel overrides."""
    dialect: Dialect | None = "sdk"
    """Of the document; None where it may be another one, so that nothing is left to it."""
    is_source: bool = False
    """Whether options are those that an author wrote."""
    names: frozenset[str] = frozenset()
    """The names of run sets that panels and grids ask for."""


@frozen
class Place:
    """Where a list of blocks stands."""

    is_start: bool = False
    """Its first block stands at the very beginning of a document, where `---` would be front matter."""
    is_item: bool = False
    """Its first block begins a list item that is no task, where `[ ]` would make it one."""
    bullet: str = ""
    """The bullet before its first block, `-` for example."""
    is_tight: bool = False
    """Blocks follow each other without blank lines, where they can."""

    @property
    def later(self) -> Place:
        """The place of blocks behind the first."""
        return TIGHT if self.is_tight else TOP


TOP = Place()
TIGHT = Place(is_tight=True)
DEFAULT = Settings()
