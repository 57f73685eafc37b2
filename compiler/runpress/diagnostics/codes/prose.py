"""MD3xx: prose that cannot stay as it is written."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

RAW_HTML = Code("MD301", Severity.NOTE, "raw HTML is shown as text")
