"""The documents that are to be published: read, compiled, and known by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from runpress.checking.fixes import as_it_was, with_edits
from runpress.checking.targets import Site, find_targets
from runpress.checking.targets import Target as Asked
from runpress.codec.about import Kind
from runpress.conversion.spec import Compilation, spec_of
from runpress.diagnostics import Diagnostic, Severity
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.view import Page, Report, Workspace
from runpress.pipeline import Compiled, compile_document
from runpress.project import Document, UnreadableError, read_source, unreadable
from runpress.project.files import write_whole
from runpress.project.ids import id_edit, ids_in_use, made_id
from runpress.publish.identity import Identity
from runpress.publish.targets import Target, is_ci
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

    def compiled_for(self, target: Target) -> Compilation:
        """What the document becomes in a target: bare names of projects in it are the target's."""
        front = self.view.front.model_copy(update={"entity": target.entity, "project": target.project})
        view = replace(self.view, front=front)
        return spec_of(Compiled(view, ()), self.source)


@dataclass(slots=True)
class Loaded:
    """The documents at some paths, and what is wrong with them."""

    views: list[LocalView] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)


def load_documents(paths: Iterable[Path], *, cwd: Path, environ: Mapping[str, str]) -> Loaded:
    """The reports and workspaces at some paths. Pages are passed over, unless they are named."""
    asked = list(paths)
    found = find_targets(asked, cwd=cwd, environ=environ)
    loaded = Loaded(findings=list(found.findings))
    loaded.sites = list({id(one.site): one.site for one in found.documents}.values())
    used = {id(site): ids_in_use(site.links.documents.values()) for site in loaded.sites}
    named = frozenset((cwd / path).resolve() for path in asked if (cwd / path).is_file())
    for one in found.documents:
        _load(one, loaded, used[id(one.site)], is_named=one.document.file in named, is_ci=is_ci(environ))
    return loaded


def load_document(site: Site, document: Document) -> LocalView | None:
    """A single document of a project; None if it is a page, or cannot be read."""
    loaded = Loaded()
    _load(Asked(site, document, document.path), loaded, {}, is_named=False, is_ci=False)
    return loaded.views[0] if loaded.views else None


def _load(one: Asked, loaded: Loaded, used: dict[str, str], *, is_named: bool, is_ci: bool) -> None:
    try:
        source = read_source(one.document.file, one.shown)
    except UnreadableError as error:
        loaded.findings.append(unreadable(one.shown, str(error)))
        return
    if not is_named and "kind" not in source.text[:_LOOKED_AT]:
        return
    compiled = compile_document(source, defaults=one.site.defaults)
    view = compiled.view
    if isinstance(view, Page):
        if is_named:
            loaded.findings += spec_of(compiled, source).findings
        return
    kind: Kind = "report" if isinstance(view, Report) else "workspace"
    document_id, wrong = _id_of(view, source, one.document, used, is_ci=is_ci)
    findings = (*compiled.diagnostics, *wrong)
    identity = Identity(document_id, kind)
    loaded.views.append(LocalView(one.site, one.document, source, view, identity, view.front.id is None, findings))


def _id_of(
    view: Report | Workspace, source: SourceFile, document: Document, used: dict[str, str], *, is_ci: bool
) -> tuple[str, list[Diagnostic]]:
    """A document's id, which is made if it has none, and what is wrong with it."""
    document_id = view.front.id
    if document_id is None:
        document_id = made_id(document.path, used)
        used[document_id] = document.path
        return document_id, [_no_id(view, source)] if is_ci else []
    first = used.setdefault(document_id, document.path)
    return document_id, [_same_id(view, source, first)] if first != document.path else []


def write_id(local: LocalView) -> LocalView:
    """Write a document's new id into its front matter; the document as it then is. Raises `OSError`."""
    edit = id_edit(local.source, local.view.front, local.identity.document)
    if not local.has_new_id or edit is None:
        return local
    text = with_edits(local.source.text, [edit])
    write_whole(local.document.file, as_it_was(text, local.source))
    return replace(local, has_new_id=False)


def errors_of(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings that must be mended first."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]


def _no_id(view: Report | Workspace, source: SourceFile) -> Diagnostic:
    return codes.NO_ID.at(
        view.front.value_span("kind") or source.span(0),
        "this document has no `id:`, by which its view is found again",
        help="run `runpress check --fix` on your machine, and commit what it writes",
    )


def _same_id(view: Report | Workspace, source: SourceFile, other: str) -> Diagnostic:
    return codes.SAME_ID.at(
        view.front.value_span("id") or source.span(0),
        f"`{view.front.id}` is the id of `{other}`, too",
        help="give one of them another id, or take the line out: `runpress publish` makes one",
    )
