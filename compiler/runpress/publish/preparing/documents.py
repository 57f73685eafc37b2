"""The documents that are to be published: read, compiled, and known by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path

from runpress.checking.document_ids import id_span, said_id, same_id
from runpress.checking.fixes import as_it_was, with_edits
from runpress.checking.targets import Site, find_targets, shown_path
from runpress.checking.targets import Target as Asked
from runpress.codec.about import Kind
from runpress.conversion.spec import StoredForm, spec_of, stored_form
from runpress.diagnostics import Diagnostic, Severity
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.view import Page, Report, Workspace
from runpress.pipeline import Compiled, compile_document
from runpress.project import Document, UnreadableError, documents_of, read_source, unreadable
from runpress.project.files import write_whole
from runpress.project.ids import id_edit, ids_of, made_id, says_kind
from runpress.publish.memory.root import root_of
from runpress.publish.views.identity import Identity
from runpress.publish.views.targets import Target, is_ci
from runpress.source import SourceFile

_LOOKED_AT = 20_000


@frozen
class LocalView:
    """A document that becomes a view."""

    site: Site
    document: Document
    source: SourceFile
    view: Report | Workspace
    identity: Identity
    has_new_id: bool
    """Whether its id was made now, and is not in its front matter yet."""
    findings: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong that must be mended before it is published."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def text_digest(self) -> str:
        """A digest of the text, to the letter."""
        return blake2b(self.source.text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def stored_for(self, target: Target) -> StoredForm:
        """What the document becomes in a target: bare names of projects in it are the target's."""
        front = self.view.front.model_copy(update={"entity": target.entity, "project": target.project})
        return stored_form(replace(self.view, front=front), self.source)


@frozen
class Undecided:
    """A document of which it cannot be told what it becomes: its kind, its front matter or its file cannot be read."""

    document: Document
    shown: str
    """Its path, as people know it."""


@dataclass(slots=True)
class Loaded:
    """The documents at some paths, and what is wrong with them."""

    views: list[LocalView] = field(default_factory=list)
    undecided: list[Undecided] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def load_documents(paths: Iterable[Path], *, cwd: Path, environ: Mapping[str, str]) -> Loaded:
    """The reports and workspaces at some paths. Pages are passed over, unless they are named."""
    asked = list(paths)
    found = find_targets(asked, cwd=cwd, environ=environ)
    loaded = Loaded(findings=list(found.findings))
    loaded.sites = list({id(one.site): one.site for one in found.documents}.values())
    loader = _Loader(loaded, cwd, needs_ids=is_ci(environ))
    for site in loaded.sites:
        loader.note_ids(site)
    named = frozenset((cwd / path).resolve() for path in asked if (cwd / path).is_file())
    for one in found.documents:
        loader.load(one, is_named=one.document.file in named)
    return loaded


def load_document(site: Site, document: Document) -> LocalView | None:
    """A single document of a project; None if it is a page, or cannot be read."""
    loaded = Loaded()
    _Loader(loaded, site.project.docs, needs_ids=False).load(Asked(site, document, document.path), is_named=False)
    return loaded.views[0] if loaded.views else None


