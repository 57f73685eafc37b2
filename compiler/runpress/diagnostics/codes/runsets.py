"""RS2xx: run sets and filters."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNKNOWN_RUNSET = Code("RS201", Severity.ERROR, "a run set of this name is not defined")
DUPLICATE_RUNSET = Code("RS202", Severity.ERROR, "two run sets have one name")
FILTER_SYNTAX = Code("RS203", Severity.ERROR, "a filter cannot be read")
