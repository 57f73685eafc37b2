"""Views to what W&B stores and to Markdown, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from runpress.api.arguments import expect, expect_view
from runpress.codec.json_text import Json
from runpress.codec.oddities import Oddity
from runpress.codec.views import Decoded, Encoded, decode_view
from runpress.diagnostics.codes import stored as codes
from runpress.model.view import Page, Report, Workspace

DEFAULT_TITLE = "Untitled"


def encode(view: Report | Workspace) -> Encoded:
    """The spec that W&B stores for a view, and notes on what it can hold only in a simpler form.

    The same view gives the same spec; nothing is asked of a server.
    """
    from runpress.conversion.document import encode as encoded

    expect_view(view, "encode")
    return encoded(view)


def view_object(view: Report | Workspace) -> dict[str, Json]:
    """The view as W&B's API takes it: title, description, owner, and the spec as JSON text."""
    from runpress.conversion import envelope

    expect_view(view, "view_object")
    return envelope.view_object(envelope.about_view(view, title=DEFAULT_TITLE), encode(view).spec)


def decode(stored: str | bytes | Mapping[str, Json] | list[Json]) -> Decoded:
    """The view of a stored spec or view object, as JSON text or as its value, and what is odd in it.

    It may stand in an answer of W&B's API. `view` is None if there is no report and no workspace, or more than one.
    Encoded again, the view is what was stored. Raises TypeError for what is no JSON at all, such as a path.
    """
    from runpress.backends.markdown import print_block
    from runpress.codec.json_text import loads
    from runpress.conversion.document import blocks_of
    from runpress.conversion.envelope import SpecTextError, opened
    from runpress.syntax.json_faults import in_our_words

    expect(stored, (str, bytes, Mapping, list), "`decode`", "JSON text, or an object of JSON")
    if isinstance(stored, bytes):
        stored = stored.decode("utf-8", errors="replace")
    try:
        found = opened(loads(stored.removeprefix("\ufeff")) if isinstance(stored, str) else stored)
    except json.JSONDecodeError as fault:
        path = fault.path if isinstance(fault, SpecTextError) else ()
        return Decoded(None, (Oddity(codes.NOT_JSON, path, f"this is not JSON: {in_our_words(fault)}"),))
    if isinstance(found, Oddity):
        return Decoded(None, (found,))
    decoded = decode_view(found.spec, found.about, parse=blocks_of, markdown=print_block)
    return replace(decoded, findings=(*found.oddities, *decoded.findings))


def to_markdown(view: Report | Workspace | Page) -> str:
    """The document of a view, or of a page: Markdown that compiles to it."""
    from runpress.backends.markdown import print_view

    if not isinstance(view, Page):
        expect_view(view, "to_markdown")
    return print_view(view)
