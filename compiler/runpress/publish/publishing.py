"""Make a plan so: several views at once, and what links to views that are made last, once their addresses are known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import replace
from threading import Event
from threading import Lock as Mutex
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from runpress.errors import RunpressError
from runpress.publish.changing import Outcome, Tools, change_view
from runpress.publish.deciding import Action
from runpress.publish.destinations import Destinations
from runpress.publish.lock import Entry
from runpress.publish.planning import PARALLEL, Placed, Wanted, step_of

if TYPE_CHECKING:
    from runpress.publish.planning import Surroundings
    from runpress.publish.steps import Plan, Step

OnError: TypeAlias = Literal["fail", "continue"]
_PATIENCE: Final = 3.0
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
        placed = [_placed(step) for step in plan.steps if step.local is not None]
        self._destinations = Destinations(around, placed)

    def run(self) -> list[Outcome]:
        """Do all steps that change something; their outcomes, in the order in which they were done."""
        self._remember_unchanged()
        outcomes: list[Outcome] = []
        left = [step for step in self._plan.steps if step.changes]
        while left:
            coming = {step.local.document.path for step in left if step.local and step.view is None}
            ready = [step for step in left if not (step.waits_for & coming)]
            is_circle = not ready
            ready = ready or left
            left = [] if is_circle else [step for step in left if step not in ready]
            done = self._round([self._renewed(step) for step in ready], is_last=not is_circle)
            outcomes += self._second(done) if is_circle else done
        return outcomes

    def _second(self, first: Sequence[Outcome]) -> list[Outcome]:
        """Documents that link to each other: each is changed again now that all have addresses."""
        again = []
        for outcome in first:
            if outcome.error is None and outcome.view is not None and outcome.step.local is not None:
                step = replace(outcome.step, view=outcome.view, promotes=False)
                again.append(step_of(_placed(step), self._around, self._destinations)[0])
        changed = [step for step in again if step.changes]
        second = {(one.step.identity, one.step.target): one for one in self._round(changed, is_last=False)}
        merged = [second.get((one.step.identity, one.step.target), one) for one in first]
        outcomes = [replace(new, step=old.step) for new, old in zip(merged, first, strict=True)]
        for outcome in outcomes:
            self._done(outcome)
        return outcomes

    def _renewed(self, step: Step) -> Step:
        """The step with the addresses that came to be known meanwhile."""
        if not step.waits_for or step.local is None:
            return step
        return step_of(_placed(step), self._around, self._destinations, overwrite=step.overwrites)[0]

    def _round(self, steps: Sequence[Step], *, is_last: bool) -> list[Outcome]:
        """Steps that do not wait for each other. After an error, if that ends it, no further one begins."""
        if not steps:
            return []
        pool = ThreadPoolExecutor(min(PARALLEL, len(steps)))
        futures: list[Future[Outcome]] = []
        try:
            futures += [pool.submit(self._one, step, is_last=is_last) for step in steps]
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
                if old is None or old.id != step.view.id or (step.base_digest and old.digest != step.base_digest):
                    digest = step.base_digest or step.server.digest
                    self._tools.lock.put(
                        step.identity.document, step.target, Entry(step.view.id, step.view.name, digest)
                    )


def _placed(step: Step) -> Placed:
    """A step's document and view, to be looked at again."""
    assert step.local is not None  # noqa: S101 - the callers' condition
    return Placed(Wanted(step.local, step.target), step.view, is_draft=step.promotes, parent=step.parent)
