"""The navigation: MkDocs' `nav`, or the tree of folders; and the order in which documents are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from operator import itemgetter

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import configuration as codes
from runpress.diagnostics.suggest import did_you_mean
from runpress.frozen import frozen
from runpress.model.located import Located
from runpress.project.documents import Document, by_path, title_of_path

_DEPTH = 12


@frozen
class NavEntry:
    """A line of the navigation: a document, an address outside, or a group of entries."""

    title: str
    """Empty where the document's own title is meant."""
    document: Document | None = None
    url: str = ""
    children: tuple[NavEntry, ...] = ()

    def documents(self) -> Iterator[Document]:
        """The documents in and below the entry, in the order in which they are read."""
        if self.document is not None:
            yield self.document
        for child in self.children:
            yield from child.documents()


def navigation(documents: tuple[Document, ...], nav: Located | None) -> tuple[tuple[NavEntry, ...], list[Diagnostic]]:
    """The navigation as the configuration has it, or by folders; and what is wrong with the former."""
    if nav is None:
        return _tree(documents), []
    reader = _NavReader(by_path(documents))
    entries = reader.entries(nav, 0)
    return (entries, reader.findings) if entries else (_tree(documents), reader.findings)


def in_order(entries: tuple[NavEntry, ...], documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """All documents: first as the navigation has them, then those that it leaves out."""
    seen: dict[str, Document] = {}
    for entry in entries:
        for document in entry.documents():
            seen.setdefault(document.path, document)
    for document in documents:
        seen.setdefault(document.path, document)
    return tuple(seen.values())


class _NavReader:
    """Reads `nav`: texts, mappings of a title to a path, an address or a list."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self.findings: list[Diagnostic] = []

    def entries(self, located: Located, depth: int) -> tuple[NavEntry, ...]:
        if not isinstance(located.value, list) or depth > _DEPTH:
            self._bad(located, "`nav` is not a list here", "write each entry as `- Title: path.md`")
            return ()
        found: list[NavEntry] = []
        for item in located.value:
            if isinstance(item.value, dict):
                for title, entry in item.value.items():
                    found += self._titled(title, entry.value, depth)
            elif isinstance(item.value, str):
                found += self._leaf("", item)
            elif item.value is not None:
                self._bad(item, f"`{item.plain()}` is no entry of `nav`", "write `- Title: path.md`")
        return tuple(found)

    def _titled(self, title: str, value: Located, depth: int) -> list[NavEntry]:
        if isinstance(value.value, str):
            return self._leaf(title, value)
        if value.value is None:
            return []
        children = self.entries(value, depth + 1)
        return [NavEntry(title, children=children)] if children else []

    def _leaf(self, title: str, located: Located) -> list[NavEntry]:
        target = str(located.value)
        path = target.removeprefix("./")
        if path in self._documents:
            return [NavEntry(title, self._documents[path])]
        if "://" in target or target.startswith(("mailto:", "/", "#")):
            return [NavEntry(title or target, url=target)]
        if path.endswith("/"):
            inside = {name: document for name, document in self._documents.items() if name.startswith(path)}
            if inside:
                return [
                    NavEntry(title or title_of_path(path.rstrip("/")), children=_tree(tuple(inside.values()), path))
                ]
        near = did_you_mean(path, self._documents)
        self.findings.append(
            codes.MISSING_IN_NAV.at(
                located.span,
                f"`nav` names `{target}`, which is not there",
                label=near,
                help="correct the path, or take the entry out",
            )
        )
        return []

    def _bad(self, located: Located, message: str, help: str) -> None:
        self.findings.append(codes.BAD_VALUE.at(located.span, message, help=help))


def _tree(documents: tuple[Document, ...], prefix: str = "") -> tuple[NavEntry, ...]:
    """Folders as groups: start page first, then documents and folders by name."""
    here: list[Document] = []
    folders: dict[str, list[Document]] = {}
    for document in documents:
        head, slash, _ = document.path[len(prefix) :].partition("/")
        if slash:
            folders.setdefault(head, []).append(document)
        else:
            here.append(document)
    ordered: list[tuple[tuple[bool, str], NavEntry]] = [
        ((not document.is_index, document.path), NavEntry("", document)) for document in here
    ]
    for name, inside in folders.items():
        children = _tree(tuple(inside), f"{prefix}{name}/")
        ordered.append(((True, f"{prefix}{name}"), NavEntry(title_of_path(name), children=children)))
    return tuple(entry for _, entry in sorted(ordered, key=itemgetter(0)))
