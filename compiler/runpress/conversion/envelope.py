"""The view object that W&B's API gives and takes: what stands beside the spec, and the spec as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from runpress.codec.about import DRAFT, VIEW_TYPES, About
from runpress.codec.json_text import Json, compact, loads
from runpress.codec.oddities import JsonPath, Oddity
from runpress.codec.views import kind_of
from runpress.conversion.holders import Holder, holders_in, no_single_view
from runpress.diagnostics.codes import stored as codes
from runpress.frozen import frozen
from runpress.model.view import Report, Workspace
from runpress.syntax.json_faults import in_our_words

_TEXTS = ("displayName", "description", "entityName", "projectName")
_OPENING = ("{", "[", '"')
"""What the text of a view may begin with."""
_MOST = 100
"""More views are not counted."""


class SpecTextError(json.JSONDecodeError):
    """The spec of a view object is a text that is no JSON; `path` is where it stands."""

    def __init__(self, fault: json.JSONDecodeError, path: JsonPath) -> None:
        told = in_our_words(fault)
        super().__init__(told.msg, told.doc, told.pos)
        self.path = path


def about_view(view: Report | Workspace, *, title: str) -> About:
    """What stands beside the spec of a document's view; `title` if the document does not say one."""
    front = view.front
    entity, _, project = (front.project_path or "").rpartition("/")
    is_report = isinstance(view, Report)
    return About(
        kind="report" if is_report else "workspace",
        title=front.title or title,
        description=front.description or "",
        entity=entity or front.entity or "",
        project=project,
        is_draft=front.draft and is_report,
    )


def view_object(about: About, spec: Mapping[str, Json]) -> dict[str, Json]:
    """The view as W&B's API has it."""
    return {
        "type": about.view_type,
        "displayName": about.title,
        "description": about.description,
        "entityName": about.entity,
        "projectName": about.project,
        "spec": compact(spec),
    }


@frozen
class Opened:
    """What a JSON value holds: the spec, where it stands, and what stands beside it."""

    about: About
    spec: Json
    path: JsonPath = ()
    oddities: tuple[Oddity, ...] = ()


def opened(value: Json) -> Opened | Oddity:
    """The view in a JSON value: a bare spec or a view object, also in an answer of the API, also as JSON text.

    What is wrong if there is none, or more than one. Raises SpecTextError if the text of a spec is no JSON.
    """
    value = _without_text(value, ())
    found = list(islice(holders_in(value), _MOST))
    if len(found) != 1:
        return no_single_view(value, found)
    holder = found[0]
    spec, path = holder.spec
    spec = _without_text(_spec_of_text(spec, path) if isinstance(spec, str) else spec, path)
    kind = kind_of(spec) or VIEW_TYPES.get(_text(holder.value, "type"))
    if kind is None:
        return no_single_view(value, ())
    if holder.is_bare:
        return Opened(About(kind), spec, path)
    return Opened(_about(holder.value, kind), spec, path, tuple(_odd_texts(holder)))


def texts_in(text: str, value: Json) -> Iterator[tuple[str, Json, JsonPath]]:
    """The JSON text of a value that is a view, and the text of the spec in it: each with its value and its path."""
    yield text, value, ()
    while isinstance(value, str):
        text, value = value, loads(value)
        yield text, value, ()
    holder = next(holders_in(value), None)
    inner, path = holder.spec if holder else (None, ())
    while isinstance(inner, str):
        text, inner = inner, loads(inner)
        yield text, inner, path


def _about(holder: Mapping[str, Any], kind: Any) -> About:
    project = holder["project"] if isinstance(holder.get("project"), Mapping) else {}
    return About(
        kind=kind,
        title=_text(holder, "displayName"),
        description=_text(holder, "description"),
        entity=_text(holder, "entityName") or _text(project, "entityName"),
        project=_text(holder, "projectName") or _text(project, "name"),
        is_draft=_text(holder, "type") == DRAFT,
    )


def _odd_texts(holder: Holder) -> Iterator[Oddity]:
    """What stands beside a spec and is no text."""
    for key in _TEXTS:
        value = holder.value.get(key)
        if value is not None and not isinstance(value, str):
            yield Oddity(codes.ODD_VALUE, (*holder.path, key), "a text belongs here; it is left out")


def _without_text(value: Json, path: JsonPath) -> Json:
    """The value of a JSON text, which may be the text of a text; any other value is itself."""
    while isinstance(value, str) and value.lstrip()[:1] in _OPENING:
        value = _spec_of_text(value, path)
    return value


def _spec_of_text(text: str, path: JsonPath) -> Json:
    try:
        return loads(text)
    except json.JSONDecodeError as fault:
        raise SpecTextError(fault, path) from fault


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
