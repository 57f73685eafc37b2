"""The state of the preview: the site, the pages that were asked for, and what changes when files do.

Plain and synchronous; whoever serves it calls it from worker threads. One lock guards all of it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from runpress.backends.html.data import ProjectData
from runpress.backends.html.escape import Markup
from runpress.backends.html.fingerprints import data_state
from runpress.backends.html.site import Site, make_site
from runpress.errors import RunpressError
from runpress.frozen import frozen
from runpress.project import Document, Project, UnreadableError, quick_title
from runpress.project.documents import title_of_path
from runpress.project.files import FoundFile, read_bytes
from runpress.project.project import is_document
from runpress.serve.eyes import Eyes
from runpress.serve.headings import Headings
from runpress.serve.page import LivePage, PageRenderer
from runpress.serve.sources import PATIENCE_SECONDS, Sources
from runpress.themes import Theme

_LOOKED_AT = 20_000


@frozen
class Update:
    """What a change of files did."""

    pages: tuple[tuple[LivePage, LivePage], ...] = ()
    """Pages made anew, each with what it was before."""
    banners: tuple[LivePage, ...] = ()
    """Pages whose file is in trouble, or no longer is."""
    refreshed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of panels whose data changed, by document path."""
    is_new_site: bool = False
    """Whether every page must be loaded anew: documents came or went, settings or theme changed."""
    is_unsettled: bool = False
    """Whether a file looks half saved and should be looked at again soon."""


