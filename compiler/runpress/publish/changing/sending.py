"""A view on its way to the server: sent until it is known to be there, and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from runpress.client.graphql import UnknownOutcomeError
from runpress.client.views import MovedError
from runpress.codec.about import view_type_of
from runpress.codec.json_text import Json, compact
from runpress.errors import DriftError
from runpress.publish.views.contents import Content, content_of
from runpress.publish.views.marker import Marker, with_marker

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.client.views import ViewsClient
    from runpress.publish.changing.view_change import Tools
    from runpress.publish.planning.steps import Step

_MOST_TRIES: Final = 3
_RENAMED_FREELY = "report"
"""A report's address holds its id; a workspace's holds its name, which therefore stays."""


class Sending:
    """One view that is made or changed, ready to be sent over what is `known` of it. `save` may be called once."""

    def __init__(self, step: Step, content: Content, tools: Tools, known: StoredView | None) -> None:
        self._step = step
        self.content = content
        self._tools = tools
        self.warnings: list[str] = []
        self.answered = ""
        """The digest of what the server said that it saved; empty if it did not say."""
        self._variables = self._made(known)

    def save(self, current: StoredView | None) -> StoredView:
        """Send the view until it is known to be there; a lost reply is looked up before anything is repeated."""
        expected = current.version if current is not None else 0
        for attempt in range(1, _MOST_TRIES + 1):
            try:
                saved = self._tools.client.save(self._variables, expected=expected)
            except (UnknownOutcomeError, MovedError) as fault:
                is_refused = isinstance(fault, MovedError) and attempt == 1
                there = self._looked_up(current, is_refused=is_refused)
                if there is not None:
                    self._tools.reached("sent", self._step.identity.document)
                    return self._compared(there)
                if attempt == _MOST_TRIES or isinstance(fault, MovedError):
                    raise
                continue
            self._tools.reached("sent", self._step.identity.document)
            self.answered = self.digest(saved.view) or ""
            return self._read_back(saved.view)
        raise AssertionError  # the last try returns or raises

    def _looked_up(self, current: StoredView | None, *, is_refused: bool) -> StoredView | None:
        """The view if what was sent has arrived; None if it has not. Raises `DriftError` if it is another's.

        `is_refused` if the server has said that it changed nothing, since someone else was faster.
        """
        there = named_view(self._step, self._tools.client) if current is None else self._tools.client.find(current.id)
        if there is None or (current is not None and there.spec == current.spec and there.title == current.title):
            return None
        if self.digest(there) != self.content.digest and is_refused:
            raise MovedError(f"{self._step.shown}: the view was changed on the server while this was planned")
        if self.digest(there) != self.content.digest:
            raise DriftError(f"{self._step.shown}: it was sent without an answer, and then changed by someone else")
        return there

    def _read_back(self, saved: StoredView) -> StoredView:
        """The server's copy. Of two publishers that made the view at once, the second one takes its own back."""
        step = self._step
        if step.view is None:
            first = named_view(self._step, self._tools.client)
            if first is not None and first.id != saved.id:
                self._tools.backups.save(saved, what="deleted", document=step.identity.document)
                self._tools.client.delete(saved.id)
                if self.digest(first) != self.content.digest:
                    raise DriftError(f"{step.shown}: someone else has published it at the same moment")
                return first
            return self._compared(first or saved)
        return self._compared(self._tools.client.find(step.view.id) or saved)

    def _compared(self, there: StoredView) -> StoredView:
        self._tools.reached("read-back", self._step.identity.document)
        found, sent, answered = self.digest(there), self.content.digest, self.answered
        if found != (answered or sent):
            who = f" by {there.updated_by}" if there.updated_by else ""
            self.warnings.append(
                f"{self._step.shown}: it was changed on the server{who} right after it was published; "
                "`runpress plan` shows how"
            )
        elif found != sent:
            self.warnings.append(f"{self._step.shown}: the server keeps it in another form than it was sent")
        return there

    def digest(self, view: StoredView) -> str | None:
        """The digest of what a view says; None if it cannot be read."""
        sent = self._variables
        if (view.spec, view.title, view.description) == (sent["spec"], sent["displayName"], sent["description"]):
            return self.content.digest
        return _digest_of(view)

    def _made(self, known: StoredView | None) -> dict[str, Any]:
        step, content = self._step, self.content
        is_renamed = known is None or step.identity.kind == _RENAMED_FREELY
        name = step.name if is_renamed else known.name if known else ""
        variables = {
            "entityName": step.target.entity,
            "projectName": step.target.project,
            "type": view_type_of(step.identity.kind, is_draft=step.target.draft),
            "name": name,
            "displayName": content.title,
            "description": content.description,
            "spec": compact(self._tools.projects.with_ids(self._marked(content.spec, name))),
        }
        if known is not None:
            variables["id"] = known.id
        elif step.parent:
            variables["parentId"] = step.parent
        return variables

    def _marked(self, spec: dict[str, Json], name: str) -> dict[str, Json]:
        """The spec with its base; as it is for a view that no document has."""
        step, repository = self._step, self._tools.repository
        if not step.identity.document:
            return spec
        path = repository.path_of(step.local.document.file) if step.local else ""
        marker = Marker(
            document=step.identity.document,
            target=step.target.key,
            commit=commit_of(step, self._tools),
            digest=self.content.digest,
            repository=repository.digest,
            path=path,
            name=name,
        )
        return with_marker(spec, marker)


def named_view(step: Step, client: ViewsClient) -> StoredView | None:
    """The first of the views that have the name of a step's view."""
    view_type = view_type_of(step.identity.kind, is_draft=step.target.draft)
    found = client.all(step.target.entity, step.target.project, view_type, name=step.name)
    named = [view for view in found if view.name == step.name]
    return min(named, key=lambda view: (len(view.id), view.id), default=None)


def _digest_of(view: StoredView) -> str | None:
    """The digest of what a view says; None if it cannot be read."""
    found = content_of(view)
    return found[0].digest if found is not None else None


def commit_of(step: Step, tools: Tools) -> str:
    """The commit that a step's document is of; empty if it is not known."""
    return tools.repository.commit_of(step.local.document.file) if step.local else ""
