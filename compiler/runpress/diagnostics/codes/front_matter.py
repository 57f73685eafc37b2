"""FM1xx: front matter."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNCLOSED = Code("FM101", Severity.ERROR, "front matter is not closed")
NOT_A_MAPPING = Code("FM102", Severity.ERROR, "front matter is not a mapping")
UNKNOWN_KEY = Code("FM103", Severity.ERROR, "a key of the front matter looks like a misspelling")
DUPLICATE_KEY = Code("FM104", Severity.ERROR, "a key stands twice in the front matter")
BAD_VALUE = Code("FM105", Severity.ERROR, "a value in the front matter has the wrong type")
BAD_YAML = Code("FM106", Severity.ERROR, "the front matter is not valid YAML")
MISSING_KEY = Code("FM107", Severity.ERROR, "a mapping in the front matter lacks a key that it needs")
CONFLICT = Code("FM108", Severity.ERROR, "two keys of the front matter say the same thing")
CUT_VALUE = Code("FM109", Severity.ERROR, "a value in the front matter ends at a comment that is part of it")
NO_TITLE = Code("FM110", Severity.NOTE, "a report has no title")
NO_KIND = Code("FM111", Severity.ERROR, "a page does not say whether it is a report or a workspace")
MISPLACED = Code("FM112", Severity.WARNING, "what looks like front matter is read as text")
NOTHING_TO_SET = Code("FM113", Severity.WARNING, "a key of the front matter has nothing to act on")
