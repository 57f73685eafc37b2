"""Two stored views compared: both are decoded, so that what differs is said as a document would say it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from runpress.backends.markdown import print_block
from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.normal import is_equal, without_references
from runpress.codec.views import decode_view
from runpress.conversion.document import blocks_of
from runpress.model.view import Report, Workspace
from runpress.publish.differences.values import Differences, Edit
from runpress.publish.differences.views import compare_views
from runpress.publish.matching.comments import without_comments
from runpress.publish.matching.spec_parts import PANEL_ID, holders_of
from runpress.publish.views.marker import without_marker

_THREADS = "discussionThreads"


def compare_stored(
    old: Mapping[str, Json], new: Mapping[str, Json], *, old_about: About, new_about: About
) -> Differences:
    """How the second spec differs from the first. Ids, comments, markers and the order of keys do not count.

    Raises ValueError if one of them is no view.
    """
    specs = _bare(old), _bare(new)
    first, second = _view(specs[0], old_about), _view(specs[1], new_about)
    found = compare_views(first, second, ids=(_panel_ids(old), _panel_ids(new)))
    if not found and not is_equal(*specs):
        # Text is cut into other pieces, for example.
        return replace(found, form=(Edit(name="", verb="changed"),))
    return found


def _bare(spec: Mapping[str, Json]) -> dict[str, Json]:
    """The spec without what belongs to the server and to runpress."""
    bare = without_comments(without_references(without_marker(spec)))
    return {key: value for key, value in bare.items() if key != _THREADS}


def _view(spec: Mapping[str, Json], about: About) -> Report | Workspace:
    view = decode_view(spec, about, parse=blocks_of, markdown=print_block).view
    if view is None:
        raise ValueError("this is neither a report nor a workspace")
    return view


def _panel_ids(spec: Mapping[str, Json]) -> list[str]:
    """The ids of all panels, in the order of the text."""
    panels = (panel for holder in holders_of(spec) for panel in holder.panels)
    return [id_ if isinstance(id_ := panel.get(PANEL_ID), str) else "" for panel in panels]
