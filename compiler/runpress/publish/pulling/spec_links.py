"""Links in stored specs: those of prose, and those in the Markdown of panels, tables and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from runpress.codec.json_text import Json, objects_in
from runpress.publish.views.addresses import is_address

_LINK: Final = re.compile(r"(?<=\]\()(?:https?://[^\s()<>]+)(?=[\s)])", re.IGNORECASE)
"""The address of an inline link, as most people and programs write it."""
_PANEL: Final = "Markdown Panel"
_BLOCK: Final = "markdown-block"


def links_in(spec: Mapping[str, Json]) -> Iterator[str]:
    """The addresses of other pages that a spec links to, in their order; some several times."""
    for node in objects_in(dict(spec)):
        url = node.get("url")
        if node.get("type") == "link" and isinstance(url, str) and is_address(url):
            yield url
        for holder, name in _markdown_of(node):
            yield from _LINK.findall(str(holder[name]))


def with_urls(spec: Mapping[str, Json], changes: Mapping[str, str]) -> dict[str, Json]:
    """A spec with other addresses in its links. The spec itself is not changed."""

    def changed(value: Json) -> Json:
        if isinstance(value, list):
            return [changed(inner) for inner in value]
        if not isinstance(value, dict):
            return value
        new = {key: changed(inner) for key, inner in value.items()}
        if new.get("type") == "link" and new.get("url") in changes:
            new["url"] = changes[new["url"]]
        for holder, name in _markdown_of(new):
            holder[name] = _LINK.sub(lambda found: changes.get(found[0], found[0]), holder[name])
        return new

    return {key: changed(inner) for key, inner in spec.items()}


def _markdown_of(node: dict[str, Json]) -> Iterator[tuple[dict[str, Json], str]]:
    """Where an object of a spec keeps Markdown: the holder, and the key in it."""
    config = node.get("config")
    if node.get("viewType") == _PANEL and isinstance(config, dict) and isinstance(config.get("value"), str):
        yield config, "value"
    if node.get("type") == _BLOCK and isinstance(node.get("content"), str):
        yield node, "content"
