"""Documents brought to what the server has: which take it over, which are merged, and which are left alone.

written     the server's state is in the document
merged      it is, beside changes of the document that were never published
conflict    as before, and what both sides changed stands between markers
same        there is nothing new
refused     the document has changes that were never published, and nobody said what to do with them
absent      the document is not published yet
unread      the spec of its view cannot be read
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from runpress.diagnostics import Diagnostic
from runpress.errors import UsageError
from runpress.frozen import frozen
from runpress.model.view import Report, Workspace
from runpress.project.files import UnreadableError, write_whole
from runpress.publish.matching.comments import without_comments
from runpress.publish.memory.lock import Entry
from runpress.publish.planning.base import Published, base_of
from runpress.publish.planning.deciding import bases_of
from runpress.publish.planning.destinations import Destinations
from runpress.publish.planning.lookup import entry_of
from runpress.publish.planning.placing import place_views
from runpress.publish.planning.server_form import content_maker
from runpress.publish.planning.view_steps import step_of
from runpress.publish.preparing.images import as_written
from runpress.publish.preparing.links import with_links
from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.merging import merged
from runpress.publish.pulling.patching.reading import Read, Reader
from runpress.publish.pulling.relinking import Relinking
from runpress.publish.views.contents import Content
from runpress.publish.views.marker import marker_of
from runpress.source import SourceFile

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.placing import Placed, Surroundings, Wanted
    from runpress.publish.planning.session import Session
    from runpress.publish.planning.steps import Step
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.views.targets import Target

State: TypeAlias = Literal["written", "merged", "conflict", "same", "refused", "absent", "unread"]


@frozen
class Manner:
    """How documents are brought to what the server has."""

    merges: bool = False
    """Whether changes of both sides are merged."""
    discards: bool = False
    """Whether changes of the document that were never published may go."""


@frozen(kw_only=True)
class Pull:
    """What becomes of one document."""

    state: State
    step: Step
    local: LocalView
    old: str
    """The text of the file as it is."""
    new: str
    conflicts: tuple[int, ...] = ()
    """The lines at which conflicts begin."""
    findings: tuple[Diagnostic, ...] = ()
    discards: bool = False
    """Whether changes go that were never published."""
    reason: str = ""
    """Why it is refused."""
    target: Target
    """Where the view is: a draft's, if that is what there is."""
    is_chosen: bool = False
    """Whether somebody has named the view, by its address."""
    base: Content | None = None
    """What the document was made from, where that was asked for."""

    @property
    def changes(self) -> bool:
        """Whether the file is written."""
        return self.new != self.old

    @property
    def known_as(self) -> Target:
        """What lock and view call the target: the name that its project had when it was published."""
        return self.step.was or self.target

    @property
    def settles(self) -> bool:
        """Whether the document then has what the server has, so that this is what it is compared with from now on."""
        return self.state in ("written", "merged", "conflict")


def pulls_of(session: Session, manner: Manner) -> list[Pull]:
    """What becomes of the documents of a session. Nothing is written. Raises what the client raises."""
    around = session.around
    _check_targets(session.wanted)
    placed, unclear = place_views(session.wanted, around)
    session.leave_out(unclear)
    destinations = Destinations(around, placed)
    puller = _Puller(around, destinations, manner)
    return [puller.pull(one) for one in placed]


def _check_targets(wanted: list[Wanted]) -> None:
    """A document takes over the state of one view."""
    seen: set[str] = set()
    for one in wanted:
        path = one.local.source.path
        if path in seen:
            raise UsageError(
                f"`{path}` is published to several projects",
                hint=f"pull one by its address: `runpress status {path}` shows them",
            )
        seen.add(path)


class _Puller:
    """Brings documents to what the server has."""

    def __init__(self, around: Surroundings, destinations: Destinations, manner: Manner) -> None:
        self._around = around
        self._destinations = destinations
        self._manner = manner

    def pull(self, placed: Placed) -> Pull:
        """What becomes of one document."""
        local = placed.wanted.local
        step, _ = step_of(placed, self._around, self._destinations)
        target = replace(placed.wanted.target, draft=True) if placed.is_draft else placed.wanted.target
        text = _text_of(local)
        is_chosen = placed.wanted.view is not None
        plain = Pull(state="absent", step=step, local=local, old=text, new=text, target=target, is_chosen=is_chosen)
        if step.view is None:
            return plain
        if step.server is None or step.content is None:
            return replace(plain, state="unread")
        if step.server.says_same(step.content):
            return replace(plain, state="same")
        return self._changed(plain, step.view, step.server, step.content)

    def _changed(self, plain: Pull, view: StoredView, server: Content, content: Content) -> Pull:
        """What becomes of a document that says something else than its view."""
        known = self._around.lock.get(plain.step.identity.document, plain.known_as)
        entry = known.of(plain.local.text_digest) if known and known.id == view.id else None
        bases = bases_of(plain.step.identity.document, plain.known_as, marker_of(view), entry)
        # A document that says what the view once said, as after a rollback, loses nothing.
        is_kept = not self._manner.merges and self._around.backups.base(view.id, content.digest) is not None
        is_changed_here = content.digest not in bases and not is_kept
        reader = _reader_of(plain.local, plain.target, self._destinations)
        own = reader.read(plain.old)
        relinking = Relinking(plain.local, plain.old, plain.target, self._around, self._destinations)
        theirs = relinking.addressed(_as_written(server, own, plain.local))
        if not is_changed_here or self._manner.discards:
            found = pulled(plain.old, theirs, reader)
            text = relinking.written(found.text, reader)
            return replace(plain, state="written", new=text, findings=found.findings, discards=is_changed_here)
        if server.digest in bases:
            return _refused(plain, "; the server has no new ones")
        if not self._manner.merges:
            return _refused(plain)
        base = self._base(plain, view, [entry.digest if entry else "", *bases])
        if base is None:
            return _refused(plain, " and what was last published is not known here, so they cannot be merged")
        both = merged(plain.old, _as_written(base, own, plain.local), theirs, reader)
        state: State = "conflict" if both.conflicts else "merged"
        text = relinking.written(both.text, reader)
        return replace(plain, state=state, new=text, base=base, conflicts=both.conflicts, findings=both.findings)

    def _base(self, pull: Pull, view: StoredView, digests: list[str]) -> Content | None:
        """What the document was made from: what the lock says, which lies beside it, before what the view says."""
        around = self._around
        made = content_maker(pull.target, view, projects=around.projects, destinations=self._destinations)
        published = [Published(view.id, digest, marker_of(view)) for digest in dict.fromkeys(digests)]
        bases = (base_of(one, pull.local, made, around) for one in published)
        return next((base for base in bases if base is not None), None)


