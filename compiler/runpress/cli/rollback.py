"""`runpress rollback`: a view says again what it said before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Final

from typer import Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, ViewArgument, YesOption
from runpress.cli.terminal import confirm, paint_for
from runpress.errors import UsageError

if TYPE_CHECKING:
    from runpress.publish.memory.history import State
    from runpress.publish.planning.steps import Step

EXAMPLES: Final = {
    "runpress rollback reports/lr.md": "what the view said before what it says now",
    "runpress rollback reports/lr.md --to 3": "a state that `runpress history` lists",
}


def command(
    view: ViewArgument,
    to: Annotated[
        int | None,
        Option("--to", metavar="N", min=1, help="The number of a state in `runpress history`.", show_default=False),
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only show what would change.")] = False,
    yes: YesOption = False,
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Make a view on the server say again what it said before. Shows the difference, and asks.

    What it says now is backed up first, so a rollback can be rolled back. The document is not changed: the next
    publish would bring its state back, unless you pull first.

    Exit codes: 0 done, 1 you said no, 2 there is no such view or state, 3 no permission, 5 the view was changed
    meanwhile, 6 no answer.
    """
    from runpress.cli.connected import changed, connected, place_of
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.one_view.meant import meant_view
    from runpress.publish.one_view.restoring import restoring_step
    from runpress.publish.one_view.states import states_of

    with connected(host, api_key_stdin=api_key_stdin) as connection:
        place = place_of(connection, target=target)
        meant = meant_view(view, place)
        state = _state(states_of(meant, place), to)
        step = restoring_step(meant, state)
        title, then = visible(meant.view.title), visible(state.saved_at)
        _show(step, f"{title}: back to state {state.number}, of {then}")
        if dry_run:
            return
        if not confirm(f"Make `{title}` say this again?", yes=yes):
            raise SystemExit(1)
        changed(meant, place, step)
    sys.stderr.write(f"`{visible(step.title)}` says again what it said at {then}\n")
    if meant.local is not None:
        document = meant.local.source.path
        sys.stderr.write(f"{document} does not: `runpress pull {document}` brings this state into it\n")


def _state(states: list[State], to: int | None) -> State:
    from runpress.publish.memory.history import before_now

    if to is None:
        found = before_now(states)
        if found is None:
            raise UsageError("nothing is known of what this view said before", hint="`runpress history` lists states")
        return found
    state = next((state for state in states if state.number == to), None)
    if state is None:
        listed = f"1 to {len(states)}" if states else "no state"
        raise UsageError(f"there is no state {to} of this view", hint=f"`runpress history` lists {listed}")
    if state.is_now:
        raise UsageError(f"the view says already what it said in state {to}")
    return state


def _show(step: Step, heading: str) -> None:
    from runpress.publish.differences.text import print_text
    from runpress.publish.planning.told import compared

    paint = paint_for(sys.stdout)
    differences = compared(step, step.server, step.content)
    sys.stdout.write(f"{paint('bold', heading)}\n")
    sys.stdout.writelines(f"{line}\n" for line in (print_text(differences, paint) if differences else ()))
