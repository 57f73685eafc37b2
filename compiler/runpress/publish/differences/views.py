"""Two views compared."""

from __future__ import annotations

from runpress.model.view import Report, Workspace
from runpress.publish.differences.front import front_edits, visibility_edits
from runpress.publish.differences.values import Differences


def compare_views(old: Report | Workspace, new: Report | Workspace) -> Differences:
    """How the second view differs from the first. Ids and places in files do not count."""
    return Differences(front=front_edits(old.front, new.front), visibility=visibility_edits(old.front, new.front))