class _Loader:
    """Reads documents into `loaded`, and sees to it that each has an id of its own."""

    def __init__(self, loaded: Loaded, cwd: Path, *, needs_ids: bool) -> None:
        self._loaded = loaded
        self._cwd = cwd
        self._needs_ids = needs_ids
        self._holders: dict[str, list[Path]] = {}
        self._made: dict[Path, str] = {}

    def note_ids(self, site: Site) -> None:
        """Remember the ids of all documents of a project, also of those that are not asked for."""
        found = ids_of(_all_documents(site))
        for said, files in (*found.holders.items(), *((made, (file,)) for file, made in found.made.items())):
            self._hold(said, *files)
        self._made |= found.made

    def _hold(self, said: str, *files: Path) -> list[Path]:
        """Remember that files have an id; all files that have it."""
        holders = self._holders.setdefault(said, [])
        holders += [file for file in files if file not in holders]
        return holders

    def load(self, one: Asked, *, is_named: bool) -> None:
        """Read a document. A page is passed over; one that is named is told that it cannot be published."""
        try:
            source = read_source(one.document.file, one.shown)
        except UnreadableError as error:
            self._loaded.undecided.append(Undecided(one.document, one.shown))
            self._loaded.findings.append(unreadable(one.shown, str(error)))
            return
        if not is_named and "kind" not in source.text[:_LOOKED_AT]:
            return
        compiled = compile_document(source, defaults=one.site.defaults)
        view = compiled.view
        if isinstance(view, Page):
            self._pass_over(one, compiled, source, is_named=is_named)
            return
        kind: Kind = "report" if isinstance(view, Report) else "workspace"
        document_id, wrong = self._id_of(view, source, one.document)
        self._loaded.views.append(
            LocalView(
                one.site,
                one.document,
                source,
                view,
                Identity(document_id, kind),
                has_new_id=not said_id(view),
                findings=(*compiled.diagnostics, *wrong),
            )
        )

    def _pass_over(self, one: Asked, compiled: Compiled, source: SourceFile, *, is_named: bool) -> None:
        if _says_some_kind(compiled, source):
            self._loaded.undecided.append(Undecided(one.document, one.shown))
            self._loaded.findings += compiled.diagnostics
        elif is_named:
            self._loaded.findings += spec_of(compiled, source).findings

    def _id_of(self, view: Report | Workspace, source: SourceFile, document: Document) -> tuple[str, list[Diagnostic]]:
        """A document's id, which is made if it has none, and what is wrong with it."""
        document_id = said_id(view)
        if not document_id:
            document_id = self._made.get(document.file) or made_id(document.path, self._holders)
            self._hold(document_id, document.file)
            return document_id, [_no_id(view, source)] if self._needs_ids else []
        others = [file for file in self._hold(document_id, document.file) if file != document.file]
        return document_id, [
            same_id(id_span(view, source), document_id, shown_path(others[0], self._cwd))
        ] if others else []


def _says_some_kind(compiled: Compiled, source: SourceFile) -> bool:
    """Whether a document was to be no page: what it says of its kind, or all its front matter, cannot be read."""
    said = compiled.view.front.origin.values.get(("kind",))
    return says_kind(source.text) or any(
        finding.severity is Severity.ERROR and finding.span == said for finding in compiled.diagnostics
    )


def _all_documents(site: Site) -> Iterable[Document]:
    """The documents that share one memory: those of mkdocs.yml, else those of the repository or beside the lock file."""
    root = root_of(site.project)
    if site.project.config_files or root == site.project.docs:
        return site.links.documents.values()
    return documents_of(replace(site.project, folder=root, docs=root).files())


def write_id(local: LocalView) -> None:
    """Write a document's new id into its front matter: of the file as it is now, for its author may have been asked first.

    Raises `OSError`.
    """
    try:
        source = read_source(local.document.file, local.source.path)
    except UnreadableError as error:
        raise OSError(0, str(error)) from None
    view = local.view
    if source.text != local.source.text:
        compiled = compile_document(source, defaults=local.site.defaults)
        if isinstance(compiled.view, Page) or said_id(compiled.view):
            raise OSError(0, "it was saved by somebody else")
        view = compiled.view
    edit = id_edit(source, view.front, local.identity.document)
    if edit is not None:
        write_whole(local.document.file, as_it_was(with_edits(source.text, [edit]), source))


def _no_id(view: Report | Workspace, source: SourceFile) -> Diagnostic:
    return codes.NO_ID.at(
        view.front.value_span("kind") or source.span(0),
        "this document has no `id:`, by which its view is found again",
        help="run `runpress check --fix` on your machine, and commit what it writes",
    )
