"""CF7xx: configuration and files."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNREADABLE = Code("CF701", Severity.ERROR, "a file cannot be read")
