"""Build a site: render what changed, leave what did not, take away what we made and is no more.

Everything that a page depends on goes into its key: document, navigation, settings, theme, this
program, and run data where it has panels. A page whose key and file are as remembered is not touched.
"""

from __future__ import annotations

import gc
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from runpress.backends.html.assets import ASSETS, Assets, inline_assets, theme_assets
from runpress.backends.html.fingerprints import code_fingerprint, data_state
from runpress.backends.html.fragments import missing_headings
from runpress.backends.html.memory import (
    Memory,
    PageRecord,
    load_memory,
    memory_path,
    save_memory,
)
from runpress.backends.html.output import Output
from runpress.backends.html.processes import Work, rendered
from runpress.backends.html.search import index_script, search_entry
from runpress.backends.html.site import Site, make_site
from runpress.diagnostics import Diagnostic
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project.documents import Document, quick_title
from runpress.project.files import UnreadableError, decode, read_bytes, unreadable
from runpress.project.project import Project
from runpress.source import SourceFile
from runpress.themes import Theme

if TYPE_CHECKING:
    from runpress.backends.html.data import ProjectData
    from runpress.backends.html.renderer import Renderer

Progress: TypeAlias = Callable[[int, int], None]
"""Told how many pages of how many are done."""


@frozen
class BuildOptions:
    """How a site is built. `is_single`: each page holds everything that it needs."""

    out: Path
    is_single: bool = False
    has_cache: bool = True


@dataclass(slots=True)
class BuildResult:
    """What a build did."""

    out: Path
    findings: list[Diagnostic] = field(default_factory=list)
    pages: int = 0
    written: int = 0
    removed: int = 0
    is_whole_file: bool = False
    """Whether `out` is the one page itself."""


def build_site(project: Project, theme: Theme, options: BuildOptions, *, progress: Progress) -> BuildResult:
    """Build the site of a project. Raises `UsageError` where the output would mix with the documents."""
    return _Build(project, theme, options, progress).run()


class _Build:
    """One build."""

    def __init__(self, project: Project, theme: Theme, options: BuildOptions, progress: Progress) -> None:
        self._project = project
        self._options = options
        self._progress = progress
        self._out = Path(os.path.abspath(options.out))  # noqa: PTH100 - the folder need not exist
        check_output(project, self._out)
        self._memory_path = memory_path(project.cache_dir, self._out)
        self._old = load_memory(self._memory_path) if options.has_cache else Memory()
        self._new = Memory()
        self._output = Output(self._out, self._old, self._new)
        self._written = 0
        self._contents: dict[str, bytes] = {}
        self._unreadable: dict[str, str] = {}
        self._assets, self._asset_files = _assets(theme, options)
        self._site = make_site(project, theme, files=project.files(skip=frozenset({self._out})), titles=self._titles)
        self._data: ProjectData | None = None

    def run(self) -> BuildResult:
        site = self._site
        whole = self._options.is_single and self._out.suffix.lower() in (".html", ".htm")
        if whole and len(site.documents) != 1:
            count = len(site.documents)
            raise UsageError(
                f"{count} documents do not fit into one file" if count else "there is no document to write",
                hint="name one document, or a folder for the pages: `-o FOLDER`",
            )
        with _seldom_collecting():
            self._render(self._changed(), is_whole=whole)
        if not whole:
            self._write_rest()
        removed = 0 if whole else self._output.remove_stale()
        if self._options.has_cache and not whole:
            save_memory(self._memory_path, self._new)
        return BuildResult(
            out=self._out,
            findings=self._findings(),
            pages=len(site.documents),
            written=self._written,
            removed=removed,
            is_whole_file=whole,
        )

    def _titles(self, documents: Sequence[Document]) -> Mapping[str, str | None]:
        """Read all documents; their titles by a quick look, remembered for those that did not change."""
        titles: dict[str, str | None] = {}
        for document in documents:
            try:
                content = read_bytes(document.file)
            except UnreadableError as error:
                self._unreadable[document.path] = str(error)
                continue
            digest = hashlib.blake2b(content, digest_size=16).hexdigest()
            self._contents[document.path] = content
            remembered = self._old.pages.get(document.path)
            if remembered is not None and remembered.source == digest:
                title = remembered.nav_title
            else:
                title = _quick_look(content, document.path)
            titles[document.path] = title
            self._new.pages[document.path] = PageRecord(source=digest, nav_title=title)
        return titles

    def _changed(self) -> list[tuple[Document, str]]:
        """The documents whose page must be made, each with its new key."""
        common = f"{code_fingerprint()}\0{self._site.theme.fingerprint}\0{self._settings()}\0{self._site.structure}"
        data = data_state(self._project)
        changed: list[tuple[Document, str]] = []
        for document in self._site.documents:
            key = self._key(document, common)
            old = self._old.pages.get(document.path)
            if old is not None and old.key == _whole_key(key, old, data) and self._output.is_as_left(document.url):
                self._keep(document, old)
            else:
                changed.append((document, key))
        return changed

    def _settings(self) -> str:
        prefix = self._project.docs.relative_to(self._project.folder).as_posix()
        return f"{self._project.configuration.digest_text}\0{self._project.name}\0{prefix}\0{self._options.is_single}"

    def _key(self, document: Document, common: str) -> str:
        before, after = self._site.neighbours(document)
        parts = (
            common,
            self._new.pages[document.path].source,
            self._site.navigation_digest(document.url),
            *(f"{near.url}\1{self._site.titles[near.path]}" if near else "" for near in (before, after)),
        )
        text = "\0".join(parts).encode("utf-8", "surrogatepass")
        if self._options.is_single:
            text += self._inlined_state()
        return hashlib.blake2b(text, digest_size=16).hexdigest()

    def _inlined_state(self) -> bytes:
        """The state of all files that could stand inside a page."""
        return repr([(file.path, file.size, file.mtime_ns) for file in self._site.files]).encode(
            "utf-8", "surrogatepass"
        )

    def _keep(self, document: Document, old: PageRecord) -> None:
        self._new.pages[document.path] = old
        self._output.keep(document.url)

    def _render(self, changed: Sequence[tuple[Document, str]], *, is_whole: bool) -> None:
        if not changed:
            return
        renderer = self._renderer()
        target = self._out.parent if is_whole else self._out
        target.mkdir(parents=True, exist_ok=True)
        work = Work(renderer, target, self._contents, name=self._out.name if is_whole else "")
        data = data_state(self._project)
        for done, (document, record) in enumerate(rendered(work, changed, has_data=self._has_data()), 1):
            look = self._new.pages[document.path]
            record.source, record.nav_title = look.source, look.nav_title
            record.key = _whole_key(record.key, record, data)
            self._new.pages[document.path] = record
            if not is_whole:
                self._output.note(document.url)
            self._written += 1
            self._progress(done, len(changed))

    def _renderer(self) -> Renderer:
        # What compiles and draws is loaded here: a build with nothing to do does not need it.
        from runpress.backends.html.data import ProjectData
        from runpress.backends.html.renderer import Renderer

        if self._data is None:
            self._data = ProjectData(self._project)
        is_single = self._options.is_single
        return Renderer(self._site, self._data, self._assets, is_single=is_single, search="" if is_single else _SEARCH)

    def _has_data(self) -> bool:
        return bool(self._project.configuration.data)

    def _write_rest(self) -> None:
        """All that is not a page of a document: start page, search, the theme's files, images, other files."""
        site = self._site
        records = {document.path: self._new.pages[document.path] for document in site.documents}
        if site.home not in {document.url for document in site.documents}:
            renderer = self._renderer()
            self._output.put(site.home, renderer.index(records))
        if not self._options.is_single:
            entries = [_entry(document, records[document.path]) for document in site.documents]
            self._output.put(_SEARCH, index_script(entries).encode("utf-8", "replace"))
            for path, content in self._asset_files.items():
                self._output.put(path, content)
        for record in records.values():
            for path, image in record.media.items():
                self._copy(Path(image), path)
        pages = {document.url for document in site.documents}
        for file in site.files:
            if file.path not in pages:
                self._copy(file.file, file.path)

    def _copy(self, source: Path, path: str) -> None:
        reason = self._output.copy(source, path)
        if reason:
            self._unreadable[path] = reason

    def _findings(self) -> list[Diagnostic]:
        findings = [*self._project.findings, *self._site.findings, *(self._data.findings() if self._data else ())]
        findings += [unreadable(self._project.shown(path), reason) for path, reason in self._unreadable.items()]
        for document in self._site.documents:
            findings += _remembered_findings(self._site, document, self._new.pages[document.path], self._contents)
        findings += missing_headings(self._site, self._new.pages, self._contents)
        return sorted(findings, key=lambda finding: finding.sort_key)


