"""Two stored views compared: both are decoded, so that what differs is said as a document would say it."""

from __future__ import annotations

from collections.abc import Mapping

from runpress.backends.markdown import print_block
from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.normal import without_references
from runpress.codec.views import decode_view
from runpress.conversion.document import blocks_of
from runpress.model.view import Report, Workspace
from runpress.publish.comments import without_comments
from runpress.publish.differences.values import Differences
from runpress.publish.differences.views import compare_views
from runpress.publish.marker import without_marker


def compare_stored(
    old: Mapping[str, Json], new: Mapping[str, Json], *, old_about: About, new_about: About
) -> Differences:
    """How the second spec differs from the first. Ids, comments, markers and the order of keys do not count."""
    first, second = _view(old, old_about), _view(new, new_about)
    if first is None or second is None:
        raise ValueError("one of the two is no view")
    return compare_views(first, second)


def _view(spec: Mapping[str, Json], about: About) -> Report | Workspace | None:
    bare = without_comments(without_references(without_marker(spec)))
    return decode_view(bare, about, parse=blocks_of, markdown=print_block).view
