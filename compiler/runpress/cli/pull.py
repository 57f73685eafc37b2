"""`runpress pull`: what a server has, in documents."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

from typer import Argument, Exit, Option

from runpress.cli.connected import HostOption, KeyOption, TargetOption, alone_in, connected
from runpress.cli.formats import AsideFormat, chosen_format
from runpress.cli.planning import FINDINGS
from runpress.cli.pulling import close, exit_code, show_changes, tell, tell_failed, tell_new
from runpress.cli.terminal import confirm, is_terminal
from runpress.errors import UsageError

if TYPE_CHECKING:
    from runpress.client.connecting import Connection
    from runpress.publish.planning.session import Setting
    from runpress.publish.pulling.bringing import Bringing, Request
    from runpress.publish.pulling.pulls import Manner, Pull

EXAMPLES: Final = {
    "runpress pull reports/lr.md": "what somebody changed on the server, into the document",
    "runpress pull --merge reports/lr.md": "beside changes of the document that were never published",
    "runpress pull --dry-run": "what would change in the documents of this folder",
    "runpress pull https://wandb.ai/acme/digits/reports/Cosine--VmlldzoxMg": "a report that has no document yet",
    "runpress pull --all acme/digits": "all reports and workspaces of a project",
    "runpress pull view.json -o report.md": "the document of a view object, or of a bare spec, in a file",
    "runpress pull - < view.json": "from standard input",
}


def command(
    sources: Annotated[
        list[str] | None,
        Argument(
            metavar="[PATHS|URL|FILE.json]",
            help="Documents and folders, this folder if left out; the address of a view; or a file with the JSON of a"
            " view or of a bare spec (`-` is standard input).",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        Option(
            "-o",
            "--output",
            metavar="DOC.md",
            help="The new document of an address or a JSON file; if left out, one named after the title, or standard output (`-`).",
        ),
    ] = None,
    merge: Annotated[
        bool, Option("--merge", help="Keep changes of the document that were never published, beside the server's.")
    ] = False,
    project: Annotated[
        str, Option("--all", metavar="ENTITY/PROJECT", help="All views of a project.", show_default=False)
    ] = "",
    dry_run: Annotated[
        bool, Option("--dry-run", help="Show what would change in the text, and write nothing.")
    ] = False,
    force: Annotated[
        bool,
        Option("--force", help="Write over a document that is there, or over changes that were never published."),
    ] = False,
    format: AsideFormat = "",
    target: TargetOption = "",
    host: HostOption = "",
    api_key_stdin: KeyOption = False,
) -> None:
    """Write what a server has into documents, with the least change of text.

    Blocks that say the same keep their bytes: comments, line breaks, the order of keys. A document whose own changes
    were never published is left alone, unless they are merged: what both sides changed then stands between conflict
    markers, which `check` finds. A view that has no document yet gets one. The new text says what is on the server.

    Exit codes: 0 done, 1 findings or conflicts, 2 a wrong command line, 3 not permitted, 4 some could not be written,
    5 left alone, 6 no answer.
    """
    from runpress.cli.pull_file import pull_file

    chosen = chosen_format(format)
    asked = list(sources or ())
    _check(asked, output, project, merges=merge, forces=force)
    if len(asked) == 1 and _is_file(asked[0]):
        _check_file(merges=merge, target=target)
        pull_file(asked[0], output, force=force, format=chosen, is_dry=dry_run)
        return
    run = _Run(_request(asked, project, target, output), _manner(merge, force), chosen, is_dry=dry_run)
    with connected(host, api_key_stdin=api_key_stdin) as connection:
        raise Exit(run.locked(connection))


def _request(asked: Sequence[str], project: str, target: str, output: Path | None) -> Request:
    from runpress.publish.pulling.bringing import Request
    from runpress.publish.views.addresses import is_address

    address = asked[0] if asked and is_address(asked[0]) else ""
    paths = () if address else tuple(map(Path, asked))
    return Request(paths, address, project.strip("/"), target, output)


def _manner(merges: bool, discards: bool) -> Manner:
    from runpress.publish.pulling.pulls import Manner

    return Manner(merges=merges, discards=discards)


def _is_file(said: str) -> bool:
    return said == "-" or said.lower().endswith(".json")


def _check(asked: Sequence[str], output: Path | None, project: str, *, merges: bool, forces: bool) -> None:
    """Raise `UsageError` for what does not go together."""
    from runpress.publish.views.addresses import is_address

    single = [said for said in asked if _is_file(said) or is_address(said)]
    if single and len(asked) > 1:
        raise UsageError(
            f"`{_without_query(single[0])}` is pulled by itself", hint="name one view or one file at a time"
        )
    if output is not None and not single:
        raise UsageError(
            "`-o` names the new document of an address or of a JSON file", hint="documents are changed in place"
        )
    if project and asked:
        raise UsageError("`--all` names a project, and nothing else is named beside it")
    if project and not project.strip("/").count("/") == 1:
        raise UsageError(f"`--all` takes a project such as `acme/digits`, not `{_without_query(project)}`")
    if merges and forces:
        raise UsageError("`--merge` keeps the document's own changes, and `--force` drops them", hint="say one of them")


def _check_file(*, merges: bool, target: str) -> None:
    """Raise `UsageError` for what a file has no use for."""
    if merges or target:
        option = "--merge" if merges else "--target"
        raise UsageError(f"`{option}` is about views on a server, and a file is read as it is", hint="leave it out")


def _without_query(said: str) -> str:
    from runpress.publish.views.addresses import is_address, shown

    return shown(said) if is_address(said) else said


class _Run:
    """One run of the command."""

    def __init__(self, request: Request, manner: Manner, format: str, *, is_dry: bool) -> None:
        self._request = request
        self._manner = manner
        self._format = format
        self._is_dry = is_dry

    def locked(self, connection: Connection) -> int:
        """Pull, with no publisher at work in this project; the exit code."""
        from runpress.publish.pulling.bringing import root_for

        if self._is_dry:
            return self._pulled(connection)
        with alone_in(root_for(self._request.paths, os.environ)):
            return self._pulled(connection)

    def _pulled(self, connection: Connection) -> int:
        from runpress.cli.inputs import must_be_free, show_findings
        from runpress.publish.memory.lock import LOCK_NAME
        from runpress.publish.pulling.bringing import bringing
        from runpress.publish.pulling.pulls import pulls_of

        found = bringing(self._request, _setting(), connection)
        if not found.session.around.lock.is_readable:
            show_findings([each for each in found.session.findings if each.span.source.path == LOCK_NAME], self._format)
            return FINDINGS
        for one in found.new:
            must_be_free(one.path, force=self._manner.discards)
        pulls = [self._decided(pull, found) for pull in pulls_of(found.session, self._manner)]
        said = [*(one.findings for one in pulls), *(one.findings for one in found.new)]
        findings = [*found.session.findings, *(each for some in said for each in some)]
        show_findings(sorted(set(findings), key=lambda each: each.sort_key), self._format)
        failed = 0
        if self._is_dry:
            show_changes(pulls, found.new)
        else:
            failed = _write(pulls, found)
        close(pulls, found, failed=failed, is_dry=self._is_dry)
        return exit_code(pulls, found, failed=failed)

    def _decided(self, pull: Pull, found: Bringing) -> Pull:
        """What becomes of a document, after asking about changes that would go."""
        from runpress.publish.pulling.pulls import Manner, pulls_of

        if pull.state != "refused" or self._is_dry or self._manner.merges or not is_terminal():
            return pull
        question = f"{pull.step.shown}: {pull.reason}. Drop them, and take what the server has?"
        if not confirm(question, yes=False):
            return pull
        again = pulls_of(found.session, Manner(discards=True))
        return next(each for each in again if each.step.shown == pull.step.shown)


def _write(pulls: Sequence[Pull], found: Bringing) -> int:
    """Write all documents that can be written; how many cannot."""
    from runpress.publish.memory.root import state_of
    from runpress.publish.pulling.bringing import write_new
    from runpress.publish.pulling.pulls import remember_chosen, write_pull

    around, root = found.session.around, found.session.root
    failed = 0
    try:
        for pull in pulls:
            if pull.state == "same" and pull.is_chosen:
                remember_chosen(pull, around)
            if not pull.settles:
                continue
            try:
                kept = write_pull(pull, around, state_of(root) / "pulled")
            except UsageError as error:
                tell_failed(error)
                failed += 1
            else:
                tell(pull, around.base_url, kept)
        for one in found.new:
            try:
                write_new(one, found.session)
            except UsageError as error:
                tell_failed(error)
                failed += 1
            else:
                tell_new(one, around.base_url)
    finally:
        around.lock.write(root)
    return failed


def _setting() -> Setting:
    from datetime import UTC, datetime

    from runpress.publish.memory.repository import run_git
    from runpress.publish.planning.session import Setting

    return Setting(Path.cwd(), os.environ, lambda: datetime.now(UTC), run_git)
