"""DA5xx: files with run data."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNREADABLE = Code("DA501", Severity.ERROR, "a data file cannot be read")
