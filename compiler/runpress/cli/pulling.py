"""What `runpress pull` says: the documents that changed and how, on standard output; what is left to do on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from runpress.cli.terminal import paint_for

if TYPE_CHECKING:
    from runpress.errors import UsageError
    from runpress.publish.pulling.bringing import Bringing
    from runpress.publish.pulling.pulls import Pull
    from runpress.publish.pulling.starting import NewDocument

_FINDINGS: Final = 1
_PARTIAL: Final = 4
_UNUSABLE: Final = 2
_REFUSED: Final = 5
_DONE: Final = {"written": "pulled", "merged": "merged", "conflict": "merged"}


def tell(pull: Pull, base_url: str, kept: Path | None) -> None:
    """One line for a document, and what changed in it."""
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.differences.text import print_text
    from runpress.publish.planning.told import compared
    from runpress.publish.views.urls import view_url

    step = pull.step
    url = view_url(base_url, step.view) if step.view else ""
    sys.stdout.write(f"{_DONE[pull.state]} {visible(step.shown)}  {visible(url)}\n")
    differences = compared(step, pull.base or step.content, step.server)
    for line in print_text(differences, paint_for(sys.stdout)) if differences else ():
        sys.stdout.write(f"{line}\n")
    for number in pull.conflicts:
        sys.stderr.write(f"conflict: {visible(step.shown)}:{number}\n")
    if kept is not None:
        sys.stderr.write(f"note: the text before is kept in {shown_path(kept)}\n")


def tell_new(new: NewDocument, base_url: str) -> None:
    """One line for a new document; another one where nothing on the server says that the view is its own."""
    from runpress.diagnostics.render.visible import visible
    from runpress.publish.views.marker import marker_of
    from runpress.publish.views.urls import view_url

    path = visible(shown_path(new.path))
    sys.stdout.write(f"new {path}  {visible(view_url(base_url, new.view))}\n")
    if marker_of(new.view) is None:
        sys.stderr.write(
            f"note: until a change of {path} is published, only runpress.lock knows its view: commit both\n"
        )


def tell_failed(error: UsageError) -> None:
    """What could not be written, and why."""
    from runpress.diagnostics.render.visible import visible

    sys.stderr.write(f"error: {visible(str(error))}\n")
    if error.hint:
        sys.stderr.write(f"help: {visible(error.hint)}\n")


def show_changes(pulls: Sequence[Pull], new: Sequence[NewDocument]) -> None:
    """How the texts of documents would change."""
    for pull in pulls:
        show_change(pull.step.shown, pull.old, pull.new)
    for one in new:
        show_change(shown_path(one.path), "", one.text)


def show_change(path: str, before: str, after: str) -> None:
    """How a text would change, as a unified diff to be read: what steers terminals is written out in it, too."""
    from difflib import unified_diff

    from runpress.diagnostics.render.visible import visible

    lines = unified_diff(_lines(before), _lines(after), f"a/{path}", f"b/{path}", lineterm="")
    sys.stdout.writelines("\t".join(map(visible, line.split("\t"))) + "\n" for line in lines)


def close(pulls: Sequence[Pull], found: Bringing, *, failed: int, is_dry: bool) -> None:
    """What was left alone and why, and how many documents there were of each kind."""
    from runpress.diagnostics.render.visible import visible

    for pull in pulls:
        if pull.state == "refused":
            path = visible(pull.step.shown)
            sys.stderr.write(f"error: {path} is left alone: {pull.reason}\n{_help(pull, path)}")
        if pull.state == "unread":
            path = visible(pull.step.shown)
            sys.stderr.write(f"error: the spec of the view of {path} cannot be read\n")
            sys.stderr.write(f"help: `runpress history {path}` has others\n")
    for view in found.unread:
        sys.stderr.write(f"error: the spec of `{visible(view.title)}` ({view.id}) cannot be read\n")
    would = "would be " if is_dry else ""
    states = [pull.state for pull in pulls]
    counts = (
        (states.count("written"), f"{would}pulled"),
        (states.count("merged"), f"{would}merged"),
        (states.count("conflict"), f"{would}merged with conflicts"),
        (len(found.new), f"{would}new"),
        (failed, "of these not written"),
        (states.count("same"), "up to date"),
        (states.count("absent"), "not published yet"),
        (states.count("refused"), "left alone"),
        (len(found.session.left_out), "with errors, left alone"),
    )
    said = ", ".join(f"{count} {words}" for count, words in counts if count)
    sys.stderr.write(f"{said or 'no document has a view'}\n")
    if "conflict" in states and not is_dry:
        sys.stderr.write("help: choose a form at each `<<<<<<<`, and take the markers out\n")


def _help(pull: Pull, path: str) -> str:
    if pull.step.base is None and pull.base is None and "not known" in pull.reason:
        return (
            f"help: `runpress pull --force {path}` takes the server's state (the text is kept), "
            f"`runpress publish --overwrite {path}` publishes the document's\n"
        )
    return (
        f"help: `runpress pull --merge {path}` keeps both, `runpress pull --force {path}` drops them "
        f"(the text is kept), `runpress plan {path}` shows them\n"
    )


def exit_code(pulls: Sequence[Pull], found: Bringing, *, failed: int) -> int:
    """0 if all is done; 4 if only some could be written; 5 if something is left alone; 1 for errors and conflicts."""
    if failed:
        return _PARTIAL if failed < len(found.new) + sum(pull.settles for pull in pulls) else _UNUSABLE
    if any(pull.state == "refused" for pull in pulls):
        return _REFUSED
    is_unread = bool(found.unread) or any(pull.state == "unread" for pull in pulls)
    is_faulty = is_unread or found.session.left_out or found.session.has_errors
    return _FINDINGS if is_faulty or any(pull.conflicts for pull in pulls) else 0


def shown_path(path: Path) -> str:
    """A path as people know it: from here."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").splitlines()
