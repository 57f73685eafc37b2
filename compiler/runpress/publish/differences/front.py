"""Front matter compared: what a server keeps of it."""

from __future__ import annotations

from runpress.model.front_matter import FrontMatter
from runpress.publish.differences.values import Edit


def front_edits(old: FrontMatter, new: FrontMatter) -> tuple[Edit, ...]:
    """Title, description and all else that is published."""
    del old, new
    return ()


def visibility_edits(old: FrontMatter, new: FrontMatter) -> tuple[Edit, ...]:
    """Whether it is a draft."""
    if old.draft == new.draft:
        return ()
    return (Edit(name="draft", verb="changed", before=old.draft, after=new.draft),)
