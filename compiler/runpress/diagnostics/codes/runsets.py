"""RS2xx: run sets and filters."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNKNOWN_RUNSET = Code("RS201", Severity.ERROR, "a run set of this name is not defined")
DUPLICATE_RUNSET = Code("RS202", Severity.ERROR, "two run sets have one name")
FILTER_SYNTAX = Code("RS203", Severity.ERROR, "a filter cannot be read")
FILTER_KEY = Code("RS204", Severity.ERROR, "a filter names something that runs do not have")
FILTER_VALUE = Code("RS205", Severity.ERROR, "a filter compares with something that cannot be the value")
FILTER_PATTERN = Code("RS206", Severity.ERROR, "a pattern of a filter cannot be used")
FILTER_STATE = Code("RS207", Severity.WARNING, "a filter asks for a state that runs never have")
UNUSED_RUNSET = Code("RS208", Severity.NOTE, "no panel shows a run set")
EMPTY_RUNSET = Code("RS209", Severity.WARNING, "a run set has no runs")
UNKNOWN_FIELD = Code("RS210", Severity.WARNING, "no run has a value that a run set asks for")
SECOND_RUNSET = Code("RS211", Severity.WARNING, "a workspace has more than one run set")
FILTER_LOOSER = Code("RS212", Severity.WARNING, "a clause is published in a form that selects more runs")
FILTER_NOT_STORED = Code("RS213", Severity.ERROR, "a clause of a filter cannot be stored by W&B")
FILTER_OVERRIDDEN = Code("RS214", Severity.WARNING, "the filter of a run set is replaced by `extra`")
QUERY_PATTERN = Code("RS215", Severity.WARNING, "a search is a pattern that cannot be used here")
UNKNOWN_RUN = Code("RS216", Severity.WARNING, "a run set has settings for a run that is not there")
UNKNOWN_COLORED = Code("RS217", Severity.WARNING, "a colour is given to a run or group that is not there")
