"""A `grid` fence: how the panels after it stand together."""

from __future__ import annotations

from runpress.directives.simple import simple
from runpress.directives.subject import Subject
from runpress.model.grid import GridOptions

SUBJECT = Subject(
    "a grid",
    also_called={
        "run_set": "runset",
        "run_sets": "runsets",
        "cols": "columns",
        "hide_runsets": "hide_run_sets",
        "rows": "height",
        "open": "open_runset",
        "width": "columns",
    },
)

DIRECTIVE = simple(
    "grid", GridOptions, SUBJECT, doc="How the panels after it stand together, and which run sets they show."
)
