"""A `section` fence: the state and settings of a workspace section, whose name is the heading above it."""

from __future__ import annotations

from runpress.directives.simple import simple
from runpress.model.section import SectionOptions

DIRECTIVE = simple(
    "section",
    SectionOptions,
    doc="State, layout and settings of a workspace section. Its name is the heading above it.",
    name="a section",
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
