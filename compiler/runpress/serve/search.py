"""The search index of the preview: titles and headings by a quick look, so that it need not wait for all pages."""

from __future__ import annotations

import re

from runpress.backends.html.escape import safe_anchor
from runpress.backends.html.search import index_script, search_entry
from runpress.backends.html.site import Site
from runpress.passes.anchors import slug, unique
from runpress.project import Document, UnreadableError
from runpress.project.documents import plain_heading
from runpress.project.files import read_bytes

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*$")
_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})")


def live_index(site: Site) -> str:
    """The index as a script."""
    return index_script(
        search_entry(document.url, site.titles[document.path], "", _headings(document)) for document in site.documents
    )


def _headings(document: Document) -> list[tuple[int, str, str]]:
    try:
        text = read_bytes(document.file).decode("utf-8", "replace")
    except UnreadableError:
        return []
    found: list[tuple[int, str, str]] = []
    taken: dict[str, int] = {}
    fence = ""
    for line in text.splitlines():
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif heading := _HEADING.match(line):
            title = plain_heading(heading[2])
            found.append((len(heading[1]), title, safe_anchor(unique(slug(title), taken))))
    return found
