"""A plan as values: one step a view, and how they are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from runpress.codec.about import REPORT
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.publish.planning.deciding import Action
from runpress.publish.views.contents import Content
from runpress.publish.views.identity import Identity
from runpress.publish.views.targets import Target

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.publish.matching.comments import LostComment
    from runpress.publish.planning.placing import Wanted
    from runpress.publish.preparing.documents import LocalView
    from runpress.publish.preparing.images import Upload


@frozen(kw_only=True)
class Step:
    """What is to be done with one view."""

    action: Action
    identity: Identity
    target: Target
    name: str
    """The name of the view on the server."""
    local: LocalView | None = None
    """The document; None for a view without one."""
    content: Content | None = None
    """What the view is to say; its spec has taken over the server's ids and comments."""
    view: StoredView | None = None
    """The view as the server has it."""
    server: Content | None = None
    """What the view says now; None if there is none, or it cannot be read."""
    base: Content | None = None
    """What was last published, where someone else has changed the view, and it is known."""
    base_digest: str = ""
    parent: str = ""
    """The id of the published report that a new draft belongs to."""
    lost: tuple[LostComment, ...] = ()
    """Comments whose text is gone from the document."""
    waits_for: frozenset[str] = frozenset()
    """The paths of documents that have no address yet, and that this one links to."""
    stuck: frozenset[str] = frozenset()
    """Those of them that have errors, so that this one is not published either."""
    uploads: tuple[Upload, ...] = ()
    """Images that are sent first."""
    waiting_images: int = 0
    """How many images are sent when the view is there; then it is changed again."""
    overwrites: bool = False
    """Whether someone else's changes are lost by it; there is a backup of them."""
    promotes: bool = False
    """Whether it makes a draft a published report, or one of which somebody else has made that already."""
    is_chosen: bool = False
    """Whether somebody has named the view, by its address."""
    was: Target | None = None
    """What the view calls its target, where the project has another name by now."""
    renews: bool = False
    """Whether only the mark changes that says what was published."""
    note: str = ""

    @property
    def changes(self) -> bool:
        """Whether something is sent."""
        return self.action in (Action.CREATE, Action.UPDATE, Action.DELETE)

    @property
    def publishes_draft(self) -> bool:
        """Whether readers see a report for the first time, which is a draft so far."""
        return self.promotes and self.view is not None and self.view.type != REPORT

    @property
    def title(self) -> str:
        """How people know the view."""
        found = self.content or self.server
        return found.title if found else self.identity.document

    @property
    def shown(self) -> str:
        """The document's path, or the view's title where there is none."""
        return self.local.source.path if self.local else self.title


@frozen
class Plan:
    """All steps in the order of documents, and what is wrong."""

    steps: tuple[Step, ...]
    findings: tuple[Diagnostic, ...] = ()
    unclear: tuple[tuple[Wanted, Diagnostic], ...] = ()
    """Documents of which it is not known which view is theirs, and why."""

    def count(self, action: Action) -> int:
        """How many steps are of a kind."""
        return sum(step.action is action for step in self.steps)

    @property
    def changes(self) -> bool:
        """Whether something is to be sent."""
        return any(step.changes for step in self.steps)

    @property
    def drifted(self) -> bool:
        """Whether someone else has changed a view, and it is left alone."""
        return any(step.action is Action.DRIFTED for step in self.steps)

    @property
    def summary(self) -> str:
        """The closing line."""
        counts = [f"{self.count(action)} to {action.value}" for action in (Action.CREATE, Action.UPDATE, Action.DELETE)]
        return f"Plan: {', '.join(counts)}, {self.count(Action.DRIFTED)} drifted."
