"""What is to be pulled: documents that have views, and views that have no document here yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.codec.about import DRAFT, REPORT, WORKSPACE
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project import find_project
from runpress.project.files import write_whole
from runpress.publish.memory.lock import LOCK_NAME
from runpress.publish.memory.root import root_of
from runpress.publish.planning.ambiguous import AmbiguousError
from runpress.publish.planning.lookup import entry_of, find_view
from runpress.publish.planning.placing import Surroundings, Wanted
from runpress.publish.planning.session import Session, Setting, Wishes, open_session
from runpress.publish.preparing.documents import LocalView
from runpress.publish.pulling.new_links import with_links_to_files
from runpress.publish.pulling.pulls import bare, keep_base
from runpress.publish.pulling.starting import NewDocument, Where, new_document
from runpress.publish.views.addresses import view_at
from runpress.publish.views.contents import content_of
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.connecting import Connection
    from runpress.client.values import StoredView

_ANYWHERE = ("*/*",)
"""Reading changes nothing on a server."""
_OWN_WORKSPACE = "nw-nwuser"


@frozen
class Request:
    """What a command line asks for: documents, the address of a view, or all views of a project."""

    paths: Sequence[Path] = ()
    address: str = ""
    project: str = ""
    """`entity/project`."""
    target: str = ""
    output: Path | None = None


@dataclass(slots=True)
class Bringing:
    """Documents with their views, and documents that are to be."""

    session: Session
    new: list[NewDocument] = field(default_factory=list)
    unread: list[StoredView] = field(default_factory=list)
    """Views whose spec cannot be read."""


def root_for(paths: Sequence[Path], environ: Mapping[str, str]) -> Path:
    """Where the project of some documents keeps what it remembers."""
    return root_of(find_project(paths[0] if paths else Path(), environ=environ))


def bringing(request: Request, setting: Setting, connection: Connection) -> Bringing:
    """What a request asks for. Reads only. Raises `UsageError`, and what the client raises."""
    client, base_url = connection.views, connection.credentials.base_url
    wishes = Wishes(request.target, allowed=_ANYWHERE)
    if not request.address and not request.project:
        return Bringing(open_session(request.paths, wishes, setting, client, base_url))
    views = _views(request, connection)
    session = open_session([_whole(setting)], wishes, setting, client, base_url)
    found = Bringing(session)
    own = _by_view(session)
    session.wanted, rest = _divided(views, own, session.around, is_named=bool(request.address))
    shown = {LOCK_NAME, *(one.local.source.path for one in session.wanted)}
    session.findings = [each for each in session.findings if each.span.source.path in shown]
    session.faulty = [local for local in session.faulty if local.source.path in shown]
    session.undecided = []
    if request.output is not None and session.wanted:
        path = session.wanted[0].local.source.path
        raise UsageError(f"`{path}` is the document of this view", hint=f"`runpress pull {path}` brings it up to date")
    _start(found, rest, request, setting)
    return found


def _whole(setting: Setting) -> Path:
    """The folder of all documents that may be a view's."""
    project = find_project(setting.cwd, environ=setting.environ)
    return project.folder if project.config_files else setting.cwd


def _views(request: Request, connection: Connection) -> list[StoredView]:
    if request.address:
        view = view_at(request.address, connection.views)
        if view is None:
            raise UsageError(
                "there is no view at this address, or the key may not read it",
                hint="`runpress doctor` says whose key is used",
            )
        return [view]
    entity, _, project = request.project.partition("/")
    if connection.views.project_id(entity, project) is None:
        raise UsageError(f"there is no project `{request.project}`, or the key may not read it")
    found = [view for kind in (REPORT, WORKSPACE) for view in connection.views.all(entity, project, kind)]
    return [view for view in found if not view.name.startswith(_OWN_WORKSPACE)]


def _by_view(session: Session) -> dict[str, LocalView]:
    """The documents by the ids of the views that the lock gives them, and by their own ids."""
    by_document = {local.identity.document: local for local in session.locals}
    found = {f"document {document}": local for document, local in by_document.items()}
    for document, entries in session.around.lock.documents().items():
        if document in by_document:
            found |= {entry.id: by_document[document] for _, entry in entries}
    return found


def _divided(
    views: Iterable[StoredView], own: Mapping[str, LocalView], around: Surroundings, *, is_named: bool
) -> tuple[list[Wanted], list[StoredView]]:
    """Documents in the places of their views, and the views that have none; copies of a document's view have none.

    `is_named` if somebody has named the only view: then it is the document's where several could be.
    """
    wanted: list[Wanted] = []
    rest: list[StoredView] = []
    for view in views:
        marker = marker_of(view)
        local = own.get(view.id) or own.get(f"document {marker.document}" if marker else "")
        target = Target("", view.entity, view.project, draft=view.type == DRAFT)
        if local is None or _is_copy(view, local, target, around):
            rest.append(view)
        elif not any(one.local is local for one in wanted):  # else it is not clear which one is meant
            wanted.append(Wanted(local, target, view if is_named else None))
    return wanted, rest


def _is_copy(view: StoredView, local: LocalView, target: Target, around: Surroundings) -> bool:
    """Whether a view that says that it is a document's is not: the document's own is another one, or elsewhere."""
    try:
        found = find_view(around.listings, local.identity, target, around.lock)
    except AmbiguousError:
        return False
    return found is None or found.view.id != view.id


def _start(found: Bringing, views: Iterable[StoredView], request: Request, setting: Setting) -> None:
    """Add documents for views that have none."""
    session = found.session
    project = find_project(setting.cwd, environ=setting.environ)
    where = Where(project, setting.cwd, None if request.output is None else setting.cwd / request.output)
    where.ids.update(one.identity.document for one in session.locals)
    for view in views:
        read = content_of(view)
        if read is None:
            found.unread.append(view)
            continue
        content, marker = read
        found.new.append(new_document(view, bare(content), where, marker.document if marker else ""))
    found.new = with_links_to_files(found.new, project, session.around)


def write_new(new: NewDocument, session: Session) -> None:
    """Write a new document, and what it is to be compared with from now on. Raises `UsageError`."""
    target = Target("", new.view.entity, new.view.project, draft=new.view.type == DRAFT)
    keep_base(new.view, new.content, new.document, session.around)
    try:
        new.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(new.path, new.text.encode())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise UsageError(f"`{new.path}` cannot be written: {reason}") from None
    session.around.lock.put(new.document, target, entry_of(new.view, new.content.digest, new.document))
