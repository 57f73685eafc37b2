"""CF7xx: configuration and files."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

UNREADABLE = Code("CF701", Severity.ERROR, "a file cannot be read")
BAD_YAML = Code("CF702", Severity.ERROR, "the configuration is not valid YAML")
UNKNOWN_KEY = Code("CF703", Severity.ERROR, "the configuration has a key that runpress does not know")
BAD_VALUE = Code("CF704", Severity.ERROR, "a value of the configuration has the wrong type or names nothing")
REFUSED_KEY = Code("CF705", Severity.ERROR, "a host, a command or a secret stands in a repository's file")
MISSING_IN_NAV = Code("CF706", Severity.WARNING, "the navigation names a file that is not there")
SAME_PAGE = Code("CF707", Severity.WARNING, "two files would become one page")
UNUSED_IGNORE = Code("CF708", Severity.NOTE, "a comment ignores a finding that is not there")
TOO_LARGE = Code("CF709", Severity.ERROR, "a document is too large")
UNKNOWN_THEME = Code("CF710", Severity.ERROR, "there is no theme of this name")
NOT_CANONICAL = Code("CF711", Severity.WARNING, "a document is not in canonical form")
LEFT_ALONE = Code("CF712", Severity.ERROR, "a document cannot be brought into canonical form")
UNWRITABLE = Code("CF713", Severity.ERROR, "a file cannot be written")
