"""One change of one view: backed up, noted, read again, sent, read back, kept.

The steps, by the names that `reached` is told once each is behind us:

    backed-up   what the server has is on disk
    noted       the intent is in the journal, on disk
    again       the view was read again, and is what was backed up
    sent        the server has answered
    read-back   the server's copy was read, and compared with what was sent
    kept        what was published is on disk, and the lock knows it
    done        the journal says so

Whatever happens between two of them, the next run finds the view by its id, name or marker, and goes on from there.

Nothing guards the time between the last reading and the sending on servers that do not count versions. So all that
takes time comes before it: behind the last reading, two texts are compared, and what is ready is sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from runpress.client.graphql import RefusedError, UnknownOutcomeError
from runpress.client.images import upload_image
from runpress.client.views import MovedError
from runpress.errors import DriftError, NetworkError, RunpressError, UsageError
from runpress.frozen import frozen
from runpress.project.files import UnreadableError, read_bytes
from runpress.publish.changing.sending import Sending, commit_of, named_view
from runpress.publish.matching.adopting import adopt_ids
from runpress.publish.memory.journal import Change, Intent
from runpress.publish.memory.lock import Entry
from runpress.publish.planning.deciding import Action
from runpress.publish.preparing.images import LARGEST, with_addresses
from runpress.publish.views.contents import content_of

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient
    from runpress.publish.memory.backups import Backup, Backups
    from runpress.publish.memory.journal import Journal
    from runpress.publish.memory.lock import Lock
    from runpress.publish.memory.repository import Repository
    from runpress.publish.planning.steps import Step
    from runpress.publish.preparing.projects import Projects

_MOST_PREPARATIONS: Final = 2
"""Some servers tell the same view in other words each time; then what was prepared last is sent."""
_TEXTS: Final = ("name", "title", "description", "spec")


@dataclass(frozen=True, slots=True)
class Tools:
    """What changing views takes."""

    client: ViewsClient
    lock: Lock
    backups: Backups
    journal: Journal
    projects: Projects
    repository: Repository
    reached: Callable[[str, str], None] = lambda _point, _document: None
    """Told each step of a change that is behind us, and the document's id."""


@frozen
class Outcome:
    """What became of one step."""

    step: Step
    view: StoredView | None = None
    """The view as it then was."""
    error: RunpressError | None = None
    """Why it was not done."""
    warnings: tuple[str, ...] = ()
    is_begun: bool = True
    """False for a step that was left out, because another one failed."""


def change_view(step: Step, tools: Tools) -> Outcome:
    """Make one step so. Raises `RunpressError` where it was not done, or is not known to have been.

    A step without a document's id changes a view that is nobody's: it gets no marker, and the lock does not learn of it.
    """
    return _ViewChange(step, tools).run()


