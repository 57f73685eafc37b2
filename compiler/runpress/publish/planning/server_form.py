"""What a document becomes on the server: its links, images and colours of runs are those of the server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.publish.preparing.images import Upload, with_images
from runpress.publish.preparing.links import with_links
from runpress.publish.preparing.run_colors import with_run_colors
from runpress.publish.views.contents import Content

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.planning.destinations import Destinations
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.preparing.projects import Projects
    from runpress.publish.views.targets import Target


@frozen
class Prepared:
    """The content of a document, and what has to happen before it is all there."""

    content: Content
    waits_for: frozenset[str]
    """The paths of documents that have no address yet."""
    uploads: tuple[Upload, ...]
    waiting_images: int
    """How many images can be sent only when the view is there."""
    findings: tuple[Diagnostic, ...]


def prepared(
    local: LocalView, target: Target, view: StoredView | None, *, projects: Projects, destinations: Destinations
) -> Prepared:
    """The content of a document in a target, where it has this view. Only reads."""
    linked = with_links(local, lambda path: destinations.of(local, target, path), destinations.will_be)
    colored = with_run_colors(linked.local.view, target, projects.runs_of)
    stored = replace(linked.local, view=colored).stored_for(target)
    about, images = stored.about, with_images(stored.spec, local, view, projects.graphql)
    return Prepared(
        Content(about.kind, title=about.title, description=about.description, spec=images.spec),
        linked.waits_for,
        tuple(images.uploads),
        images.waiting,
        (*stored.findings, *linked.findings, *images.findings),
    )


def content_maker(
    target: Target, view: StoredView | None, *, projects: Projects, destinations: Destinations
) -> Callable[[LocalView], Content]:
    """What gives the content of documents in a target, where they have this view."""
    return lambda local: prepared(local, target, view, projects=projects, destinations=destinations).content
