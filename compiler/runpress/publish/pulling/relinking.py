"""Links that somebody made on the server to the view of a document that is here: pulled as links to the document's file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from runpress.codec.about import REPORT, WORKSPACE
from runpress.codec.normal import is_equal
from runpress.errors import UsageError
from runpress.project.ids import ids_of
from runpress.project.targets import address, relative_path
from runpress.publish.pulling.spec_links import links_in, with_urls
from runpress.publish.views.addresses import Address, parse_address
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.project import Document
    from runpress.publish.planning.destinations import Destinations
    from runpress.publish.planning.placing import Surroundings
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.pulling.patching.reading import Reader
    from runpress.publish.views.contents import Content


class _Place(NamedTuple):
    """A document that a link leads to."""

    published: str
    """The address by which documents link to it on the server."""
    written: str
    """The same as a document writes it."""


class Relinking:
    """The links of one document's view. `text` is the document's: an address that it says itself stays as it is."""

    def __init__(
        self, local: LocalView, text: str, target: Target, around: Surroundings, destinations: Destinations
    ) -> None:
        self._local = local
        self._text = text
        self._target = target
        self._around = around
        self._destinations = destinations
        self._places: dict[str, str] = {}
        """How the document writes the addresses that were found."""

    def addressed(self, content: Content) -> Content:
        """A server's content with the addresses that documents give each other: people copy them with titles in them."""
        urls = dict.fromkeys(url for url in links_in(content.spec) if url not in self._text)
        found = {url: place for url in urls if (place := self._place_of(url)) is not None}
        self._places |= {place.published: place.written for place in found.values()}
        changes = {url: place.published for url, place in found.items() if url != place.published}
        return content.with_spec(with_urls(content.spec, changes)) if changes else content

    def written(self, text: str, reader: Reader) -> str:
        """A text with links to files in place of the addresses that were found, where it then says the same."""
        for published, written in self._places.items():
            if published not in self._text:
                text = rewritten(text, published, written, reader)
        return text

    def _place_of(self, url: str) -> _Place | None:
        """The document that a link leads to; None if it is none of this project."""
        found = address_of(url, self._around)
        document = None if found is None else document_of(found, self._around)
        path = None if document is None else self._paths.get(document)
        if path is None or path == self._local.document.path:
            return None
        there = self._destinations.of(self._local, self._target, path)
        if there is None or address_of(there, self._around) != found:
            return None
        name = unquote(urlsplit(url).fragment)
        fragment = f"#{quote(name)}" if name else ""
        return _Place(there + fragment, address(relative_path(self._local.document.path, path)) + fragment)

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        """The paths of all documents by their ids."""
        return paths_of(self._local.site.links.documents)


def address_of(url: str, around: Surroundings) -> Address | None:
    """What an address on this server is of; one that says more than that is left alone."""
    try:
        found = parse_address(url, around.base_url)
    except UsageError:
        return None
    if found.is_project or (found.report and urlsplit(url).query):
        return None
    return Address(found.entity, found.project, found.report.rstrip("="), found.workspace)


def document_of(found: Address, around: Surroundings) -> str | None:
    """The id of the document whose view is at an address: by the lock, else by the view's marker."""
    for document, entries in around.lock.documents().items():
        if any(is_of(found, entry.id, entry.name) for _, entry in entries):
            return document
    target = Target("", found.entity, found.project)
    if not around.projects.has(target):
        return None
    views = around.listings.all(target, REPORT if found.report else WORKSPACE)
    marker = next((marker_of(view) for view in views if is_of(found, view.id, view.name)), None)
    return marker.document if marker is not None else None


def paths_of(documents: Mapping[str, Document]) -> Mapping[str, str]:
    """The paths of documents by their ids; not of those with one id."""
    by_file = {document.file: path for path, document in documents.items()}
    holders = ids_of(documents.values()).holders
    return {document: by_file[files[0]] for document, files in holders.items() if len(files) == 1}


def is_of(found: Address, view_id: str, name: str) -> bool:
    """Whether an address is that of a view."""
    return found.report == view_id.rstrip("=") if found.report else found.workspace == name


def rewritten(text: str, published: str, written: str, reader: Reader) -> str:
    """A text with one address written otherwise, link by link: what only looks like a link, in code, stays."""
    link = re.compile(rf"(?<=\]\(){re.escape(published)}(?=[\s)])")
    said = reader.read(text)
    at = 0
    while said is not None and (match := link.search(text, at)) is not None:
        tried = f"{text[: match.start()]}{written}{text[match.end() :]}"
        again = reader.read(tried)
        if again is not None and is_equal(again.spec, said.spec):
            text = tried
            at = match.start() + len(written)
        else:
            at = match.end()
    return text
