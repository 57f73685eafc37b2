"""The search index: titles and headings of all pages.

It is a classic script that sets one variable, because pages on disk may not read files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from runpress.project.targets import address

VARIABLE = "runpressSearch"


def search_entry(path: str, title: str, text: str, headings: Iterable[tuple[int, str, str]]) -> dict[str, Any]:
    """A page in the index, by its path in the site."""
    found = [{"title": heading, "anchor": anchor} for _, heading, anchor in headings if anchor]
    return {"title": title, "href": address(path), "text": text, "headings": found}


def _index_text(entries: Iterable[dict[str, Any]]) -> str:
    """The index as JSON that can stand inside a script element."""
    text = json.dumps({"documents": list(entries)}, ensure_ascii=False, separators=(",", ":"))
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def index_script(entries: Iterable[dict[str, Any]]) -> str:
    """The index as a classic script."""
    return f"window.{VARIABLE}={_index_text(entries)};\n"
