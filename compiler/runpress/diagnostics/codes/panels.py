"""PN2xx: panels."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNKNOWN_METRIC = Code("PN201", Severity.ERROR, "no run of the run set logs what a panel shows")
UNKNOWN_TYPE = Code("PN202", Severity.ERROR, "there is no panel of this type")
EXPRESSION = Code("PN203", Severity.ERROR, "an expression cannot be read")
OVERRIDDEN = Code("PN204", Severity.WARNING, "an option of a panel is replaced by `extra`")
LEGEND = Code("PN205", Severity.WARNING, "a legend shows a word as it is written")
