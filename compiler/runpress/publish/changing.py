"""One change of one view: read again, backed up, noted, sent, read back, kept.

The steps, by the names that `reached` is told once each is behind us:

    again       the view was read again, and is what the plan saw
    backed-up   what the server has is on disk
    noted       the intent is in the journal, on disk
    sent        the server has answered
    read-back   the server's copy was read, and compared with what was sent
    kept        what was published is on disk, and the lock knows it
    done        the journal says so

Whatever happens between two of them, the next run finds the view by its id, name or marker, and goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from runpress.client.graphql import UnknownOutcomeError
from runpress.client.images import upload_image
from runpress.client.views import MovedError
from runpress.codec.json_text import Json, dumps
from runpress.errors import DriftError, NetworkError, RunpressError, UsageError
from runpress.frozen import frozen
from runpress.project.files import UnreadableError, read_bytes
from runpress.publish.adopting import adopt_ids
from runpress.publish.contents import Content, content_of
from runpress.publish.deciding import Action
from runpress.publish.images import LARGEST, replaced_images
from runpress.publish.journal import Change, Intent
from runpress.publish.lock import Entry
from runpress.publish.lookup import view_type_of
from runpress.publish.marker import Marker, with_marker

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient
    from runpress.publish.backups import Backups
    from runpress.publish.journal import Journal
    from runpress.publish.lock import Lock
    from runpress.publish.projects import Projects
    from runpress.publish.repository import Repository
    from runpress.publish.steps import Step

_MOST_TRIES: Final = 3
_RENAMED_FREELY = "report"
"""A report's address holds its id; a workspace's holds its name, which therefore stays."""


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
        self._warnings: list[str] = []
        self._answered = ""
        """The digest of what the server said that it saved; empty if it did not say."""
        self._sent = ("", "", "")
        """The spec, title and description that were sent, as texts."""

    def run(self) -> Outcome:
        """Do it."""
        current = self._read_again()
        if self._step.action is Action.CREATE and current is not None:
            return self._adopted(current)
        self._reached("again")
        if current is not None:
            what: Any = "deleted" if self._step.action is Action.DELETE else "before"
            self._tools.backups.save(current, what=what, document=self._step.identity.document)
            self._reached("backed-up")
        self._upload()
        number = self._tools.journal.begin(self._intent())
        self._reached("noted")
        try:
            view = None
            if self._step.action is Action.DELETE:
                self._delete(current)
            else:
                view = self._save(current)
        except UnknownOutcomeError:
            raise  # the journal keeps it for the next run
        except RunpressError:
            self._tools.journal.end(number)
            raise
        if view is not None:
            self._keep(view)
        else:
            self._tools.lock.drop(self._step.identity.document, self._step.target)
        self._reached("kept")
        self._tools.journal.end(number)
        self._reached("done")
        return Outcome(self._step, view, warnings=tuple(self._warnings))

    def _reached(self, point: str) -> None:
        self._tools.reached(point, self._step.identity.document)

    def _read_again(self) -> StoredView | None:
        """The view as it is now. Raises `DriftError` if it is not what the plan saw."""
        step = self._step
        if step.view is None:
            return self._named()
        current = self._tools.client.find(step.view.id)
        if current is None:
            raise DriftError(f"{step.shown}: the view was deleted on the server while this was planned")
        if self._digest(current) != (step.server.digest if step.server else None):
            if not step.overwrites:
                raise DriftError(f"{step.shown}: the view was changed on the server while this was planned")
            self._adopt_from(current)
        elif step.server is None and current.spec != step.view.spec and not step.overwrites:
            raise DriftError(f"{step.shown}: the view was changed on the server while this was planned")
        return current

    def _named(self) -> StoredView | None:
        """The first of the views that have the name already."""
        step = self._step
        view_type = view_type_of(step.identity.kind, is_draft=step.target.draft)
        found = self._tools.client.all(step.target.entity, step.target.project, view_type, name=step.name)
        named = [view for view in found if view.name == step.name]
        return min(named, key=lambda view: (len(view.id), view.id), default=None)

    def _adopt_from(self, current: StoredView) -> None:
        """Take over the ids and comments of what is there now."""
        found, content = content_of(current), self._step.content
        if found is None or content is None:
            return
        spec = adopt_ids(content.spec, found[0].spec).spec
        renewed = Content(content.kind, title=content.title, description=content.description, spec=spec)
        self._step = replace(self._step, content=renewed)

    def _adopted(self, current: StoredView) -> Outcome:
        """A view that someone else, or an earlier try, has made meanwhile: ours if it says the same."""
        step = self._step
        if step.content is None or self._digest(current) != step.content.digest:
            raise DriftError(f"{step.shown}: someone else has published it while this was planned")
        self._keep(current)
        return Outcome(step, current, warnings=tuple(self._warnings))

    def _digest(self, view: StoredView) -> str | None:
        """The digest of what a view says; None if it cannot be read."""
        if (view.spec, view.title, view.description) == self._sent:
            return self._content().digest
        found = content_of(view)
        return found[0].digest if found is not None else None

    def _upload(self) -> None:
        """Send new images. Nobody sees them before the view does, and sending one again changes nothing."""
        changes = {}
        for upload in self._step.uploads:
            view_id = self._step.view.id if self._step.view else ""
            try:
                content = read_bytes(upload.file, limit=LARGEST)
            except UnreadableError as error:
                raise UsageError(f"{upload.file} cannot be read: {error}") from None
            shown = upload_image(self._tools.client.graphql, view_id, upload.name, content)
            if shown != upload.shown:
                changes[upload.shown] = shown
        if changes:
            old = self._content()
            spec = replaced_images(old.spec, changes)
            renewed = Content(old.kind, title=old.title, description=old.description, spec=spec)
            self._step = replace(self._step, content=renewed)

    def _intent(self) -> Intent:
        step = self._step
        change: Change = "delete" if step.action is Action.DELETE else "update" if step.view else "create"
        digest = step.content.digest if step.content and change != "delete" else ""
        view_id = step.view.id if step.view else ""
        return Intent(change, step.identity.document, step.target.key, view_id, step.name, digest, self._commit())

    def _commit(self) -> str:
        local = self._step.local
        return self._tools.repository.commit_of(local.document.file) if local else ""

    def _save(self, current: StoredView | None) -> StoredView:
        """Send the view until it is known to be there; a lost reply is looked up before anything is repeated."""
        expected = current.version if current is not None else 0
        for attempt in range(1, _MOST_TRIES + 1):
            try:
                saved = self._tools.client.save(self._variables(current), expected=expected)
            except (UnknownOutcomeError, MovedError) as fault:
                there = self._looked_up(current)
                if there is not None:
                    self._reached("sent")
                    return self._compared(there)
                if attempt == _MOST_TRIES or isinstance(fault, MovedError):
                    raise
                continue
            self._reached("sent")
            self._answered = self._digest(saved.view) or ""
            return self._read_back(saved.view)
        raise AssertionError  # the last try returns or raises

    def _looked_up(self, current: StoredView | None) -> StoredView | None:
        """The view if what was sent has arrived; None if it has not. Raises `DriftError` if it is another's."""
        there = self._named() if current is None else self._tools.client.find(current.id)
        if there is None or (current is not None and there.spec == current.spec and there.title == current.title):
            return None
        if self._digest(there) != self._content().digest:
            raise DriftError(f"{self._step.shown}: it was sent without an answer, and then changed by someone else")
        return there

    def _read_back(self, saved: StoredView) -> StoredView:
        """The server's copy. Of two publishers that made the view at once, the second one takes its own back."""
        step = self._step
        if step.view is None:
            first = self._named()
            if first is not None and first.id != saved.id:
                self._tools.backups.save(saved, what="deleted", document=step.identity.document)
                self._tools.client.delete(saved.id)
                if self._digest(first) != self._content().digest:
                    raise DriftError(f"{step.shown}: someone else has published it at the same moment")
                return first
            return self._compared(first or saved)
        return self._compared(self._tools.client.find(step.view.id) or saved)

    def _compared(self, there: StoredView) -> StoredView:
        self._reached("read-back")
        found, sent, answered = self._digest(there), self._content().digest, self._answered
        if found != (answered or sent):
            who = f" by {there.updated_by}" if there.updated_by else ""
            self._warnings.append(
                f"{self._step.shown}: it was changed on the server{who} right after it was published; "
                "`runpress plan` shows how"
            )
        elif found != sent:
            self._warnings.append(f"{self._step.shown}: the server keeps it in another form than it was sent")
        return there

    def _content(self) -> Content:
        content = self._step.content
        assert content is not None  # noqa: S101 - only deletions have none
        return content

    def _variables(self, current: StoredView | None) -> dict[str, Any]:
        step, content = self._step, self._content()
        is_renamed = current is None or step.identity.kind == _RENAMED_FREELY
        variables = {
            "entityName": step.target.entity,
            "projectName": step.target.project,
            "type": view_type_of(step.identity.kind, is_draft=step.target.draft),
            "name": step.name if is_renamed else current.name if current else "",
            "displayName": content.title,
            "description": content.description,
            "spec": dumps(self._tools.projects.with_ids(self._marked(content.spec))),
        }
        self._sent = (variables["spec"], content.title, content.description)
        if current is not None:
            variables["id"] = current.id
        elif step.parent:
            variables["parentId"] = step.parent
        return variables

    def _marked(self, spec: dict[str, Json]) -> dict[str, Json]:
        """The spec with its base; as it is for a view that no document has."""
        step, repository = self._step, self._tools.repository
        if not step.identity.document:
            return spec
        path = repository.path_of(step.local.document.file) if step.local else ""
        marker = Marker(
            document=step.identity.document,
            target=step.target.key,
            commit=self._commit(),
            digest=self._content().digest,
            repository=repository.digest,
            path=path,
        )
        return with_marker(spec, marker)

    def _delete(self, current: StoredView | None) -> None:
        """Delete the view; one whose reply was lost is looked up."""
        assert current is not None  # noqa: S101 - a deletion names a view
        try:
            self._tools.client.delete(current.id, expected=current.version)
        except UnknownOutcomeError:
            if self._tools.client.find(current.id) is not None:
                raise
        self._reached("sent")
        if self._tools.client.find(current.id) is not None:
            raise NetworkError(f"{self._step.shown}: the server still has the view that it was told to delete")
        self._reached("read-back")

    def _keep(self, view: StoredView) -> None:
        """Keep what is published now: for comparisons to come, and in the lock."""
        step = self._step
        digest = self._content().digest
        if self._digest(view) == digest:
            try:
                self._tools.backups.save(view, what="published", document=step.identity.document, commit=self._commit())
            except UsageError as error:
                reason = str(error).replace("; nothing was sent", "")
                self._warnings.append(f"{step.shown} is published, but no copy of it could be kept: {reason}")
        if step.identity.document:
            kept = self._answered or digest
            sent = digest if kept != digest else ""
            self._tools.lock.put(
                step.identity.document, step.target, Entry(view.id, view.name, kept, self._commit(), sent)
            )
