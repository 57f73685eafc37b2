"""The tables of the local server. Times are whole seconds, ISO 8601 with `Z`, as W&B's API writes them."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Integer, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()

PROJECTS = Table(
    "projects",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("entity", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False, default=""),
    Column("access", Text, nullable=False, default="USER_READ"),
    Column("created_at", Text, nullable=False),
    UniqueConstraint("entity", "name"),
)

VIEWS = Table(
    "views",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("spec", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("is_deleted", Boolean, nullable=False, default=False),
    Column("parent_id", Integer),
    # A number is never given twice, so that an old address never shows another view.
    sqlite_autoincrement=True,
)

VERSIONS = Table(
    "versions",
    METADATA,
    Column("view_id", ForeignKey("views.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("spec", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
)

SHARES = Table(
    "shares",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("view_id", ForeignKey("views.id"), nullable=False, index=True),
    Column("type", Text, nullable=False),
    Column("projects", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("revoked_at", Text),
)

RUNS = Table(
    "runs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("project_id", ForeignKey("projects.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    UniqueConstraint("project_id", "name"),
)
"""`name` is the run's id; `fields` what clients said of it, as JSON."""
