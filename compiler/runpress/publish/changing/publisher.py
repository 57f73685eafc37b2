"""Make a plan so: several views at once, and what links to views that are made last, once their addresses are known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event
from threading import Lock as Mutex
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from runpress.diagnostics import Diagnostic
from runpress.errors import RunpressError
from runpress.publish.changing.order import coming, next_turn
from runpress.publish.changing.view_change import Outcome, Tools, change_view
from runpress.publish.planning.deciding import Action
from runpress.publish.planning.destinations import Destinations
from runpress.publish.planning.lookup import entry_of
from runpress.publish.planning.placing import PARALLEL, Placed, Wanted
from runpress.publish.planning.view_steps import step_of
from runpress.publish.preparing.links import link_left_open, link_that_waits

if TYPE_CHECKING:
    from runpress.publish.planning.placing import Surroundings
    from runpress.publish.planning.steps import Plan, Step
    from runpress.publish.preparing.documents import LocalView

OnError: TypeAlias = Literal["fail", "continue"]
_DELETE: Final = Action.DELETE
_PATIENCE: Final = 0.8
"""Seconds that changes under way have, after an interruption, to come to their end."""


class Publisher:
    """Makes one plan so. `done` is told each outcome; of a view that takes two rounds, the last one."""

    def __init__(
        self,
        plan: Plan,
        around: Surroundings,
        tools: Tools,
        *,
        on_error: OnError = "fail",
        done: Callable[[Outcome], None] = lambda _: None,
    ) -> None:
        self._plan = plan
        self._around = around
        self._tools = tools
        self._is_strict = on_error == "fail"
        self._done = done
        self._stop = Event()
        self._guard = Mutex()
        self._made: set[str] = set()
        """The paths of documents that were published."""
        self.findings: list[Diagnostic] = []
        """What is found only once views are there."""
        placed = [_placed(step, step.local) for step in plan.steps if step.local is not None]
        self._destinations = Destinations(around, placed)

    def run(self) -> list[Outcome]:
        """Do all steps that change something; their outcomes, in the order in which they were done.

        Deletions come last: a draft stays until what it became is published.
        """
        self._remember_unchanged()
        outcomes = self._documents([step for step in self._plan.steps if step.changes and step.action is not _DELETE])
        failed = {one.step.identity for one in outcomes if one.error is not None or not one.is_begun}
        deletions = [step for step in self._plan.steps if step.action is _DELETE]
        outcomes += [Outcome(step, is_begun=False) for step in deletions if step.identity in failed]
        return outcomes + self._round([step for step in deletions if step.identity not in failed], lambda _: True)

    def _documents(self, left: Sequence[Step]) -> list[Outcome]:
        """Make views say what their documents say."""
        outcomes: list[Outcome] = []
        while left:
            stuck = self._stuck(left)
            outcomes += stuck
            waiting = {id(one.step) for one in stuck}
            if not stuck:
                turn = next_turn(left)
                outcomes += self._rounds(turn.steps, is_circle=turn.is_circle)
                waiting = {id(step) for step in turn.steps}
            left = [step for step in left if id(step) not in waiting]
        return outcomes

    def _stuck(self, left: Sequence[Step]) -> list[Outcome]:
        """Documents with links to what was not made and will not be: the server keeps what it has of them."""
        there = coming(left) | self._made
        outcomes = [Outcome(step, is_begun=False) for step in left if step.waits_for - there]
        for one in outcomes:
            self._done(one)
            if one.step.local is not None and not self._stop.is_set():
                self._find(link_that_waits(one.step.local, path) for path in sorted(one.step.waits_for - there))
        return outcomes

    def _find(self, findings: Iterable[Diagnostic]) -> None:
        self.findings += [finding for finding in findings if finding not in self._plan.findings]

    def _rounds(self, steps: Sequence[Step], *, is_circle: bool) -> list[Outcome]:
        """Steps that do not wait for others. Some are changed a second time, now that their views are there:
        documents that link to each other in a circle, and new reports with images.
        """
        first = self._round(
            [self._renewed(step) for step in steps], lambda step: not is_circle and not step.waiting_images
        )
        again = [self._once_more(one) for one in first if is_circle or one.step.waiting_images]
        changed = [step for step in again if step is not None and step.changes]
        second = {(one.step.identity, one.step.target): one for one in self._round(changed, lambda _: False)}
        outcomes = [_joined(one, second.get((one.step.identity, one.step.target))) for one in first]
        for one in outcomes:
            if is_circle or one.step.waiting_images:
                self._done(one)
        return outcomes

    def _once_more(self, outcome: Outcome) -> Step | None:
        """The step for a view that was just made; None if it was not."""
        if outcome.error is not None or outcome.view is None or outcome.step.local is None:
            return None
        placed = replace(_placed(outcome.step, outcome.step.local), view=outcome.view, is_draft=False, was=None)
        step, findings = step_of(placed, self._around, self._destinations)
        self._find(findings)
        self._find(link_left_open(outcome.step.local, path) for path in sorted(step.waits_for))
        return step

    def _renewed(self, step: Step) -> Step:
        """The step with the addresses that came to be known meanwhile."""
        if not step.waits_for or step.local is None:
            return step
        return step_of(_placed(step, step.local), self._around, self._destinations, overwrite=step.overwrites)[0]

    def _round(self, steps: Sequence[Step], is_last: Callable[[Step], bool]) -> list[Outcome]:
        """Several at once. After an error, if that ends it, no further one begins."""
        if not steps:
            return []
        pool = ThreadPoolExecutor(min(PARALLEL, len(steps)))
        futures: list[Future[Outcome]] = []
        try:
            futures += [pool.submit(self._one, step, is_last=is_last(step)) for step in steps]
            return [future.result() for future in futures]
        except BaseException:
            self._stop.set()
            wait([future for future in futures if not future.cancel()], timeout=_PATIENCE)
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _one(self, step: Step, *, is_last: bool) -> Outcome:
        outcome = Outcome(step, is_begun=False) if self._stop.is_set() else self._tried(step)
        with self._guard:
            if outcome.view is not None and step.local is not None:
                self._made.add(step.local.document.path)
                self._destinations.add(step.local, step.target, outcome.view)
            if is_last:
                self._done(outcome)
        return outcome

    def _tried(self, step: Step) -> Outcome:
        try:
            return change_view(step, self._tools)
        except RunpressError as error:
            if self._is_strict:
                self._stop.set()
            return Outcome(step, error=error)

    def _remember_unchanged(self) -> None:
        """Views that say what they should are put into the lock, if they are not there."""
        for step in self._plan.steps:
            if step.action is Action.UNCHANGED and step.view is not None and step.server is not None:
                old = self._tools.lock.get(step.identity.document, step.target)
                if old is None or (old.id, old.digest) != (step.view.id, step.server.digest):
                    entry = entry_of(step.view, step.server.digest, step.identity.document)
                    self._tools.lock.put(step.identity.document, step.target, entry)


def _placed(step: Step, local: LocalView) -> Placed:
    """A step's document and view, to be looked at again."""
    return Placed(Wanted(local, step.target), step.view, is_draft=step.promotes, parent=step.parent, was=step.was)


def _joined(first: Outcome, second: Outcome | None) -> Outcome:
    """The outcome of a view that was changed twice."""
    if second is None:
        return first
    return replace(second, step=first.step, warnings=(*first.warnings, *second.warnings))
