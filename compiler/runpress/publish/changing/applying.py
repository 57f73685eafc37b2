"""A session's plan made so: under the project's lock, after what an earlier run left is found out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from runpress.client.graphql import RefusedError
from runpress.diagnostics import Diagnostic
from runpress.errors import RunpressError, UsageError
from runpress.publish.changing.publisher import OnError, Publisher
from runpress.publish.changing.refusals import refusal
from runpress.publish.changing.view_change import Outcome, Tools
from runpress.publish.memory.journal import Journal
from runpress.publish.memory.root import state_of
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.session import Session
from runpress.publish.planning.steps import Plan, Step
from runpress.publish.preparing.documents import write_id


@dataclass(frozen=True, slots=True)
class Effects:
    """What publishing tells while it goes on."""

    reached: Callable[[str, str], None] = lambda _point, _document: None
    """Told each step of a change that is behind us, and the document's id."""
    done: Callable[[Outcome], None] = lambda _: None
    """Told each outcome."""
    wrote: Callable[[str, str], None] = lambda _document, _path: None
    """Told each new id, and the document that it was written into."""


@dataclass(slots=True)
class Published:
    """What became of a plan."""

    outcomes: list[Outcome]
    warnings: list[str]
    findings: list[Diagnostic]
    """What was found only once views were there."""

    @property
    def failed(self) -> list[Outcome]:
        """Steps that were not done, or are not known to have been."""
        return [outcome for outcome in self.outcomes if outcome.error is not None]

    @property
    def left_out(self) -> list[Outcome]:
        """Steps that were not begun, because another one failed."""
        return [outcome for outcome in self.outcomes if not outcome.is_begun]

    @property
    def succeeded(self) -> list[Outcome]:
        """Steps that were done."""
        return [outcome for outcome in self.outcomes if outcome.error is None and outcome.is_begun]


def publish(session: Session, plan: Plan, *, on_error: OnError, effects: Effects) -> Published:
    """Make the plan so. Raises `UsageError` before anything is sent, where nothing may be."""
    journal = Journal(state_of(session.root))
    warnings: list[str] = []
    if plan.changes:
        session.around.backups.check_writable()
        session.around.backups.drop_half_written()
    for target in session.missing:
        session.around.projects.create(target)
    warnings += _write_ids(plan.steps, effects)
    tools = Tools(
        client=session.client,
        lock=session.around.lock,
        backups=session.around.backups,
        journal=journal,
        projects=session.around.projects,
        repository=session.around.repository,
        reached=effects.reached,
    )
    publisher = Publisher(plan, session.around, tools, on_error=on_error, done=effects.done)
    try:
        outcomes = publisher.run()
    finally:
        warnings += session.around.lock.kept(session.root)
    if not any(outcome.error is not None for outcome in outcomes):
        journal.clear()
    return Published(outcomes, warnings, [*publisher.findings, *_refusals(outcomes)])


def _refusals(outcomes: Sequence[Outcome]) -> list[Diagnostic]:
    """What the server refused, where it was written."""
    refused = [(one.step, one.error) for one in outcomes if isinstance(one.error, RefusedError)]
    found = [refusal(step, str(error)) for step, error in refused]
    return [finding for finding in found if finding is not None]


def _write_ids(steps: Sequence[Step], effects: Effects) -> list[str]:
    """Write new ids into front matter before anything is sent, so that a file that is renamed meanwhile keeps its view."""
    warnings = []
    written = set()
    for step in steps:
        local = step.local
        is_published = step.changes or step.action is Action.UNCHANGED
        if local is None or not local.has_new_id or not is_published or local.source.path in written:
            continue
        written.add(local.source.path)
        try:
            write_id(local)
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            warnings.append(
                f"`id: {local.identity.document}` could not be written to {local.source.path} ({reason}): "
                "write it there yourself, or a renamed file becomes another view"
            )
        else:
            effects.wrote(local.identity.document, local.source.path)
    return warnings


def recover(session: Session) -> list[str]:
    """Find out what an earlier run left unfinished; what is to be said about it. Planning sees the server as it is."""
    journal = Journal(state_of(session.root))
    said = []
    for intent in journal.unfinished():
        name = intent.document or intent.view_id
        said.append(f"`{name}`: an earlier run ended while it was being published; its view is looked up")
    try:
        journal.clear()
    except OSError as error:
        raise UsageError(f"the journal cannot be removed: {(error.strerror or 'unknown').lower()}") from None
    return said


def exit_code(published: Published) -> int:
    """0 if all is done; 4 if something is and something is not; else what the first error says."""
    if not published.failed:
        return 0
    if published.succeeded:
        return 4
    first: RunpressError | None = published.failed[0].error
    if isinstance(first, RefusedError):
        return 1
    return first.exit_code if first is not None else 4
