"""What the local server keeps besides files: projects, views with their older versions, share links, runs.

SQLite by default (SQLAlchemy, so that a URL can move it). A change is on disk when its call returns.
"""

from __future__ import annotations

from runpress.server.store.database import Database, open_database
from runpress.server.store.projects import Project, Projects
from runpress.server.store.shares import Share, Shares
from runpress.server.store.views import Version, View, ViewChange, Views

__all__ = [
    "Database",
    "Project",
    "Projects",
    "Share",
    "Shares",
    "Version",
    "View",
    "ViewChange",
    "Views",
    "open_database",
]
