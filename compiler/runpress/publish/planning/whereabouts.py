"""What became of the documents that views say they are of: they are there, they are pages now, or they are gone."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from runpress.checking.targets import shown_path
from runpress.codec.about import DRAFT
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.project.ids import Ids
    from runpress.publish.planning.session import Session


class Whereabouts:
    """What is known of all documents of a session's project. They are looked at once, when one is asked about."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def is_there(self, document: str) -> bool:
        """Whether a document becomes a view."""
        return document in self._all and document not in self._ids.pages

    def page(self, document: str) -> str:
        """The path of the page that a document is now; empty if it is none."""
        file = self._ids.pages.get(document)
        return "" if file is None else shown_path(file, self._session.cwd)

    def is_gone(self, view: StoredView, target: Target) -> bool:
        """Whether a view in a target's project is that of a document of this project that is no longer there."""
        marker, where, around = marker_of(view), place_of(target, view), self._session.around
        if marker is None or marker.document in self._all or marker.target != where.key:
            return False
        entry = around.lock.get(marker.document, where)
        if entry is not None and entry.id == view.id:
            return True
        is_here = marker.path and marker.path.startswith(self._scope)
        return bool(marker.repository) and marker.repository == around.repository.digest and bool(is_here)

    @cached_property
    def _ids(self) -> Ids:
        return self._session.ids()

    @cached_property
    def _all(self) -> frozenset[str]:
        return self._ids.all() | {local.identity.document for local in self._session.locals}

    @cached_property
    def _scope(self) -> str:
        """The folder of the documents in the repository, with a slash behind it; empty if it is the repository's own.

        Others in the same repository have views of their own.
        """
        session = self._session
        docs = session.project.docs if session.project.config_files else session.root
        path = session.around.repository.path_of(docs)
        return "" if path in ("", ".") else f"{path}/"


def place_of(target: Target, view: StoredView) -> Target:
    """The target that a view in a target's project has: drafts have one of their own."""
    return Target(target.name, target.entity, target.project, draft=view.type == DRAFT)
