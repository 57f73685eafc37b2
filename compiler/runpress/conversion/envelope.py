"""The view object that W&B's API gives and takes: what stands beside the spec, and the spec as JSON text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from runpress.codec.about import DRAFT, VIEW_TYPES, About
from runpress.codec.json_text import Json, compact, loads
from runpress.codec.oddities import JsonPath
from runpress.codec.views import kind_of
from runpress.model.view import Report, Workspace
from runpress.syntax.json_faults import in_our_words

DEFAULT_TITLE = "Untitled"


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


def opened(value: Json) -> tuple[About, Json] | None:
    """What a JSON value holds: a bare spec, also as JSON text, or a view object whose spec is an object or such a text.

    None if it holds neither. Raises SpecTextError if the text of a spec is no JSON.
    """
    if isinstance(value, str) and value.lstrip().startswith("{"):
        value = _spec_of_text(value, ())
    if not isinstance(value, Mapping):
        return None
    kind = kind_of(value)
    if kind is not None:
        return About(kind), value
    holder, path = _holder(value)
    if holder is None:
        return None
    spec = _spec_of_text(holder["spec"], path) if isinstance(holder["spec"], str) else holder["spec"]
    kind = kind_of(spec) or VIEW_TYPES.get(_text(holder, "type"))
    return (_about(holder, kind), spec) if kind else None


def texts_in(text: str, value: Json) -> Iterator[tuple[str, Json, JsonPath]]:
    """The JSON text of a value that is a view, and the text of the spec in it: each with its value and its path."""
    yield text, value, ()
    is_view = isinstance(value, Mapping) and kind_of(value) is None
    holder, path = _holder(value) if is_view else (None, ())
    inner = holder["spec"] if holder else value
    if isinstance(inner, str):
        yield inner, loads(inner), path


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


def _spec_of_text(text: str, path: JsonPath) -> Json:
    try:
        return loads(text)
    except json.JSONDecodeError as fault:
        raise SpecTextError(fault, path) from fault


def _holder(value: Mapping[str, Any]) -> tuple[Mapping[str, Any] | None, JsonPath]:
    """The view object and the path of its spec, also inside an answer of the API: `{"data": {"view": {…}}}`."""
    path: JsonPath = ()
    while True:
        if isinstance(value.get("spec"), str | Mapping):
            return value, (*path, "spec")
        key = next((key for key in ("data", "view") if isinstance(value.get(key), Mapping)), None)
        if key is None:
            return None, path
        value, path = value[key], (*path, key)


def _text(holder: Mapping[str, Any], key: str) -> str:
    value = holder.get(key)
    return value if isinstance(value, str) else ""
