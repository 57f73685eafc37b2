"""Strategies for what a server holds of a document: other ids, comments in its text, and edits of somebody else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from runpress.codec.normal import Names, renamed
from runpress.conversion.document import encode
from runpress.model.view import Report, Workspace
from runpress.publish.matching.spec_parts import holders_of, workspace_runsets
from support.view_edits import edited_reports, edited_workspaces


@st.composite
def server_copies(draw: st.DrawFn, view: Report | Workspace) -> tuple[dict[str, Any], dict[str, Any]]:
    """The spec of a document, and what the server holds of it: most of the time with one change."""
    edits = edited_reports(view) if isinstance(view, Report) else edited_workspaces(view)
    other = draw(edits)[0] if draw(st.integers(0, 3)) else view
    spec, stored = encode(view).spec, copy.deepcopy(encode(other).spec)
    stored = _with_ids(draw, stored)
    if "blocks" in stored:
        _comment(draw, stored)
        stored["discussionThreads"] = draw(st.sampled_from([[], [{"id": "t0"}]]))
    return spec, stored


def ids_in(spec: dict[str, Any]) -> list[str]:
    """All ids of panels, run sets and sections that are no empty text."""
    holders = holders_of(spec)
    runsets = [runset for holder in holders for runset in holder.runsets]
    found = [panel.get("__id__") for holder in holders for panel in holder.panels]
    found += [runset.get("id") for runset in [*runsets, *workspace_runsets(spec)]]
    return [id_ for id_ in [*found, *(holder.id for holder in holders)] if isinstance(id_, str) and id_]


def leaves_in(value: Any) -> Iterator[dict[str, Any]]:
    """The leaves of text in blocks."""
    if isinstance(value, list):
        for item in value:
            yield from leaves_in(item)
    elif isinstance(value, dict) and value.get("type") != "panel-grid":
        if isinstance(value.get("text"), str):
            yield value
        yield from leaves_in(value.get("children"))
        yield from leaves_in(value.get("collapsedChildren"))


def _with_ids(draw: st.DrawFn, spec: dict[str, Any]) -> dict[str, Any]:
    """The spec with ids of the server's own, sometimes those of ours in another order."""
    ids = list(dict.fromkeys(ids_in(spec)))
    others = draw(st.permutations(ids)) if draw(st.booleans()) else [f"server{at}" for at in range(len(ids))]
    names = dict(zip(ids, others, strict=True))
    return renamed(spec, Names(panels=names, sections=names, runsets=names))  # type: ignore[no-any-return]  # an object


def _comment(draw: st.DrawFn, spec: dict[str, Any]) -> None:
    """Put a comment on a word or two of a leaf, which is cut there."""
    lines = [line for line in _lists(spec["blocks"]) if any(leaf.get("text", "").strip() for leaf in line)]
    if not lines or not draw(st.booleans()):
        return
    line = draw(st.sampled_from(lines))
    at = draw(st.sampled_from([at for at, leaf in enumerate(line) if leaf.get("text", "").strip()]))
    text = line[at]["text"]
    begin = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(begin + 1, len(text)))
    anchor = {"inlineComment_r1": {"refID": "r1", "threadID": "t0", "commentID": "c1"}}
    parts = [(text[:begin], {}), (text[begin:end], anchor), (text[end:], {})]
    line[at : at + 1] = [{**line[at], "text": part, **more} for part, more in parts if part]


def _lists(value: Any) -> Iterator[list[dict[str, Any]]]:
    """The lists of leaves in blocks."""
    if isinstance(value, list):
        if value and all(isinstance(item, dict) and isinstance(item.get("text"), str) for item in value):
            yield value
        for item in value:
            yield from _lists(item)
    elif isinstance(value, dict) and value.get("type") != "panel-grid":
        yield from _lists(value.get("children"))
        yield from _lists(value.get("collapsedChildren"))
