"""WB9xx: what W&B holds in a simpler form than it was written, or not at all."""

from __future__ import annotations

from runpress.diagnostics.diagnostic import Code, Severity

HEADING_LEVEL = Code("WB901", Severity.NOTE, "a heading is published one or more levels higher")
CALLOUT = Code("WB902", Severity.NOTE, "a callout is published in a simpler form")
QUOTE = Code("WB903", Severity.NOTE, "a quote is published in another form")
FOLD = Code("WB904", Severity.NOTE, "a folded section is published as a folded heading")
FOOTNOTE = Code("WB905", Severity.NOTE, "a footnote is published as text")
LINK_TITLE = Code("WB906", Severity.NOTE, "the title of a link is not published")
PICTURE = Code("WB907", Severity.NOTE, "an image inside text is published as a link")
LIST = Code("WB908", Severity.NOTE, "a list is published in a simpler form")
EMBED = Code("WB909", Severity.NOTE, "an option of embedded content is not published, or otherwise")
IMAGE_ALT = Code("WB910", Severity.NOTE, "the text alternative of an image is not published")
NOT_EMBEDDED = Code("WB911", Severity.WARNING, "an address or code cannot be embedded by W&B")
PANEL = Code("WB913", Severity.NOTE, "options of a panel are not published")
NO_PROJECT = Code("WB912", Severity.ERROR, "a query does not say its project")
GROUP_COLOR = Code("WB914", Severity.NOTE, "the colour of a group is not published")
PIN = Code("WB915", Severity.NOTE, "a run that stays at the top is published without its project")
RUN_LIMIT = Code("WB916", Severity.NOTE, "the limit of a run set is not published")
