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
        "columns": "it stands inside `layout`: `layout: {columns: 2}`",
        "rows": "it stands inside `layout`: `layout: {rows: 2}`",
        "smoothing": "it stands inside `panel_settings`: `panel_settings: {smoothing: 0.6}`",
        "x": "it stands inside `panel_settings`: `panel_settings: {x: Step}`",
        "x_axis": "it stands inside `panel_settings`: `panel_settings: {x: Step}`",
    },
    also_called={
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
