"""What all forms of a plan say in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from shlex import quote
from typing import Final

from runpress.publish.planning.deciding import Action
from runpress.publish.planning.steps import Step

SIGNS: Final = {
    Action.CREATE: "+",
    Action.UPDATE: "~",
    Action.UNCHANGED: "=",
    Action.DRIFTED: "!",
    Action.UNMANAGED: "?",
    Action.DELETE: "-",
}
ORDER: Final = (
    Action.UNCHANGED,
    Action.UNMANAGED,
    Action.CREATE,
    Action.UPDATE,
    Action.DRIFTED,
    Action.DELETE,
)
"""What matters most stands last, right above the question."""


def where(step: Step) -> str:
    """Where a view is, for people: its project, and whether it is a draft."""
    name = f" (target {step.target.name})" if step.target.name else ""
    return f"{step.target.path}{' as a draft' if step.target.draft else ''}{name}"


def who_and_when(step: Step) -> str:
    """Who changed the server's copy, and when, as far as the server says it."""
    view = step.view
    if view is None:
        return ""
    who = f" by {view.updated_by}" if view.updated_by else ""
    when = f", last on {_moment(view.updated_at)}" if view.updated_at else ""
    return f"{who}{when}"


def ways_on(step: Step, url: str = "") -> tuple[tuple[str, str], ...]:
    """What can be done about a view that someone else has changed: commands, and what they do.

    `url` is its address, by which it is pulled where its document has several views, or somebody has named this one.
    """
    path = step.shown + (f" --target {step.target.name}" if step.target.name else "")
    if step.local is None:
        return (("runpress publish --prune --overwrite", "delete it nevertheless; a backup is kept"),)
    is_one_of_several = len(step.local.view.front.projects) > 1 and not step.target.name
    source = quote(url) if url and (is_one_of_several or step.is_chosen) else path
    view = f" --view {quote(url)}" if step.is_chosen else ""
    is_changed_here = step.content is None or step.content.digest != step.base_digest
    return (
        (f"runpress pull --force {source}", "take the server's state; the document's own text is kept aside")
        if is_changed_here
        else (f"runpress pull {source}", "take the server's state into the document"),
        (f"runpress pull --merge {source}", "merge both, block by block"),
        (f"runpress publish --overwrite {path}{view}", "publish the document; a backup of the server's state is kept"),
    )


def notes(step: Step) -> list[str]:
    """What else is to be said about a step."""
    said = [step.note] if step.note else []
    if step.overwrites:
        said.append(f"overwrites what was changed on the server{who_and_when(step)}; a backup is kept")
    if step.promotes:
        said.append(
            "the draft is published, and keeps its address"
            if step.publishes_draft
            else "it was a draft, which somebody has published on the server; from now on it is the document's report"
        )
    if step.stuck:
        said.append(f"waits for {_listed(step.stuck)}, which {'has' if len(step.stuck) == 1 else 'have'} errors")
    elif step.waits_for:
        get = "gets its address" if len(step.waits_for) == 1 else "get their addresses"
        said.append(f"links to {_listed(step.waits_for)}, which {get} first")
    images = len(step.uploads) or step.waiting_images
    if images and step.changes:
        said.append(f"uploads {images} image{'' if images == 1 else 's'}")
    said += [f"a comment is anchored at text that is gone: `{comment.text}`; its thread stays" for comment in step.lost]
    return said


def _listed(paths: Iterable[str]) -> str:
    return ", ".join(f"`{path}`" for path in sorted(paths))


def _moment(text: str) -> str:
    return text.replace("T", " ").partition(".")[0].removesuffix("Z").removesuffix("+00:00") + " UTC"
