"""Drafts, as W&B's editor keeps them: views of their own whose type is `runs/draft`, beside the published report.

A draft of something never published becomes the report by a change of its type, and keeps its address. A draft of
a published report names that as its parent: promoting it saves its content there, and deletes the draft.
"""

from __future__ import annotations

from dataclasses import replace

from runpress.client.values import Saved, StoredView
from runpress.client.views import ViewsClient
from runpress.codec.about import DRAFT, REPORT
from runpress.errors import UsageError


def create_draft(client: ViewsClient, report: StoredView, *, name: str, spec: str) -> Saved:
    """A draft of a published report: its title and description, another spec. It has an address of its own."""
    return client.save({**_content(replace(report, spec=spec)), **_place(report), "name": name, "parentId": report.id})


def promote(client: ViewsClient, draft: StoredView, *, over: StoredView | None = None) -> Saved:
    """Publish a draft; `over` is the report as it was read, and belongs to drafts that have a parent.

    Raises `MovedError` where the server knows that the report was saved meanwhile; the draft is then still there.
    """
    _check_draft(draft)
    if not draft.parent:
        return client.save({**_content(draft), "id": draft.id, "type": REPORT}, expected=draft.version)
    report = over or client.find(draft.parent)
    if report is None or report.id != draft.parent:
        raise UsageError(f"the report that the draft `{draft.title}` belongs to is not there any more")
    saved = client.save({**_content(draft), "id": report.id, "type": REPORT}, expected=report.version)
    discard(client, draft)
    return saved


def discard(client: ViewsClient, draft: StoredView) -> bool:
    """Whether the draft was deleted. It is read once more, so that nothing published is ever deleted here."""
    found = client.find(draft.id)
    if found is None:
        return False
    _check_draft(found)
    return client.delete(found.id, expected=found.version)


def _check_draft(view: StoredView) -> None:
    if view.type != DRAFT:
        raise UsageError(f"`{view.title}` is published and no draft", hint="`runpress delete` deletes published views")


def _content(view: StoredView) -> dict[str, str]:
    return {"type": DRAFT, "displayName": view.title, "description": view.description, "spec": view.spec}


def _place(view: StoredView) -> dict[str, str]:
    return {"entityName": view.entity, "projectName": view.project}
