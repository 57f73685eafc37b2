"""Links of new documents to views that have documents here, or get them at the same time: by their files, as others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from runpress.model.view import Report, Workspace
from runpress.project import documents_of
from runpress.project.targets import address, relative_path
from runpress.publish.preparing.links import with_urls
from runpress.publish.pulling.patching.reading import Reader
from runpress.publish.pulling.relinking import address_of, document_of, is_of, paths_of, rewritten
from runpress.publish.pulling.spec_links import links_in
from runpress.source import SourceFile

if TYPE_CHECKING:
    from runpress.project import Project
    from runpress.publish.planning.placing import Surroundings
    from runpress.publish.pulling.starting import NewDocument


def with_links_to_files(new: Sequence[NewDocument], project: Project, around: Surroundings) -> list[NewDocument]:
    """The new documents, with links to files in place of the addresses of their views."""
    documents = {document.path: document for document in documents_of(project.files())}
    files = _Files(new, project.docs, paths_of(documents), around)
    return [files.linked(one) for one in new]


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of documents, those that are to be among them."""

    new: Sequence[NewDocument]
    docs: Path
    """The folder of the site."""
    paths: Mapping[str, str]
    """The documents that are there, by their ids."""
    around: Surroundings

    def linked(self, one: NewDocument) -> NewDocument:
        """A new document with links to files, where it then says the same."""
        here = self._path(one.path)
        if here is None:
            return one
        urls = dict.fromkeys(links_in(one.content.spec))
        found = {url: written for url in urls if (written := self._written(url, here)) is not None}
        reader = _reader(one, {written: url for url, written in found.items()})
        text = one.text
        for url, written in found.items():
            text = rewritten(text, url, written, reader)
        return replace(one, text=text)

    def _written(self, url: str, here: str) -> str | None:
        """How the document at a path writes a link to the view at an address; None if that has no document here."""
        found = address_of(url, self.around)
        if found is None:
            return None
        coming = next((one for one in self.new if is_of(found, one.view.id, one.view.name)), None)
        path = self._path(coming.path) if coming else self.paths.get(document_of(found, self.around) or "")
        if path is None or path == here:
            return None
        name = unquote(urlsplit(url).fragment)
        return address(relative_path(here, path)) + (f"#{quote(name)}" if name else "")

    def _path(self, file: Path) -> str | None:
        """A file's path in the site; None if it lies outside."""
        return file.relative_to(self.docs).as_posix() if file.is_relative_to(self.docs) else None


def _reader(one: NewDocument, urls: Mapping[str, str]) -> Reader:
    """What reads texts of a new document: links to files lead to these addresses again."""

    def published(_: SourceFile, view: Report | Workspace) -> Report | Workspace:
        changed: Report | Workspace = with_urls(view, urls)
        return changed

    return Reader(one.path.name, one.defaults, published)
