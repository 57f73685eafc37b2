"""LK3xx: links and files."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

BROKEN_LINK = Code("LK301", Severity.ERROR, "a link leads nowhere")
UNFOLLOWED = Code("LK302", Severity.WARNING, "a link leads where readers are not taken")
TO_DRAFT = Code("LK303", Severity.WARNING, "a link leads to a draft")
