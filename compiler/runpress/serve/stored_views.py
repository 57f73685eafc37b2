"""Views that clients saved to the local server, as pages: found by W&B's own addresses, drawn like documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from runpress.codec.about import DRAFT, VIEW_TYPES, WORKSPACE, About
from runpress.codec.json_text import loads
from runpress.conversion.document import document_of
from runpress.project import Document
from runpress.serve.addresses import STORED_VIEWS
from runpress.server.context import global_id, number_of

if TYPE_CHECKING:
    from runpress.server.context import Server
    from runpress.server.store import Share, View


class StoredPage(NamedTuple):
    """A view as a document: the text says it, the document is where it would be."""

    document: Document
    text: str
    title: str = ""


class StoredViews:
    """The views of one local server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def page(self, view_id: str) -> StoredPage | None:
        """The page of a view; None if there is none, or nothing in it that can be shown."""
        number = number_of("View", view_id)
        view = None if number is None else self._server.views.find(number)
        if view is None or view.type not in VIEW_TYPES:
            return None
        text, _, _ = document_of(_spec(view), _about(view))
        if text is None:
            return None
        path = self.path(global_id("View", view.id))
        return StoredPage(Document(path, Path(path), path.removesuffix(".md")), text, view.display_name)

    def numbered(self, number: int) -> str:
        """The id of the view with a number."""
        return global_id("View", number)

    def path(self, view_id: str) -> str:
        """The path that a view's page has as a document, also where there is none any more."""
        return f"{STORED_VIEWS}{quote(view_id)}.md"

    def image(self, view_id: str, name: str) -> Path | None:
        """An image that a client put for a view; None if there is none."""
        return self._server.image(view_id, name)

    def address(self, entity: str, project: str, *, slug: str = "", workspace: str = "") -> str | None:
        """The address of a view's page below the documents.

        A report is asked for by what stands behind the last `--` of its slug, a workspace by what `nw=` says.
        """
        number = self.number_at(entity, project, slug=slug, workspace=workspace)
        return None if number is None else STORED_VIEWS + quote(global_id("View", number))

    def number_at(self, entity: str, project: str, *, slug: str = "", workspace: str = "") -> int | None:
        """The number of the view at an address; None if there is none."""
        found = self._server.projects.find(entity, project)
        if found is None:
            return None
        if slug:
            number = number_of("View", slug.rpartition("--")[2])
            view = None if number is None else self._server.views.find(number)
        else:
            named = self._server.views.all(found, type=WORKSPACE, name=f"nw-{workspace}-v")
            view = named[0] if named else None
        return None if view is None or view.project.id != found.id else view.id

    def share(self, token: str) -> Share | None:
        """The share link with a token; None if there is none, or it was disabled."""
        return self._server.shares.find(token)

    def projects_of(self, share: Share) -> frozenset[str]:
        """The projects that a share link may read, as `entity/project`."""
        view = self._server.views.find(share.view_id)
        own = view.project.entity if view is not None else self._server.entity
        read = [one for one in share.projects if isinstance(one, dict)]
        return frozenset(f"{one.get('entityName') or own}/{one.get('projectName')}" for one in read)


def _about(view: View) -> About:
    return About(
        kind=VIEW_TYPES[view.type],
        title=view.display_name,
        description=view.description,
        entity=view.project.entity,
        project=view.project.name,
        is_draft=view.type == DRAFT,
    )


def _spec(view: View) -> object:
    try:
        return loads(view.spec)
    except ValueError:
        return None
