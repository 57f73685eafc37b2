"""What stands beside a spec in the view that W&B stores: title, description, owner."""

from __future__ import annotations

from typing import Literal, TypeAlias

from runpress.frozen import frozen

Kind: TypeAlias = Literal["report", "workspace"]

VIEW_TYPES: dict[str, Kind] = {"runs": "report", "runs/draft": "report", "project-view": "workspace"}
"""What W&B calls the kinds of views."""
DRAFT = "runs/draft"


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
        """What W&B calls the kind."""
        if self.kind == "workspace":
            return "project-view"
        return DRAFT if self.is_draft else "runs"

    @property
    def project_path(self) -> str | None:
        """`entity/project`, if both are known."""
        return f"{self.entity}/{self.project}" if self.entity and self.project else None
