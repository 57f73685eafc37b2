"""Where the documents that others link to are on the server, also those that are not published this time."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from runpress.publish.planning.ambiguous import AmbiguousError
from runpress.publish.planning.lookup import Found, find_view
from runpress.publish.preparing.documents import LocalView, load_document
from runpress.publish.views.targets import Target, targets_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.placing import Placed, Surroundings


class Destinations:
    """The addresses of published documents of one plan, by path. What is not among them is looked up once.

    `faulty` are the paths of documents that would be in the plan, had they no errors.
    """

    def __init__(self, around: Surroundings, placed: Iterable[Placed], faulty: Iterable[str] = ()) -> None:
        self._around = around
        self._known: dict[str, dict[str, str]] = {}
        self._coming: set[str] = {*faulty}
        for one in placed:
            path = one.wanted.local.document.path
            addresses = self._known.setdefault(path, {})
            if one.view is not None:
                addresses[one.wanted.target.path] = self._url(one.wanted.local, one.view)
            else:
                self._coming.add(path)

    def of(self, local: LocalView, target: Target, path: str) -> str | None:
        """Where the document at a path is, for a document that links to it; None if it is nowhere yet.

        Of several projects, the linking document's own is preferred.
        """
        if path not in self._known:
            self._known[path] = self._looked_up(local, path)
        addresses = self._known[path]
        return addresses.get(target.path) or next(iter(addresses.values()), None)

    def will_be(self, path: str) -> bool:
        """Whether the document at a path is going to have an address, now or once it is mended."""
        return path in self._coming

    def add(self, local: LocalView, target: Target, view: StoredView) -> None:
        """Remember where a document is now."""
        self._known.setdefault(local.document.path, {})[target.path] = self._url(local, view)

    def _looked_up(self, local: LocalView, path: str) -> dict[str, str]:
        document = local.site.links.documents.get(path)
        other = load_document(local.site, document) if document is not None else None
        if other is None or other.has_new_id:
            return {}  # a page, or never published
        found: dict[str, str] = {}
        for target in targets_of(other.view, None)[0]:
            if self._around.projects.has(target):
                there = self._view_of(other, target)
                if there is not None:
                    found[target.path] = self._url(other, there.view)
        return found

    def _view_of(self, other: LocalView, target: Target) -> Found | None:
        try:
            return find_view(self._around.listings, other.identity, target, self._around.lock)
        except AmbiguousError:  # told of when that document is published
            return None

    def _url(self, local: LocalView, view: StoredView) -> str:
        """An address with the document's id in place of the title, so that a new title changes no other document."""
        return view_url(self._around.base_url, view, slug=local.identity.document)
