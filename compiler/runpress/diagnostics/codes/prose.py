"""MD3xx: prose that cannot stay as it is written."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

RAW_HTML = Code("MD301", Severity.NOTE, "raw HTML is shown as text")
NUMBERS = Code("MD302", Severity.NOTE, "a number in prose is shown as it is typed")
FOREIGN_FENCE = Code("MD303", Severity.NOTE, "a fence is written the way of another tool")
FOREIGN_CALLOUT = Code("MD304", Severity.NOTE, "a callout is written the way of another tool")
DETAILS = Code("MD305", Severity.WARNING, "a folded section is not closed, or closed twice")
UNCLOSED_COMMENT = Code("MD306", Severity.WARNING, "a comment is not closed and hides the rest")
TOO_DEEP = Code("MD307", Severity.ERROR, "blocks are nested too deep")
REFERENCES = Code("MD308", Severity.WARNING, "links by reference would make the page too large")
UNUSED_FOOTNOTE = Code("MD309", Severity.NOTE, "a footnote is never referred to")
UNKNOWN_CALLOUT = Code("MD310", Severity.WARNING, "there is no callout of this name")
UNKNOWN_FENCE = Code("MD311", Severity.WARNING, "the language of a fence looks like a misspelling of one of ours")
TWICE_FOOTNOTE = Code("MD312", Severity.WARNING, "a footnote is defined twice")
UNDEFINED_FOOTNOTE = Code("MD313", Severity.NOTE, "a footnote is referred to, but not defined")
STRAY_EXTRA = Code("MD314", Severity.WARNING, "keys for W&B's copy belong to nothing")
