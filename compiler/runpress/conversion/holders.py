"""Where a JSON value holds views: at its top, in an answer of W&B's API, in a list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runpress.codec.about import VIEW_TYPES
from runpress.codec.json_text import Json
from runpress.codec.json_values import as_object, objects
from runpress.codec.oddities import JsonPath, Oddity, path_text
from runpress.codec.views import kind_of
from runpress.diagnostics.codes import stored as codes
from runpress.frozen import frozen

WHAT_IS_READ = "a bare spec has `blocks` (a report) or `section` (a workspace); a view object has it in `spec`"
_AROUND = frozenset({"data", "view"})
"""What stands around a view in an answer that is about nothing else."""
_DEEPEST = 12
"""Levels. Answers of the API hold views in seven."""
_SHOWN = 5


@frozen
class Holder:
    """An object that holds the spec of a view, or that is one."""

    value: Mapping[str, Any]
    path: JsonPath
    is_bare: bool
    """Whether it is the spec itself."""

    @property
    def spec(self) -> tuple[Json, JsonPath]:
        """The spec, perhaps as text, and where it stands."""
        return (self.value, self.path) if self.is_bare else (self.value["spec"], (*self.path, "spec"))


def holders_in(value: Json, path: JsonPath = ()) -> Iterator[Holder]:
    """The views in a value, in their order; nothing is looked for inside a view."""
    if isinstance(value, Mapping):
        if kind_of(value) is not None and all(isinstance(step, int) or step in _AROUND for step in path):
            yield Holder(value, path, is_bare=True)
            return
        if _is_holder(value, path):
            yield Holder(value, path, is_bare=False)
            return
        parts: Iterator[tuple[str | int, Json]] = iter(value.items())
    elif isinstance(value, list):
        parts = iter(enumerate(value))
    else:
        return
    if len(path) < _DEEPEST:
        for step, inner in parts:
            yield from holders_in(inner, (*path, step))


def no_single_view(value: Json, found: Sequence[Holder]) -> Oddity:
    """What to say of a value that holds no view, or several."""
    if found:
        shown = ", ".join(map(_named, found[:_SHOWN])) + (", …" if len(found) > _SHOWN else "")
        step = path_text(found[0].path)[1:]
        help_ = f"pull them one by one: `jq '{step if step.startswith('.') else f'.{step}'}'` takes out the first"
        return Oddity(codes.NOT_A_VIEW, (), f"this holds {len(found)} views: {shown}", help_)
    answer = as_object(value)
    refusals = [each["message"] for each in objects(answer.get("errors")) if isinstance(each.get("message"), str)]
    if refusals:
        message = f"this is an answer without a view: {refusals[0]}"
        return Oddity(codes.NOT_A_VIEW, ("errors",), message, "ask again, with a key that may read the view")
    if "data" in answer:
        help_ = "ask for the `spec` of a view that is there, with a key that may read it"
        return Oddity(codes.NOT_A_VIEW, ("data",), "this is an answer without a view", help_)
    return Oddity(codes.NOT_A_VIEW, (), "this is neither a report nor a workspace", WHAT_IS_READ)


def _is_holder(value: Mapping[str, Any], path: JsonPath) -> bool:
    """Whether an object is a view. What may be anything else must look like one."""
    if not isinstance(value.get("spec"), str | Mapping):
        return False
    kind = value.get("type")
    return set(path) <= _AROUND or "displayName" in value or (isinstance(kind, str) and kind in VIEW_TYPES)


def _named(holder: Holder) -> str:
    title = holder.value.get("displayName")
    return f"`{path_text(holder.path)}`" + (f" ({title})" if isinstance(title, str) and title else "")
