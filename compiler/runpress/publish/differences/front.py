"""Front matter compared: what a server keeps of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from runpress.model.front_matter import FrontMatter
from runpress.publish.differences.options import compare_options, form_edits, options
from runpress.publish.differences.values import Edit

_PUBLISHED = ("kind", "title", "description", "project", "width", "authors", "settings", "extra")
_THREADS = "discussionThreads"


def front_edits(old: FrontMatter, new: FrontMatter) -> tuple[Edit, ...]:
    """Title, description and all else that is published."""
    return tuple(compare_options(_published(old), _published(new)))


def front_form(old: FrontMatter, new: FrontMatter) -> tuple[Edit, ...]:
    """How W&B keeps the view."""
    return tuple(form_edits(old, new))


def visibility_edits(old: FrontMatter, new: FrontMatter) -> tuple[Edit, ...]:
    """Whether it is a draft."""
    if old.draft == new.draft:
        return ()
    return (Edit(name="draft", verb="changed", before=old.draft, after=new.draft),)


def _published(front: FrontMatter) -> dict[str, Any]:
    said = options(front)
    said["project"] = front.project_path
    if isinstance(said.get("extra"), Mapping):
        said["extra"] = {key: value for key, value in said["extra"].items() if key != _THREADS}
    return {name: said[name] for name in _PUBLISHED if said.get(name)}