class _ViewChange:
    """One change. `run` may be called once."""

    def __init__(self, step: Step, tools: Tools) -> None:
        self._step = step
        self._tools = tools
        self._backups: list[Backup] = []
        self._is_sent = False
        """Whether the server may have changed something."""

    def run(self) -> Outcome:
        """Do it."""
        self._back_up(self._step.view)
        self._upload()
        number = self._tools.journal.begin(self._intent())
        self._reached("noted")
        try:
            outcome = self._changed()
        except UnknownOutcomeError:
            raise  # the journal keeps it for the next run
        except RunpressError as error:
            self._tools.journal.end(number)
            if not self._is_sent or isinstance(error, RefusedError | MovedError):
                self._drop_backups()
            raise
        self._reached("kept")
        self._tools.journal.end(number)
        self._reached("done")
        return outcome

    def _back_up(self, view: StoredView | None) -> None:
        if view is not None:
            what: Any = "deleted" if self._step.action is Action.DELETE else "before"
            saved = self._tools.backups.save(view, what=what, document=self._step.identity.document)
            self._backups.append(saved)
            self._reached("backed-up")

    def _drop_backups(self) -> None:
        """Take away backups for a change that was not made, as far as others say the same."""
        for backup in reversed(self._backups):
            self._tools.backups.drop_repeated(backup)

    def _changed(self) -> Outcome:
        """Make everything ready for the view as it is known, read it again, and send if it is still that."""
        known, sending = self._step.view, self._sending(self._step.view)
        for _ in range(_MOST_PREPARATIONS):
            current = self._read_again()
            if _is_same(current, known):
                break
            if current is not None and known is None and sending is not None:
                return self._adopted(current, sending)
            self._accept(current)
            self._back_up(current)
            known, sending = current, self._sending(current)
        self._reached("again")
        self._is_sent = True
        if sending is not None:
            return self._saved(current, sending)
        return self._deleted(current) if current is not None else Outcome(self._step)

    def _reached(self, point: str) -> None:
        self._tools.reached(point, self._step.identity.document)

    def _read_again(self) -> StoredView | None:
        """The view as it is now; None for one that is yet to be made."""
        step = self._step
        if step.view is None:
            return named_view(step, self._tools.client)
        current = self._tools.client.find(step.view.id)
        if current is None:
            raise DriftError(f"{step.shown}: the view was deleted on the server while this was planned")
        return current

    def _accept(self, current: StoredView | None) -> None:
        """Take over what may have changed since the plan: ids and comments. Raises `DriftError` if it was more."""
        step, found = self._step, content_of(current) if current is not None else None
        says_same = found is not None and step.server is not None and found[0].digest == step.server.digest
        is_promoted = bool(current and step.view and _type(current, step.view) != step.view.type)
        if is_promoted or not (says_same or step.overwrites):
            raise DriftError(f"{step.shown}: the view was changed on the server while this was planned")
        if found is not None and step.content is not None:
            self._step = replace(step, content=step.content.with_spec(adopt_ids(step.content.spec, found[0].spec).spec))

    def _adopted(self, current: StoredView, sending: Sending) -> Outcome:
        """A view that someone else, or an earlier try, has made meanwhile: ours if it says the same."""
        step = self._step
        if sending.digest(current) != sending.content.digest:
            raise DriftError(f"{step.shown}: someone else has published it while this was planned")
        self._keep(current, sending)
        return Outcome(step, current, warnings=tuple(sending.warnings))

    def _saved(self, current: StoredView | None, sending: Sending) -> Outcome:
        view = sending.save(current)
        self._keep(view, sending)
        return Outcome(self._step, view, warnings=tuple(sending.warnings))

    def _sending(self, known: StoredView | None) -> Sending | None:
        """What is to be sent, made ready for a view as it is known; None for a deletion."""
        if self._step.action is Action.DELETE or self._step.content is None:
            return None
        return Sending(self._step, self._step.content, self._tools, known)

    def _upload(self) -> None:
        """Send new images. Nobody sees them before the view does, and sending one again changes nothing."""
        changes = {}
        for upload in self._step.uploads:
            view_id = self._step.view.id if self._step.view else ""
            try:
                image = read_bytes(upload.file, limit=LARGEST)
            except UnreadableError as error:
                raise UsageError(f"{upload.file} cannot be read: {error}") from None
            shown = upload_image(self._tools.client.graphql, view_id, upload.name, image)
            if shown != upload.shown:
                changes[upload.shown] = shown
        content = self._step.content
        if changes and content is not None:
            self._step = replace(self._step, content=content.with_spec(with_addresses(content.spec, changes)))

    def _intent(self) -> Intent:
        step = self._step
        change: Change = "delete" if step.action is Action.DELETE else "update" if step.view else "create"
        digest = step.content.digest if step.content and change != "delete" else ""
        view_id = step.view.id if step.view else ""
        commit = commit_of(step, self._tools)
        return Intent(change, step.identity.document, step.target.key, view_id, step.name, digest, commit)

    def _deleted(self, current: StoredView) -> Outcome:
        """Delete the view; one whose reply was lost is looked up."""
        step, client = self._step, self._tools.client
        try:
            client.delete(current.id, expected=current.version)
        except UnknownOutcomeError:
            if client.find(current.id) is not None:
                raise
        self._reached("sent")
        if client.find(current.id) is not None:
            raise NetworkError(f"{step.shown}: the server still has the view that it was told to delete")
        self._reached("read-back")
        self._tools.lock.drop(step.identity.document, step.target)
        return Outcome(step)

    def _keep(self, view: StoredView, sending: Sending) -> None:
        """Keep what is published now: for comparisons to come, and in the lock."""
        step, digest = self._step, sending.content.digest
        document, commit = step.identity.document, commit_of(step, self._tools)
        if sending.digest(view) == digest:
            try:
                self._tools.backups.save(view, what="published", document=document, commit=commit)
            except UsageError as error:
                reason = str(error).replace("; nothing was sent", "")
                sending.warnings.append(f"{step.shown} is published, but no copy of it could be kept: {reason}")
        if document:
            kept = sending.answered or digest
            sent = digest if kept != digest else ""
            self._tools.lock.put(document, step.target, Entry(view.id, view.name, kept, commit, sent))
            if step.promotes:
                self._tools.lock.drop(document, replace(step.target, draft=True))
            if step.was is not None:
                self._tools.lock.drop(document, step.was)


def _is_same(current: StoredView | None, known: StoredView | None) -> bool:
    """Whether a view is to the letter what was backed up; quick, because nothing guards what is changed meanwhile."""
    if current is None or known is None:
        return current is known
    is_same_type = _type(current, known) == known.type
    return is_same_type and all(getattr(current, name) == getattr(known, name) for name in _TEXTS)


def _type(current: StoredView, known: StoredView) -> str:
    """A view's type; that which is known, where the server does not say."""
    return current.type or known.type
