"""DA5xx: files with run data."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNREADABLE = Code("DA501", Severity.ERROR, "a data file cannot be read")
DAMAGED = Code("DA502", Severity.WARNING, "a part of a data file cannot be read")
NO_RUN = Code("DA503", Severity.ERROR, "a history does not say of which run it is")
DUPLICATE_RUN = Code("DA504", Severity.WARNING, "two runs of one project have the same id")
REFUSED = Code("DA505", Severity.ERROR, "a path of run data is not read")
SHADOWED = Code("DA506", Severity.WARNING, "a project has several files for one table")
UNLISTED_RUN = Code("DA507", Severity.WARNING, "a run has a history, but is missing from the project's runs")
NO_DATA = Code("DA508", Severity.WARNING, "a configured project has no data files")
UNCLEAR_COMMAS = Code("DA509", Severity.WARNING, "numbers with a comma can be read in two ways")
