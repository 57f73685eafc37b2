"""Several views that say they are one document's, and nothing that tells which one is: W&B's package copies whole views."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.errors import UsageError
from runpress.publish.views.identity import Identity
from runpress.publish.views.targets import Target
from runpress.publish.views.urls import view_url

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.preparing.documents import LocalView


class AmbiguousError(UsageError):
    """Several views are equally a document's."""

    def __init__(self, identity: Identity, target: Target, views: tuple[StoredView, ...]) -> None:
        self.target = target
        self.views = tuple(sorted(views, key=lambda view: (view.updated_at, len(view.id), view.id)))
        super().__init__(
            f"{len(views)} views in {target.path} say that they are `{identity.document}`: "
            + ", ".join(f"`{view.title}` ({view.id})" for view in self.views),
            hint="name the view by its address",
        )

    def with_addresses(self, base_url: str) -> AmbiguousError:
        """The same with the addresses of the views as the next step."""
        self.hint = f"name the view by its address: {' or '.join(view_url(base_url, view) for view in self.views)}"
        return self


def ambiguous_finding(local: LocalView, error: AmbiguousError, base_url: str) -> Diagnostic:
    """The finding at a document's `id:`: which views there are, and how one of them is chosen."""
    front = local.view.front
    last = error.views[-1]
    return codes.AMBIGUOUS.at(
        front.value_span("id") or front.value_span("kind") or local.source.span(0),
        f"{len(error.views)} views in `{error.target.path}` say that they are `{local.identity.document}`, "
        "and nothing tells which one is",
        notes=tuple(_told(view, base_url) for view in error.views),
        help=f'choose one, such as the last: `runpress publish {local.source.path} --view "{view_url(base_url, last)}"`; '
        "runpress.lock remembers it",
    )


def _told(view: StoredView, base_url: str) -> str:
    when = f", last changed {view.updated_at.replace('T', ' ').removesuffix('Z')} UTC" if view.updated_at else ""
    who = f" by {view.updated_by}" if view.updated_by and when else ""
    return f"“{view.title}”{when}{who}: {view_url(base_url, view)}"
