"""What was last published, for a comparison of three sides: from the backups, else from the document at the commit that
the view names, else unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.frozen import frozen
from runpress.model.view import Report, Workspace
from runpress.pipeline import compile_document
from runpress.publish.preparing.documents import LocalView
from runpress.publish.views.contents import Content
from runpress.publish.views.marker import Marker
from runpress.source import SourceFile

if TYPE_CHECKING:
    from runpress.publish.planning.placing import Surroundings


@frozen
class Published:
    """A view that was published: its id, the digest of what was published, and what it says of itself."""

    view_id: str
    digest: str
    marker: Marker | None


def base_of(
    published: Published, local: LocalView, made: Callable[[LocalView], Content], around: Surroundings
) -> Content | None:
    """What was published; None if it is not known here. Never another content than that one.

    `made` gives the content of a document, as it is published.
    """
    marker = published.marker
    if not published.digest:
        return None
    kept = around.backups.base(published.view_id, published.digest)
    if kept is not None or marker is None:
        return kept
    path = marker.path or around.repository.path_of(local.document.file)
    text = around.repository.text_at(marker.commit, path)
    content = None if text is None else _content(text, local, made)
    return content if content is not None and content.digest == published.digest else None


def _content(text: str, local: LocalView, made: Callable[[LocalView], Content]) -> Content | None:
    """What an older text of a document becomes; None if it is no view."""
    source = SourceFile(local.source.path, text)
    view = compile_document(source, defaults=local.site.defaults).view
    return made(replace(local, source=source, view=view)) if isinstance(view, Report | Workspace) else None
