"""AX4xx: what readers with other means than eyes and mouse need."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

NO_ALT = Code("AX401", Severity.NOTE, "an image has no text alternative")
HEADING_ORDER = Code("AX402", Severity.NOTE, "a heading skips a level")
EMPTY_LINK = Code("AX403", Severity.WARNING, "a link has no text")
