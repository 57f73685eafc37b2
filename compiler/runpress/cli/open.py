"""`runpress open`: a published view in the browser."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, ViewArgument

EXAMPLES: Final = {
    "runpress open reports/lr.md": "where the server shows it",
    "runpress open lr-schedules --print": "only say the address",
}


def command(
    view: ViewArgument,
    print_only: Annotated[bool, Option("--print", help="Only print the address.")] = False,
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Open a published report or workspace in the browser, and print its address.

    Exit codes: 0 done, 2 there is no such view, 3 no permission, 6 no answer.
    """
    import webbrowser

    from runpress.cli.connected import connected, place_of
    from runpress.publish.one_view.meant import meant_view
    from runpress.publish.views.urls import view_url

    with connected(host, api_key_stdin=api_key_stdin) as connection:
        found = meant_view(view, place_of(connection, target=target)).view
        address = view_url(connection.credentials.base_url, found)
    sys.stdout.write(f"{address}\n")
    if not print_only:
        webbrowser.open(address)
