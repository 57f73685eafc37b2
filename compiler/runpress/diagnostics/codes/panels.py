"""PN2xx: panels."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNKNOWN_METRIC = Code("PN201", Severity.ERROR, "a metric is not logged by any run of the run set")
UNKNOWN_TYPE = Code("PN202", Severity.ERROR, "there is no panel of this type")
