"""What stands beside a spec in the view that W&B stores: title, description, owner."""

from __future__ import annotations

from typing import Literal, TypeAlias

from runpress.frozen import frozen

Kind: TypeAlias = Literal["report", "workspace"]

REPORT, DRAFT, WORKSPACE = "runs", "runs/draft", "project-view"
"""What W&B calls the types of views."""
VIEW_TYPES: dict[str, Kind] = {REPORT: "report", DRAFT: "report", WORKSPACE: "workspace"}


def view_type_of(kind: Kind, *, is_draft: bool) -> str:
    """What W&B calls the type of a view."""
    if kind == "workspace":
        return WORKSPACE
    return DRAFT if is_draft else REPORT


@frozen
class About:
    """The envelope of a spec. Empty texts where nothing is known."""

    kind: Kind
    title: str = ""
    description: str = ""
    entity: str = ""
    project: str = ""
    is_draft: bool = False

    @property
    def view_type(self) -> str:
        """What W&B calls the type."""
        return view_type_of(self.kind, is_draft=self.is_draft)

    @property
    def project_path(self) -> str | None:
        """`entity/project`, if both are known."""
        return f"{self.entity}/{self.project}" if self.entity and self.project else None
