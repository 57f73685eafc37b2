"""PB5xx: publishing, and what servers and lock files say."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

NO_ID = Code("PB501", Severity.ERROR, "a document has no id, and nobody is there to give it one")
SAME_ID = Code("PB502", Severity.ERROR, "two documents have one id")
NO_PROJECT = Code("PB503", Severity.ERROR, "a document does not say which project it goes to")
TARGET_NOT_ALLOWED = Code("PB504", Severity.ERROR, "a document goes to a project that the command line does not allow")
BAD_LOCK = Code("PB505", Severity.ERROR, "the lock file cannot be read")
UNKNOWN_PROJECT = Code("PB506", Severity.ERROR, "a document goes to a project that is not on the server")
LINK_TO_PAGE = Code("PB507", Severity.WARNING, "a link leads to a document that is not published")
IMAGE_NOT_SENT = Code("PB508", Severity.WARNING, "an image cannot be shown on the server")
REFUSED = Code("PB509", Severity.ERROR, "the server refuses what a document says")
LINK_WAITS = Code("PB510", Severity.ERROR, "a document links to one that could not be published")
RENAMED_PROJECT = Code("PB511", Severity.WARNING, "a project has another name on the server")
AMBIGUOUS = Code("PB512", Severity.ERROR, "several views say that they are one document's")
CONFLICT = Code("PB540", Severity.ERROR, "a document holds the conflict of a merge")
REWRITTEN = Code("PB541", Severity.WARNING, "pulling wrote a whole document anew")
NOT_ALL = Code("PB542", Severity.WARNING, "a document that was pulled does not say all that is on the server")
COMMENT = Code("PB531", Severity.NOTE, "a comment on the published view")
