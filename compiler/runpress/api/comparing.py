"""How two views differ, whatever they were made from: code, a document, a stored spec."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.api.arguments import expect_view
from runpress.codec.json_text import Json
from runpress.codec.normal import normal_form
from runpress.codec.oddities import JsonPath, path_text
from runpress.codec.residue import same
from runpress.frozen import frozen
from runpress.model.view import Report, Workspace

_BESIDE = ("title", "description", "project_path", "draft")


@frozen
class Difference:
    """One place where two views differ. What a view lacks is `None`, as what is null in it: `missing` says which."""

    path: str
    """A JSON path in the spec, `$.blocks[3].metadata`, or the name of an option of the front matter."""
    before: Json
    after: Json
    missing: str = ""
    """`before` or `after`, if one of the two has nothing there."""

    def __str__(self) -> str:
        before = "nothing" if self.missing == "before" else repr(self.before)
        after = "nothing" if self.missing == "after" else repr(self.after)
        return f"{self.path}: {before} -> {after}"


def compare(before: Report | Workspace, after: Report | Workspace) -> tuple[Difference, ...]:
    """Where two views differ, in what W&B stores of them; ids that a server gives out do not count."""
    from runpress.api.views import encode

    for view in (before, after):
        expect_view(view, "compare")
    beside = [
        Difference(name, first, second)
        for name in _BESIDE
        if (first := getattr(before.front, name)) != (second := getattr(after.front, name))
    ]
    first, second = (normal_form(encode(view).spec) for view in (before, after))
    return (*beside, *_differences(first, second, ()))


def _differences(before: Json, after: Json, path: JsonPath) -> Iterator[Difference]:
    if same(before, after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _at(key, before, after, path)
    elif isinstance(before, list) and isinstance(after, list):
        for at in range(max(len(before), len(after))):
            yield from _at(at, dict(enumerate(before)), dict(enumerate(after)), path)
    else:
        yield Difference(path_text(path), before, after)


def _at(key: str | int, before: dict[Json, Json], after: dict[Json, Json], path: JsonPath) -> Iterator[Difference]:
    here = (*path, key)
    if key not in after:
        yield Difference(path_text(here), before[key], None, "after")
    elif key not in before:
        yield Difference(path_text(here), None, after[key], "before")
    else:
        yield from _differences(before[key], after[key], here)
