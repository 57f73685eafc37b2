"""LY4xx: layout."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

OVERLAP = Code("LY401", Severity.ERROR, "two panels of a grid overlap")
OUTSIDE = Code("LY402", Severity.ERROR, "a panel does not fit into the grid")
