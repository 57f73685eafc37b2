"""What was last published, for a comparison of three sides: from the backups, else from the document at the commit that
the view names, else unknown.
"""

from __future__ import annotations

from dataclasses import replace

from runpress.frozen import frozen
from runpress.model.view import Report, Workspace
from runpress.pipeline import compile_document
from runpress.publish.backups import Backups
from runpress.publish.contents import Content
from runpress.publish.documents import LocalView
from runpress.publish.marker import Marker
from runpress.publish.repository import Repository
from runpress.publish.targets import Target
from runpress.source import SourceFile


@frozen
class Published:
    """A view that was published: its id, the digest of what was published, and what it says of itself."""

    view_id: str
    digest: str
    marker: Marker | None


def base_of(
    published: Published, local: LocalView, target: Target, *, backups: Backups, repository: Repository
) -> Content | None:
    """What was published; None if it is not known here. Never another content than that one."""
    if not published.digest:
        return None
    kept = backups.base(published.view_id, published.digest)
    if kept is not None or published.marker is None:
        return kept
    path = published.marker.path or repository.path_of(local.document.file)
    text = repository.text_at(published.marker.commit, path)
    return None if text is None else _compiled(text, local, target, published.digest)


def _compiled(text: str, local: LocalView, target: Target, digest: str) -> Content | None:
    """The content of an older text of a document, if it is what was published."""
    source = SourceFile(local.source.path, text)
    view = compile_document(source, defaults=local.site.defaults).view
    if not isinstance(view, Report | Workspace):
        return None
    compiled = replace(local, source=source, view=view).compiled_for(target)
    if compiled.about is None or compiled.spec is None:
        return None
    about = compiled.about
    content = Content(about.kind, title=about.title, description=about.description, spec=compiled.spec)
    return content if content.digest == digest else None
