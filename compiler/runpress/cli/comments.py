"""`runpress comments`: what readers wrote on the server, at its place in the documents."""

from __future__ import annotations

import sys
from typing import Final

from runpress.cli.connected import HostOption, KeyOption, TargetOption
from runpress.cli.formats import FindingsFormat, chosen_format
from runpress.cli.paths import PathsArgument
from runpress.cli.terminal import paint_for
from runpress.codec.about import WORKSPACE

EXAMPLES: Final = {
    "runpress comments": "of all published documents of this folder",
    "runpress comments reports/lr.md --format concise": "a line a thread",
}


def command(
    paths: PathsArgument = None,
    format: FindingsFormat = "",
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Show the discussions of published reports as notes at the words that they are about.

    Exit codes: 0 done, 2 a wrong command line, 3 no permission, 6 no answer.
    """
    from runpress.cli.connected import connected, place_of
    from runpress.client.threads import threads_of
    from runpress.codec.json_text import loads
    from runpress.diagnostics.render import FORMATS, Summary
    from runpress.publish.matching.comments import anchored_texts
    from runpress.publish.one_view.discussion import discussion_findings
    from runpress.publish.one_view.meant import documents_meant

    chosen = chosen_format(format)
    findings = []
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        views = documents_meant(paths or [], place_of(connection, target=target))
        for meant in views:
            if meant.local is None or meant.view.type == WORKSPACE:
                continue
            spec = loads(meant.view.spec)
            threads = threads_of(connection.views.graphql, meant.view.id, spec)
            findings += discussion_findings(meant.local.source, threads, anchored_texts(spec))
    findings.sort(key=lambda finding: finding.sort_key)
    if findings or chosen != "full":
        sys.stdout.write(FORMATS[chosen](findings, Summary(files=len(views)), paint_for(sys.stdout)))
    else:
        count = f"{len(views)} published document{'' if len(views) == 1 else 's'}"
        sys.stderr.write(f"nobody has commented on {count}\n")