class Preview:
    """A project that follows its files. `load` finds the project and its theme; `clock` gives seconds;
    `uploads` is the address below which the local server shows images.
    """

    def __init__(
        self, load: Callable[[], tuple[Project, Theme]], *, clock: Callable[[], float], uploads: str = ""
    ) -> None:
        self._load = load
        self._uploads = uploads
        self._clock = clock
        self._lock = threading.RLock()
        self._pages: dict[str, LivePage] = {}
        self._sources = Sources(clock)
        self._headings = Headings()
        self._titles: dict[str, tuple[tuple[int, int], str]] = {}
        self._missing: dict[str, float] = {}
        self._unsure: dict[Path, float] = {}
        self._doubtful: set[str] = set()
        self._stored: dict[str, tuple[str, LivePage]] = {}
        self.media: dict[str, str] = {}
        self.data_version = 0
        """Counts how often data were found changed."""
        self._start(*load())

    def _start(self, project: Project, theme: Theme) -> None:
        self.project, self.theme = project, theme
        self.data = ProjectData(self.project)
        self._data_state = data_state(self.project)
        self._pages.clear()
        self._stored.clear()
        self._take({file.path: file for file in self.project.files()})

    def _take(self, files: dict[str, FoundFile]) -> None:
        """Make the site of these files."""
        self._files = files
        self._by_real = {str(file.file): file.path for file in files.values()}
        site = make_site(self.project, self.theme, files=list(files.values()), titles=self._quick_titles)
        self.site: Site = replace(site, uploads=self._uploads)
        self._renderer = PageRenderer(self.site, self.data, self.media, self._headings)

    def _quick_titles(self, documents: Sequence[Document]) -> dict[str, str | None]:
        titles: dict[str, str | None] = {}
        for document in documents:
            state = (document.size, document.mtime_ns)
            known = self._titles.get(document.path)
            if known is None or known[0] != state:
                title = _title(document)
                if title is None:  # it goes or comes just now
                    titles[document.path] = known[1] if known else title_of_path(document.path)
                    continue
                known = self._titles[document.path] = state, title
            titles[document.path] = known[1]
        return titles

    def page(self, path: str) -> LivePage | None:
        """The page of a document, made if it was not asked for before; None if there is no such document."""
        with self._lock:
            document = self.site.by_path.get(path)
            if document is None:
                return self._stored[path][1] if path in self._stored else None
            if path not in self._pages:
                self._pages[path] = self._first(document)
            return self._pages[path]

    def _first(self, document: Document) -> LivePage:
        reading = self._sources.read(document)
        text = reading.text if reading.text is not None else self._sources.text(document.path)
        page = self._renderer.page(document, text or "")
        return replace(page, banner=self._sources.trouble(document.path))

    def stored_page(self, document: Document, text: str) -> LivePage:
        """The page of a view that a server keeps, from its text; its path is none that a file can have."""
        with self._lock:
            known = self._stored.get(document.path)
            if known is None or known[0] != text:
                known = self._stored[document.path] = text, self._renderer.page(document, text)
            return known[1]

    def body(self, path: str, key: str, eyes: Eyes | None = None) -> Markup | None:
        """The body of a panel, drawn now, for a reader's eyes; None if there is no such panel."""
        page = self.page(path)
        with self._lock:
            return None if page is None else self._renderer.body(page, key, eyes)

    def blocks(self, page: LivePage) -> tuple[Markup, Markup]:
        """The blocks of a page with their findings, and the findings that belong to none."""
        with self._lock:
            return self._renderer.blocks(page), self._renderer.loose_findings(page)

    def patch(self, page: LivePage, known: frozenset[str], around: Mapping[str, str]) -> dict[str, Any]:
        """The message that brings a reader to a page."""
        with self._lock:
            return self._renderer.patch(page, known, around)

    def update(self, paths: Iterable[str] | None, *, watched: Iterable[str]) -> Update:
        """Make anew what changed.

        `paths` are absolute paths of files that may have changed, None to look at all files;
        `watched` are the documents that readers have open.
        """
        with self._lock:
            open_pages = [path for path in dict.fromkeys(watched) if path in self._pages]
            hinted = self._hinted(paths)
            if hinted is None:
                return self._looked_at_all(open_pages)
            return self._changed(hinted)

    def _hinted(self, paths: Iterable[str] | None) -> list[str] | None:
        """The documents that the paths name; None where more than documents may have changed."""
        if paths is None:
            return None
        known = [self._by_real.get(path, "") for path in paths]
        if not all(path in self.site.by_path for path in known):
            return None
        return list(dict.fromkeys(known))

    def _looked_at_all(self, open_pages: Sequence[str]) -> Update:
        files = {file.path: file for file in self.project.files()}
        waiting = self._with_missing(files)
        if any(is_document(path) for path in files.keys() ^ self._files.keys()):
            self._take(files)
            for path in [path for path in self._pages if path not in self.site.by_path]:
                del self._pages[path]
            update = self._changed(list(self._pages))
            self._remade([page.document.path for page in self._pages.values() if not page.banner])
            return replace(update, is_new_site=True, is_unsettled=waiting or update.is_unsettled)
        changed = [path for path in files.keys() | self._files.keys() if files.get(path) != self._files.get(path)]
        documents = [path for path in changed if path in self.site.by_path]
        if changed:
            self._take(files)
        remade = self._changed(documents)
        if len(documents) != len(changed):  # an image, say: pages that show it name its state
            remade = self._with_other_files(remade, open_pages)
        data = self._with_new_data(open_pages)
        return Update(
            pages=(*remade.pages, *data.pages),
            banners=remade.banners,
            refreshed=data.refreshed,
            is_unsettled=waiting or remade.is_unsettled,
        )

    def _with_other_files(self, update: Update, open_pages: Sequence[str]) -> Update:
        """Also make the pages anew that may show a file which came, changed or went; closed ones once they are opened."""
        done = {page.document.path for page, _ in update.pages}
        good = [path for path in open_pages if not self._pages[path].banner]
        kept = {*good, *done, *(path for path, page in self._pages.items() if page.banner)}
        for path in self._pages.keys() - kept:
            del self._pages[path]
        return replace(update, pages=(*update.pages, *self._remade([path for path in good if path not in done]).pages))

    def _with_missing(self, files: dict[str, FoundFile]) -> bool:
        """Keep files that are gone only since a moment: many editors save by moving the old one away."""
        now = self._clock()
        gone = self._files.keys() - files.keys()
        self._missing = {path: self._missing.get(path, now) for path in gone}
        waiting = [path for path in gone if now - self._missing[path] < PATIENCE_SECONDS]
        files.update({path: self._files[path] for path in waiting})
        return bool(waiting)

    def _changed(self, paths: Sequence[str]) -> Update:
        """Read documents and make their pages anew where the text is another one."""
        pages: list[tuple[LivePage, LivePage]] = []
        banners: list[LivePage] = []
        for path in dict.fromkeys([*paths, *(self._doubtful & self._pages.keys())]):
            before = self._pages.get(path)
            document = self.site.by_path.get(path)
            if before is None or document is None:
                continue
            reading = self._sources.read(document)
            (self._doubtful.add if reading.is_doubtful else self._doubtful.discard)(path)
            if reading.trouble:
                banners.append(self._with_banner(before, reading.trouble))
            elif reading.text is not None:
                pages.append((self._made(document, reading.text), before))
        pages += self._remade(self._followers(paths)).pages
        self._retitle(paths)
        return Update(pages=tuple(pages), banners=tuple(banners), is_unsettled=bool(self._doubtful))

    def _followers(self, paths: Sequence[str]) -> list[str]:
        """The pages that link to headings of documents which have other headings now."""
        documents = [self.site.by_path[path] for path in paths if path in self.site.by_path]
        linked = {
            document.path for page in self._pages.values() for document in documents if document.path in page.linked
        }
        now = {document.path: self._headings.of(document) for document in documents if document.path in linked}
        return [
            path
            for path, page in self._pages.items()
            if any(page.linked.get(other, anchors) != anchors for other, anchors in now.items())
        ]

    def _made(self, document: Document, text: str) -> LivePage:
        before = self._pages.get(document.path)
        page = self._renderer.page(document, text)
        if before is not None:
            page.drawn.update({key: state for key, state in before.drawn.items() if key in page.places})
        self._pages[document.path] = page
        return page

    def _with_banner(self, page: LivePage, banner: str) -> LivePage:
        self._pages[page.document.path] = replace(page, banner=banner)
        return self._pages[page.document.path]

    def _remade(self, paths: Sequence[str]) -> Update:
        """Make pages anew although their texts may be the same: something that they show changed."""
        pages: list[tuple[LivePage, LivePage]] = []
        for path in paths:
            before, document = self._pages.get(path), self.site.by_path.get(path)
            text = self._sources.text(path)
            if before is None or document is None or text is None:
                continue
            reading = self._sources.read(document)
            pages.append((self._made(document, reading.text if reading.text is not None else text), before))
        return Update(pages=tuple(pages))

    def _retitle(self, paths: Sequence[str]) -> None:
        """Bring titles in the navigation up to date; pages get it when they are loaded."""
        is_other = False
        for path in paths:
            document = self.site.by_path.get(path)
            old = self._files.get(path)
            if document is None or old is None:
                continue
            try:
                status = document.file.stat()
            except OSError:
                continue
            self._files[path] = replace(old, size=status.st_size, mtime_ns=status.st_mtime_ns)
            is_other = is_other or _title(document) not in (None, self.site.titles[path])
        if is_other:
            self._take(self._files)

    def _with_new_data(self, open_pages: Sequence[str]) -> Update:
        state = data_state(self.project)
        if state == self._data_state:
            return Update()
        self._data_state = state
        self.data_version += 1
        refreshed: dict[str, tuple[str, ...]] = {}
        for path in open_pages:
            page = self._pages[path]
            keys = [key for key, old in page.drawn.items() if self._renderer.state(page.places[key]) != old]
            refreshed[path] = tuple(keys)
        return replace(self._remade([path for path in open_pages if self._pages[path].places]), refreshed=refreshed)

    def reload(self) -> Update:
        """Find settings, theme and documents anew: one of their files changed."""
        with self._lock:
            unsure = [path for path in self.project.config_files if _is_empty(path)]
            self._unsure = {path: self._unsure.get(path, self._clock()) for path in unsure}
            if any(self._clock() - since < PATIENCE_SECONDS for since in self._unsure.values()):
                return Update(is_unsettled=True)
            if gone := [path for path in unsure if not path.exists()]:
                return self._troubled(f"{gone[0].name} is not there any more")
            try:
                project, theme = self._load()
            except RunpressError as error:
                return self._troubled(str(error))
            errors = [finding for finding in project.findings if finding.severity == "error"]
            if errors:
                first = errors[0].span
                return self._troubled(f"{first.source.path}:{first.begin.line}: {errors[0].message}")
            self._start(project, theme)
            return Update(is_new_site=True)

    def _troubled(self, message: str) -> Update:
        text = f"{message}. The settings are those from before."
        return Update(banners=tuple(self._with_banner(page, text) for page in list(self._pages.values())))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in which a change may matter, each without those below it."""
        with self._lock:
            found = {self.project.docs, self.project.folder, *(file.file.parent for file in self._files.values())}
        return tuple(sorted(found))


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return True


def _title(document: Document) -> str | None:
    """The title of a document by a quick look; None if it cannot be read."""
    try:
        content = read_bytes(document.file)
    except UnreadableError:
        return None
    return quick_title(content[:_LOOKED_AT].decode("utf-8", "replace"), document.path)
