"""A view to its spec, and a spec to its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from runpress.codec.about import About, Kind
from runpress.codec.fields import Decoding, Encoding
from runpress.codec.ids import Counted, Ids, repeated_ids
from runpress.codec.json_text import Json, objects_in
from runpress.codec.oddities import Oddity
from runpress.codec.said_ids import said_ids
from runpress.codec.text import quotable
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import stored as codes
from runpress.frozen import frozen
from runpress.model.blocks import Block
from runpress.model.front_matter import FrontMatter
from runpress.model.view import Report, Workspace


@frozen
class Encoded:
    """The spec of a view, and what W&B can hold only in a simpler form, or not at all."""

    spec: dict[str, Json]
    findings: tuple[Diagnostic, ...] = ()


@frozen
class Decoded:
    """The view of a spec, and what is odd in the spec. None if there is nothing that can be shown."""

    view: Report | Workspace | None
    findings: tuple[Oddity, ...] = ()


def encode_view(view: Report | Workspace, *, markdown: Callable[[Block], str]) -> Encoded:
    """The JSON that W&B stores for a view. `markdown` writes blocks that W&B keeps as Markdown, such as tables."""
    ids = Ids()
    ids.avoid(said_ids(view))
    encoded, scope = _encoded(view, markdown, ids)
    if not scope.has_raw_keys:
        return encoded
    from runpress.codec.settling import settled

    return Encoded(settled(encoded.spec, view, scope, Ids()), encoded.findings)


def encode_quickly(view: Report | Workspace, *, markdown: Callable[[Block], str]) -> Encoded:
    """As `encode_view`, with other ids, and keys in any order."""
    return _encoded(view, markdown, Counted())[0]


def encode_fields(view: Report | Workspace, *, markdown: Callable[[Block], str]) -> dict[str, Json]:
    """The spec as far as options and text say it, without what is kept beside them."""
    return _encoded(view, markdown, Counted(), is_bare=True)[0].spec


def _encoded(
    view: Report | Workspace, markdown: Callable[[Block], str], ids: Ids, *, is_bare: bool = False
) -> tuple[Encoded, Encoding]:
    scope = Encoding(ids=ids, markdown=markdown, project=view.front.project_path, is_bare=is_bare)
    if isinstance(view, Report):
        from runpress.codec.report import encode_report

        spec = encode_report(view, scope)
    else:
        from runpress.codec.workspace import encode_workspace

        spec = encode_workspace(view, scope)
    return Encoded(spec, tuple(sorted(scope.findings, key=lambda finding: finding.sort_key))), scope


def decode_view(
    spec: Json,
    about: About,
    *,
    parse: Callable[[str], tuple[Block, ...]],
    markdown: Callable[[Block], str],
    objects: list[dict[str, Json]] | None = None,
) -> Decoded:
    """The view that a spec says; encoded again, it is that spec. Never raises for any JSON.

    `parse` reads the Markdown that W&B keeps as Markdown, and `markdown` writes it, so that tables come back
    as tables. `objects` are all that the spec holds, if they are known.
    """
    kind = kind_of(spec)
    if kind is None:
        return Decoded(None, (Oddity(codes.NOT_A_VIEW, (), "this is neither a report nor a workspace"),))
    objects = objects_in(spec) if objects is None else objects
    scope = Decoding(parse=parse, markdown=markdown, project=about.project_path, repeated=repeated_ids(objects))
    if kind == "report":
        from runpress.codec.report import decode_report

        view: Report | Workspace | None = decode_report(spec, scope, objects=objects)
    else:
        from runpress.codec.workspace import decode_workspace

        view = decode_workspace(spec, scope)
    if view is None:
        return Decoded(None, tuple(scope.findings))
    return Decoded(replace(view, front=_titled(view.front, about)), tuple(scope.findings))


def kind_of(spec: Json) -> Kind | None:
    """What a bare spec is: a report has blocks (old ones: groups of panels), a workspace a section."""
    if not isinstance(spec, Mapping):
        return None
    if "blocks" in spec or "panelGroups" in spec:
        return "report"
    if "section" in spec:
        return "workspace"
    return None


def _titled(front: FrontMatter, about: About) -> FrontMatter:
    """The front matter with what stands beside the spec."""
    known: dict[str, Any] = {
        "title": quotable(about.title),
        "description": quotable(about.description),
        "project": "/".join(filter(None, (about.entity, about.project))) if about.project else "",
        "entity": about.entity if not about.project else "",
        "draft": about.is_draft,
    }
    return front.model_copy(update={name: value for name, value in known.items() if value})
