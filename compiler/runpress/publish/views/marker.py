"""What a published view says of itself: the document that it comes from, and the digest of what was published.

The marker stands in the spec, at a place that W&B and its Python package keep, so that a publisher without a lock
and without write access to the repository knows the base of a comparison, too:

- in a report: `panelSettings.runpress`;
- in a workspace: a colour in `section.customRunColors` of a run set that does not exist, as text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from runpress.codec.json_text import Deep, Json, dumps, loads
from runpress.codec.normal import normal_form
from runpress.frozen import frozen
from runpress.publish.matching.comments import without_comments

if TYPE_CHECKING:
    from runpress.client.values import StoredView

REPORT_KEY = "runpress"
WORKSPACE_KEY = "run-color-group:%22runpress%22:%5B%5D"
"""A colour of the group `[]` in the run set `runpress`: W&B's package hands on colours of unknown groups as they are."""
VERSION = 1
_NAMES = ("document", "target", "commit", "digest", "repository", "path", "name")
_DIGEST_BYTES = 16


@frozen
class Marker:
    """The base that a view carries."""

    document: str
    """The document's id."""
    target: str
    """`entity/project`, with `:draft` behind it for a draft."""
    commit: str
    """The commit of the repository; empty if it is not known, or the document had changes that were not committed."""
    digest: str
    """The digest of what was published."""
    repository: str = ""
    """A digest that tells repositories apart; empty if it is not known."""
    path: str = ""
    """The document's path in its repository."""
    name: str = ""
    """The name of the view that it was written for, by which copies of it are told; empty if it is not known."""


def marker_of(view: StoredView) -> Marker | None:
    """The marker of a stored view."""
    if '"runpress' not in view.spec and "%22runpress" not in view.spec:
        return None
    try:
        return read_marker(loads(view.spec))
    except json.JSONDecodeError:
        return None


def read_marker(spec: Json) -> Marker | None:
    """The marker of a spec; None if it has none that can be read."""
    found = _stored(spec)
    if not isinstance(found, Mapping):
        return None
    values = [found.get(name, "") for name in _NAMES]
    texts = [value for value in values if isinstance(value, str)]
    marker = Marker(*texts) if len(texts) == len(values) else None
    return marker if marker and marker.document and marker.digest else None


def with_marker(spec: Mapping[str, Json], marker: Marker) -> dict[str, Json]:
    """The spec with a marker. The spec itself is not changed."""
    said = {"version": VERSION, **{name: getattr(marker, name) for name in _NAMES if getattr(marker, name)}}
    if "section" in spec:
        section = _mapping(spec["section"])
        text = json.dumps(said, separators=(",", ":"))
        return {**spec, "section": {**section, _COLORS: {**_mapping(section.get(_COLORS)), WORKSPACE_KEY: text}}}
    return {**spec, _SETTINGS: {**_mapping(spec.get(_SETTINGS)), REPORT_KEY: said}}


def without_marker(spec: Mapping[str, Json]) -> dict[str, Json]:
    """The spec without a marker. The spec itself is not changed."""
    section = spec.get("section")
    if isinstance(section, Mapping) and WORKSPACE_KEY in _mapping(section.get(_COLORS)):
        return {**spec, "section": {**section, _COLORS: _without(section[_COLORS], WORKSPACE_KEY)}}
    if REPORT_KEY in _mapping(spec.get(_SETTINGS)):
        return {**spec, _SETTINGS: _without(spec[_SETTINGS], REPORT_KEY)}
    return dict(spec)


def digest(spec: Json, *, title: str = "", description: str = "") -> str:
    """The digest of what a view says: of its spec without ids, comments and marker, and of what stands beside it.

    What stands before the id in the address of a report is for people only: whoever links to it may have another title.
    """
    bare = without_marker(spec) if isinstance(spec, Mapping) else spec
    text = dumps(_plain([title, description, normal_form(without_comments(_without_empty(bare)))]))
    if _REPORTS in text:
        text = _TITLE_IN_MARKDOWN.sub(r"\1", _TITLE_IN_LINK.sub(r"\1", text))
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST_BYTES).hexdigest()


_REPORTS: Final = "/reports/"
_TITLE_IN_LINK: Final = re.compile(
    r'("type": "link", "url": "https?://[^"\\?#]+?/reports/)[^"\\?#/]*--(?=[A-Za-z0-9_]+=*["#])'
)
_TITLE_IN_MARKDOWN: Final = re.compile(
    r'(\]\(https?://[^\s"\\?#()<>]+?/reports/)[^\s"\\?#()<>/]*--(?=[A-Za-z0-9_]+=*[\s)#\\])'
)
_SETTINGS = "panelSettings"
_UNTOUCHED: Mapping[str, Json] = {
    "xAxis": "_step",
    "smoothingWeight": 0,
    "smoothingType": "exponential",
    "ignoreOutliers": False,
    "xAxisActive": False,
    "smoothingActive": False,
    "useRunsTableGroupingInPanels": True,
}
"""What W&B's editor writes into a report whose settings nobody has chosen."""
_COLORS = "customRunColors"


def _stored(spec: Json) -> Json:
    spec = _mapping(spec)
    found = _mapping(spec.get(_SETTINGS)).get(REPORT_KEY)
    if found is not None:
        return found
    text = _mapping(_mapping(spec.get("section")).get(_COLORS)).get(WORKSPACE_KEY)
    try:
        return json.loads(text) if isinstance(text, str) else None
    except (ValueError, RecursionError):
        return None


def _mapping(value: Json) -> Mapping[str, Json]:
    return value if isinstance(value, Mapping) else {}


def _without(holder: Mapping[str, Json], name: str) -> dict[str, Json]:
    return {key: value for key, value in holder.items() if key != name}


def _without_empty(spec: Json) -> Json:
    """A spec without the holders of markers where nothing else is in them: a marker may have made them."""
    if not isinstance(spec, Mapping):
        return spec
    left = {key: value for key, value in spec.items() if key not in (_SETTINGS, "discussionThreads") or value}
    if isinstance(left.get(_SETTINGS), Mapping):
        chosen = {key: value for key, value in left.pop(_SETTINGS).items() if _UNTOUCHED.get(key, ...) != value}
        left.update({_SETTINGS: chosen} if chosen else {})
    left.pop("discussionThreads", None)
    section = left.get("section")
    if isinstance(section, Mapping) and not section.get(_COLORS):
        left["section"] = _without(section, _COLORS)
    return left


def _plain(value: Json) -> Json:
    """A value with one text for all that is equal: keys in order, 1.0 as 1."""
    if isinstance(value, dict):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return {"deep": value.packed} if isinstance(value, Deep) else value
