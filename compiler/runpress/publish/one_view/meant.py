"""Which view people mean: by a document's path or id, by the view's address, or by its id on the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.checking.targets import shown_path
from runpress.diagnostics.suggest import suggestion
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.project.discovery import find_project
from runpress.publish.memory.backups import Backups
from runpress.publish.memory.lock import Entry, Lock, read_lock, server_digest
from runpress.publish.memory.root import root_of, state_of
from runpress.publish.planning.ambiguous import AmbiguousError
from runpress.publish.planning.listings import Listings
from runpress.publish.planning.lookup import Found, find_view
from runpress.publish.preparing.documents import LocalView, load_documents
from runpress.publish.views.marker import marker_of
from runpress.publish.views.targets import Target, chosen_settings, targets_of
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient

_SUFFIXES = (".md", ".markdown")


@frozen
class Meant:
    """A view on the server, and the document that it comes from, where that is known."""

    view: StoredView
    local: LocalView | None = None
    target: Target | None = None


@frozen
class _Missed:
    """A document without a view, in a target where the lock knows one, and what that is now; None if it is deleted."""

    local: LocalView
    target: Target
    view: StoredView | None


@frozen
class Place:
    """Where is looked: on the machine, and on a server."""

    client: ViewsClient
    cwd: Path
    environ: Mapping[str, str]
    target: str = ""
    """A target of mkdocs.yml."""


def meant_view(said: str, place: Place) -> Meant:
    """The view that somebody means. Raises `UsageError` if there is none, or there are several."""
    if "://" in said:
        return Meant(_by_address(said, place))
    missed: list[_Missed] = []
    if said.endswith(_SUFFIXES) or (place.cwd / said).is_file():
        return _one(said, _of_document(Path(said), None, place, missed), missed, place)
    found = _of_document(Path(), said, place, missed)
    if found or missed:
        return _one(said, found, missed, place)
    view = place.client.find(said) or _left_behind(said, place)
    if view is None:
        raise _unknown(said, place)
    return Meant(view)


def documents_meant(paths: list[Path], place: Place) -> list[Meant]:
    """The views of all documents at some paths, as far as they were published."""
    return [one for path in paths or [Path()] for one in _of_document(path, None, place, [])]


def _of_document(path: Path, document: str | None, place: Place, missed: list[_Missed]) -> list[Meant]:
    """The views of the documents at a path; of the one with an id, if one is given.

    Where the lock knows a view that is not the document's any more, that is added to `missed`. Raises `UsageError` if
    there is nothing at the path.
    """
    find_project(place.cwd / path, environ=place.environ)
    loaded = load_documents([path], cwd=place.cwd, environ={**place.environ, "CI": ""})
    listings = Listings(place.client, expected=len(loaded.views))
    found = []
    for local in loaded.views:
        if document is not None and local.identity.document != document:
            continue
        project = local.site.project
        settings = chosen_settings(place.target, project.configuration.targets)
        lock, _ = read_lock(root_of(project), place.client.graphql.host)
        for target in targets_of(local.view, settings)[0]:
            view = _found(listings, local, target, lock, place)
            if view is not None:
                found.append(Meant(view.view, local, target))
            elif (entry := lock.get(local.identity.document, target)) is not None:
                missed.append(_Missed(local, target, _as_it_is(entry, local, place)))
    return found


def _found(listings: Listings, local: LocalView, target: Target, lock: Lock, place: Place) -> Found | None:
    try:
        return find_view(listings, local.identity, target, lock)
    except AmbiguousError as error:
        raise error.with_addresses(place.client.graphql.host) from None


def _as_it_is(entry: Entry, local: LocalView, place: Place) -> StoredView | None:
    """What became of a view that the lock knows; None if it is deleted, or its id is another view's by now."""
    view = place.client.find(entry.id)
    marker = marker_of(view) if view is not None else None
    return view if marker is not None and marker.document == local.identity.document else None


def _left_behind(said: str, place: Place) -> StoredView | None:
    """The view of a document that is gone, by the id that the lock remembers; the only one, or none."""
    project = find_project(place.cwd, environ=place.environ)
    lock, _ = read_lock(root_of(project), place.client.graphql.host)
    entries = lock.documents().get(said, ())
    return place.client.find(entries[0][1].id) if len(entries) == 1 else None


def _one(said: str, found: list[Meant], missed: list[_Missed], place: Place) -> Meant:
    if len(found) == 1:
        return found[0]
    if not found and missed:
        raise _not_its_own(said, missed[0], place)
    if not found:
        raise _unpublished(said, said if said.endswith(_SUFFIXES) else "")
    where = ", ".join(f"`{one.view.entity}/{one.view.project}`" for one in found)
    first = view_url(place.client.graphql.host, found[0].view)
    hint = f"name the view by its address: that of the first is {first}; `runpress status` shows all"
    raise UsageError(f"`{said}` is published {len(found)} times: {where}", hint=hint)


def _unpublished(said: str, path: str) -> UsageError:
    command = f"runpress plan {path}".rstrip()
    return UsageError(f"`{said}` is not published yet", hint=f"`{command}` shows what publishing would do")


def _not_its_own(said: str, missed: _Missed, place: Place) -> UsageError:
    target, view = missed.target, missed.view
    if view is None:
        return UsageError(
            f"`{said}` was published to {target.path}, and its view is no longer on the server",
            hint="`runpress publish` makes it anew; what it said before is in .runpress/backups",
        )
    how = "no longer its view" if (view.entity, view.project) == (target.entity, target.project) else "elsewhere now"
    return UsageError(
        f"what was published of `{said}` is {how}: {view_url(place.client.graphql.host, view)}",
        hint=f"name it by that address; `runpress plan {missed.local.source.path}` says why",
    )


def _by_address(url: str, place: Place) -> StoredView:
    from runpress.publish.views.addresses import view_at

    view = view_at(url, place.client)
    if view is None:
        raise UsageError("there is no view at this address, or the key may not read it")
    return view


def _unknown(said: str, place: Place) -> UsageError:
    try:
        folder = find_project(place.cwd, environ=place.environ).folder
    except UsageError:
        folder = place.cwd
    loaded = load_documents([folder], cwd=place.cwd, environ={**place.environ, "CI": ""})
    paths = {local.identity.document: local.source.path for local in loaded.views}
    if said in paths:
        return _unpublished(said, paths[said])
    near = suggestion(said, paths)
    kept = _last_backup(said, place)
    if kept is not None:
        return UsageError(
            f"there is no document `{said}` any more, and no view of it",
            hint=f"what it said last is kept: `runpress pull {kept} -o {said}.md` makes a document of that",
        )
    return UsageError(
        f"there is no document and no view `{said}`",
        hint=f"did you mean `{near}`?" if near else "name a document, its `id:`, or the address of a view",
    )


def _last_backup(document: str, place: Place) -> str | None:
    """The path of the last backup of a document's view that is gone."""
    try:
        project = find_project(place.cwd, environ=place.environ)
    except UsageError:
        return None
    backups = Backups(
        state_of(root_of(project)), lambda: datetime.now(UTC), server=server_digest(place.client.graphql.host)
    )
    last = backups.last_of(document)
    return None if last is None else shown_path(last.path, place.cwd)
