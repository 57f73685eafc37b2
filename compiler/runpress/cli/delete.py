"""`runpress delete`: a view goes from the server."""

from __future__ import annotations

import sys
from typing import Annotated, Final

from typer import Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, ViewArgument, YesOption
from runpress.cli.terminal import confirm

EXAMPLES: Final = {
    "runpress delete reports/lr.md": "the published view; the document stays",
    "runpress delete https://wandb.ai/acme/digits/reports/Rates--Vmlldzox": "a view by its address",
}


def command(
    view: ViewArgument,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would go.")] = False,
    yes: YesOption = False,
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Delete a view on the server, with its drafts and links. Says what would go, asks, and backs it up first.

    The document stays: publishing it makes a new view, at a new address.

    Exit codes: 0 done, 1 you said no, 2 there is no such view, 3 no permission, 5 the view was changed meanwhile,
    6 no answer.
    """
    from runpress.cli.connected import changed, connected, place_of
    from runpress.client.shares import share_links
    from runpress.client.threads import threads_of
    from runpress.codec.json_text import loads
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.one_view.meant import meant_view
    from runpress.publish.one_view.restoring import deleting_step
    from runpress.publish.one_view.states import backups_of
    from runpress.publish.views.urls import view_url

    with connected(host, api_key_stdin=api_key_stdin) as connection:
        place = place_of(connection, target=target)
        meant = meant_view(view, place)
        step = deleting_step(meant)
        graphql = connection.views.graphql
        spec = loads(meant.view.spec) if step.server else {}
        counts = {
            "link": len(share_links(graphql, meant.view.id)),
            "discussion": len(threads_of(graphql, meant.view.id, spec)),
        }
        title = visible(meant.view.title)
        what = "workspace" if step.identity.kind == "workspace" else "draft" if step.target.draft else "report"
        sys.stdout.write(f"{what} `{title}` in {meant.view.entity}/{meant.view.project}\n")
        sys.stdout.write(f"{view_url(connection.credentials.base_url, meant.view)}\n")
        for name, count in counts.items():
            if count:
                sys.stdout.write(f"with it {count} {name}{'' if count == 1 else 's'}, which no backup brings back\n")
        if dry_run:
            return
        if not confirm("Delete it?", yes=yes):
            raise SystemExit(1)
        changed(meant, place, step)
        saved = backups_of(meant, place).all(meant.view.id)[-1]
    sys.stderr.write(f"`{title}` is deleted; what it said is in {saved.path}\n")
