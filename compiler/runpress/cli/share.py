"""`runpress share`: links that show a view to whoever has them."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Argument

from runpress.cli.connected import HostOption, KeyOption, TargetOption, ViewArgument, YesOption
from runpress.cli.terminal import confirm
from runpress.errors import UsageError

EXAMPLES: Final = {
    "runpress share show reports/lr.md": "is there a link, and what may it read?",
    "runpress share enable reports/lr.md": "make one, and print it",
    "runpress share disable reports/lr.md": "links that are out show nothing any more",
}
_ACTIONS: Final = ("show", "enable", "disable")


def _action(said: str) -> str:
    """One of the actions; looked at before the view, which may stand in its place. Raises `UsageError`."""
    from runpress.diagnostics.suggest import suggestion

    if said in _ACTIONS:
        return said
    near = suggestion(said, _ACTIONS)
    hint = (
        f"did you mean `{near}`?"
        if near
        else f"say {', '.join(_ACTIONS)} before the view: `runpress share show {said}`"
    )
    raise UsageError(f"there is no action `{said}`", hint=hint)


def command(
    action: Annotated[str, Argument(metavar="|".join(_ACTIONS), help="What to do.", parser=_action)],
    view: ViewArgument,
    yes: YesOption = False,
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Show, enable or disable the link that shows a view to whoever has it, without an account.

    A link reads the projects of the view's run sets, and no others. `enable` and `disable` ask first. Links are
    printed by `enable` and `show` only, and are kept neither in the lock nor in backups.

    Exit codes: 0 done, 1 `show` found no link, or you said no, 2 a wrong command line, 3 no permission, 6 no answer.
    """
    from runpress.cli.connected import connected, place_of
    from runpress.client.shares import disable_share, enable_share, share_links
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.one_view.meant import meant_view
    from runpress.publish.one_view.reads import projects_read
    from runpress.publish.views.urls import view_url

    with connected(host, api_key_stdin=api_key_stdin) as connection:
        found = meant_view(view, place_of(connection, target=target)).view
        title = visible(found.title)
        graphql = connection.views.graphql
        address = view_url(connection.credentials.base_url, found)
        if action == "show":
            links = share_links(graphql, found.id)
            for link in links:
                read = ", ".join("/".join(project) for project in link.projects)
                sys.stdout.write(f"{link.url(address)}\nreads {read or 'no project'}\n")
            if not links:
                sys.stderr.write(f"`{title}` has no link\n")
                raise SystemExit(1)
        elif action == "enable":
            projects = projects_read(found)
            read = ", ".join("/".join(project) for project in projects)
            _ask(f"Whoever has the link will see `{title}`, and the runs that it shows from {read}.", yes=yes)
            sys.stdout.write(f"{enable_share(graphql, found.id, projects).url(address)}\n")
        else:
            _ask(f"Links to `{title}` that are out will show nothing any more.", yes=yes)
            count = disable_share(graphql, found.id)
            sys.stderr.write(f"{count} link{'' if count == 1 else 's'} disabled\n")


def _ask(what: str, *, yes: bool) -> None:
    if not confirm(f"{what} Go on?", yes=yes):
        raise SystemExit(1)
