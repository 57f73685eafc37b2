"""ST8xx: stored views, as a server keeps them."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

NOT_JSON = Code("ST801", Severity.ERROR, "a file to pull is not JSON")
NOT_A_VIEW = Code("ST802", Severity.ERROR, "a JSON file holds neither a report nor a workspace")
OLD_FORM = Code("ST803", Severity.WARNING, "a report is stored in a form of before version 5; it is converted")
UNKNOWN_VERSION = Code("ST804", Severity.NOTE, "a view is stored in a version that runpress does not know")
ODD_VALUE = Code("ST805", Severity.WARNING, "a stored value has another form than W&B gives it; it is kept as it is")
SHARED_ID = Code("ST806", Severity.NOTE, "two stored things have one id")
OVERLAP = Code("ST807", Severity.NOTE, "two stored panels overlap; they are kept where they are")
TOO_DEEP = Code("ST808", Severity.WARNING, "a stored value is nested too deep to be read; it is kept as it is")
KEPT_RAW = Code(
    "ST809", Severity.WARNING, "a stored block or panel has no Markdown form that says all of it; it is kept as JSON"
)
LARGER_THAN_READ = Code("ST810", Severity.WARNING, "a stored view is larger than any document that runpress reads")