_SEARCH = f"{ASSETS}/search.js"


def _entry(document: Document, record: PageRecord) -> dict[str, Any]:
    headings = [(int(level), str(title), str(anchor)) for level, title, anchor in record.headings]
    return search_entry(document.url, record.title, record.description, headings)


_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""What some hundred pages leave in cycles, about ten megabytes."""


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for cycles less often: trees of many small nodes come and go, and nearly none has a cycle.

    What is there already, and what renderers freeze, is not looked at until all is done.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    try:
        yield
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)


def _whole_key(key: str, record: PageRecord, data: str) -> str:
    """The key of a page: run data is a part of it where the page has panels."""
    return f"{key}-{data}" if record.has_panels else key


def check_output(project: Project, out: Path) -> None:
    """Refuse an output that would mix with the documents or hold the project."""
    real = out.resolve()
    hint = "name a folder of its own: `-o site`"
    if real in (project.docs, project.folder) or real in project.docs.parents:
        raise UsageError(f"the site cannot be written to `{out}`: the documents stand there", hint=hint)
    if out.exists() and not out.is_dir() and out.suffix.lower() not in (".html", ".htm"):
        raise UsageError(f"the site cannot be written to `{out}`: it is a file", hint=hint)


def _assets(theme: Theme, options: BuildOptions) -> tuple[Assets, dict[str, bytes]]:
    return (inline_assets(theme), {}) if options.is_single else theme_assets(theme)


def _quick_look(content: bytes, path: str) -> str | None:
    """The title by a quick look; None for a draft, which stays out of the site."""
    from runpress.project.documents import is_draft

    text = content[:20_000].decode("utf-8", "replace")
    return None if is_draft(text) else quick_title(text, path)


def _remembered_findings(
    site: Site, document: Document, record: PageRecord, contents: Mapping[str, bytes]
) -> Iterable[Diagnostic]:
    """The findings of a page, in their file."""
    if not record.findings:
        return []
    from runpress.backends.html.renderer import from_row, shown_path

    try:
        text = decode(contents[document.path])
    except UnreadableError:
        text = ""
    source = SourceFile(shown_path(site, document), text)
    return [from_row(row, source) for row in record.findings]