def _refused(pull: Pull, why: str = "") -> Pull:
    return replace(pull, state="refused", reason=f"it has changes that were never published{why}")


def _as_written(content: Content, own: Read | None, local: LocalView) -> Content:
    """A view as the document would write it: without comments, images by the paths of their files."""
    plain = bare(content)
    spec = plain.spec if own is None else as_written(plain.spec, own.spec, local)
    return plain.with_spec(spec)


def bare(content: Content) -> Content:
    """A view without threads of comments and their anchors, which stay on the server."""
    spec = {key: without_comments(inner) for key, inner in content.spec.items()}
    if "discussionThreads" in spec:
        spec["discussionThreads"] = []
    return content.with_spec(spec)


def _reader_of(local: LocalView, target: Target, destinations: Destinations) -> Reader:
    """What reads texts of a document as they would be published in a target."""

    def published(source: SourceFile, view: Report | Workspace) -> Report | Workspace:
        one = replace(local, source=source, view=view)
        linked = with_links(one, lambda path: destinations.of(one, target, path), destinations.will_be)
        front = view.front.model_copy(update={"entity": target.entity, "project": target.project})
        return replace(linked.local.view, front=front)

    return Reader(local.source.path, local.site.defaults, published)


def _text_of(local: LocalView) -> str:
    """The text of a file, to the letter."""
    from runpress.project.files import decode, read_bytes

    return decode(read_bytes(local.document.file))


def write_pull(pull: Pull, around: Surroundings, attic: Path) -> Path | None:
    """Write a document, and keep what it is to be compared with from now on. Raises `UsageError`.

    A text whose changes go is kept in `attic`: then where it is. The file is changed as a whole.
    """
    step, view = pull.step, pull.step.view
    if view is None:
        return None
    _check_unsaved(pull)
    kept = _kept(pull, attic) if pull.discards and pull.changes else None
    if pull.settles:
        keep_base(view, step.server, step.identity.document, around)
    if pull.changes:
        try:
            write_whole(pull.local.document.file, pull.new.encode())
        except OSError as error:
            raise _unwritable(step.shown, error) from None
    if pull.settles and step.server is not None:
        around.lock.put(step.identity.document, pull.known_as, _entry(pull, view, step.server, around))
    return kept


def _check_unsaved(pull: Pull) -> None:
    """Raise `UsageError` where the file says something else by now than what was compared: its author goes on writing."""
    if not pull.changes:
        return
    is_as_compared = SourceFile("", pull.old).text == pull.local.source.text
    try:
        now = _text_of(pull.local)
    except UnreadableError:
        now = ""
    if not is_as_compared or now != pull.old:
        raise UsageError(
            f"`{pull.step.shown}` was saved by somebody else while it was pulled",
            hint="pull it again: nothing of it was changed",
        )


def remember_chosen(pull: Pull, around: Surroundings) -> None:
    """Let the lock know the view that somebody has named for a document that says the same already."""
    step = pull.step
    if step.view is not None and step.server is not None:
        entry = entry_of(step.view, step.server.digest, step.identity.document)
        around.lock.put(step.identity.document, pull.known_as, entry)


def _entry(pull: Pull, view: StoredView, server: Content, around: Surroundings) -> Entry:
    """What the document is compared with from now on; a merge can be thrown away, by `git restore` for one."""
    entry = entry_of(view, server.digest, pull.step.identity.document)
    if pull.state not in ("merged", "conflict"):
        return entry
    known = around.lock.get(pull.step.identity.document, pull.known_as)
    digest = pull.local.text_digest
    is_known = known is not None and known.id == view.id
    return replace(entry, merged=digest, before=known.of(digest).digest if known and is_known else "")


def keep_base(view: StoredView, content: Content | None, document: str, around: Surroundings) -> None:
    """Keep a state of a view, unless it is kept already."""
    if content is not None and around.backups.base(view.id, content.digest) is None:
        around.backups.save(view, what="before", document=document)


def _kept(pull: Pull, attic: Path) -> Path:
    """Where the old text of a document is kept: beside others of the same text, once."""
    from hashlib import blake2b

    content = pull.old.encode()
    path = attic / f"{pull.step.identity.document}-{blake2b(content, digest_size=6).hexdigest()}.md"
    try:
        attic.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
    except OSError as error:
        raise _unwritable(path.as_posix(), error) from None
    return path


def _unwritable(path: str, error: OSError) -> UsageError:
    reason = (error.strerror or type(error).__name__).lower()
    return UsageError(f"`{path}` cannot be written: {reason}", hint="nothing of it was changed")
