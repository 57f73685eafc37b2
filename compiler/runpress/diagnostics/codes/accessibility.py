"""AX4xx: what readers with other means than eyes and mouse need."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

NO_ALT = Code("AX401", Severity.NOTE, "an image has no text alternative")
