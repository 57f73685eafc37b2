"""A `section` fence: the state and settings of a workspace section, whose name is the heading above it."""

from __future__ import annotations

from runpress.diagnostics.codes import directives as codes
from runpress.directives.directive import Context, Directive, Lowered
from runpress.directives.simple import simple
from runpress.directives.smoothing import settings_faults
from runpress.directives.subject import Subject
from runpress.model.located import Located
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

_READ = simple("section", SectionOptions, SUBJECT, doc="")


def lower_section(body: Located, context: Context) -> Lowered:
    """A section's options, with their smoothing looked at."""
    node, findings = _READ.lower(body, context)
    if isinstance(node, SectionOptions) and not findings:
        place = node.value_span("panel_settings", "smoothing_weight")
        findings += settings_faults(node.panel_settings, place, code=codes.BAD_VALUE)
    return node, findings


DIRECTIVE = Directive(
    "section", "State, layout and settings of a workspace section. Its name is the heading above it.", lower_section
)
