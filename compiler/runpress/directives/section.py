"""A `section` fence: the state and settings of a workspace section, whose name is the heading above it."""

from __future__ import annotations

from runpress.directives.simple import simple
from runpress.directives.subject import Subject
from runpress.model.section import SectionOptions

SUBJECT = Subject(
    "a section",
    elsewhere={
        "name": "a section's name is the heading above it",
        "title": "a section's name is the heading above it",
        "panels": "panels stand in fences of their own",
    },
    also_called={
        "columns": "layout_settings",
        "rows": "layout_settings",
        "smoothing": "panel_settings",
        "x_axis": "panel_settings",
        "settings": "panel_settings",
        "collapsed": "open",
        "pin": "pinned",
    },
)

DIRECTIVE = simple(
    "section",
    SectionOptions,
    SUBJECT,
    doc="State, layout and settings of a workspace section. Its name is the heading above it.",
)
