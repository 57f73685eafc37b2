"""`runpress history`: what a view has said over time."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final

from runpress.cli.connected import HostOption, KeyOption, TargetOption, ViewArgument
from runpress.cli.formats import RESULT_FORMATS, ResultFormat, check_format
from runpress.cli.terminal import paint_for

if TYPE_CHECKING:
    from runpress.publish.memory.history import State

EXAMPLES: Final = {
    "runpress history reports/lr.md": "when it was published, from which commit, and who else changed it",
    "runpress history reports/lr.md --format json": "for programs",
}
_SAYS: Final = {
    "published": "published",
    "before": "found on the server",
    "deleted": "deleted",
    "server": "kept by the server",
}
_SHORT_COMMIT: Final = 10


def command(
    view: ViewArgument,
    format: ResultFormat = "text",
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Show what a view has said over time, the oldest first: from the backups of this repository, and from the server.

    Exit codes: 0 done, 2 there is no such view, 3 no permission, 6 no answer.
    """
    from runpress.cli.connected import connected, place_of
    from runpress.publish.one_view.meant import meant_view
    from runpress.publish.one_view.states import states_of

    check_format(format, RESULT_FORMATS)
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        place = place_of(connection, target=target)
        meant = meant_view(view, place)
        states = states_of(meant, place)
    if format == "json":
        document = {"type": "runpress.history", "schema_version": 1, "view": meant.view.id, "states": _plain(states)}
        sys.stdout.write(json.dumps(document, indent=2) + "\n")
        return
    _print(states, title=meant.view.title)


def _plain(states: list[State]) -> list[dict[str, Any]]:
    return [
        {
            "number": state.number,
            "source": state.source,
            "saved_at": state.saved_at,
            "commit": state.commit,
            "title": state.view.title,
            "by": state.view.updated_by,
            "is_now": state.is_now,
        }
        for state in states
    ]


def _print(states: list[State], *, title: str) -> None:
    from runpress.diagnostics.render.visible import visible

    paint = paint_for(sys.stdout)
    if not states:
        sys.stderr.write(f"nothing is known of `{visible(title)}` but what is on the server now\n")
        return
    width = max(len(_SAYS[state.source]) for state in states)
    for state in states:
        commit = state.commit[:_SHORT_COMMIT]
        by = f"by {state.view.updated_by}" if state.view.updated_by and state.source != "published" else ""
        told = visible("  ".join(part for part in (commit, by, state.view.title) if part))
        now = paint("good", "  ← now") if state.is_now else ""
        saved_at = visible(state.saved_at)
        sys.stdout.write(f"{state.number:>4}  {saved_at}  {_SAYS[state.source]:<{width}}  {told}{now}\n")
