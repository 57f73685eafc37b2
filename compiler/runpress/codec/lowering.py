"""What documents can say and W&B cannot: one table, for the notes and for the guide.

A view of W&B's is stored without these, or with what comes nearest; so they are not there when it is pulled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from runpress.codec.fields import declared_fields
from runpress.diagnostics import Code, Diagnostic
from runpress.diagnostics.codes import lowering as codes
from runpress.diagnostics.codes import runsets as runset_codes
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter
from runpress.source import SourceFile, Span


@frozen
class Limit:
    """Something that W&B cannot hold."""

    what: str
    """What a document says."""
    becomes: str
    """What W&B has instead; empty if nothing."""
    code: Code | None = None
    """The finding that says so; None where readers of the report miss nothing."""


PROSE_LIMITS: tuple[Limit, ...] = (
    Limit("Headings of level 4 to 6", "headings of level 3", codes.HEADING_LEVEL),
    Limit("The tone of a callout, `[!WARNING]`", "a callout like all others", codes.CALLOUT),
    Limit("Lists, code and tables in a callout", "lines of text", codes.CALLOUT),
    Limit("Lists, code and tables in a quote", "a Markdown block", codes.QUOTE),
    Limit("Panels and embedded content in a quote", "the same below the quote", codes.QUOTE),
    Limit("`<details>` whose summary is no heading", "a folded heading of level 3", codes.FOLD),
    Limit("`<details open>`", "a heading that is folded", codes.FOLD),
    Limit("Footnotes", "numbers in brackets, and text at the end", codes.FOOTNOTE),
    Limit("Titles of links", "", codes.LINK_TITLE),
    Limit("Images inside text", "links", codes.PICTURE),
    Limit("Ordered lists that begin at another number than 1", "lists that begin at 1", codes.LIST),
    Limit("Captions of embedded content other than images", "text below it", codes.EMBED),
    Limit("Sizes of embedded content other than images and queries", "", codes.EMBED),
    Limit("The text alternative of an image that has a title", "the title as caption", codes.IMAGE_ALT),
    Limit("Blank lines between the items of a list", "a list like all others"),
    Limit("Soft line breaks", "spaces"),
    Limit("Empty paragraphs at the beginning and the end", "those that every report has"),
    Limit("Comments", ""),
    Limit("How Markdown is written: references, `*` or `-`, other names of a language", "its canonical form"),
    Limit('What stands behind the language of code: `title="fit.py"`', ""),
    Limit("What is left to an address: `?si=` behind a track", ""),
)


PANEL_LIMITS: tuple[Limit, ...] = (
    Limit("Columns, order and rows of a `run-table` panel", "a table of the runs as W&B chooses it", codes.PANEL),
    Limit("`title:` of a `raw` panel", "", codes.PANEL),
    Limit("`alt:` of a panel", ""),
    Limit(
        "`columns:`, `height:`, `width:` and `layout:` of grids and panels",
        "the places that panels have with them, in the fewest words",
    ),
    Limit(
        "`id:` of a panel or run set that looks like W&B's own, of 6 to 16 small letters and digits",
        "an id that is made",
    ),
    Limit("`runset:` of a panel or grid", "a grid over these run sets"),
    Limit("Named colours of gradients, `red`", "their digits, `#ff0000`"),
    Limit("Options and settings that say what is meant without them: `x: Step` of a panel, `max_runs: 10`", ""),
)


RUNSET_LIMITS: tuple[Limit, ...] = (
    Limit("`max_runs:` of a run set", "", codes.RUN_LIMIT),
    Limit("`<` and `>` in filters", "`<=` and `>=`", runset_codes.FILTER_LOOSER),
    Limit("`not`, `name matches` and brackets in brackets in filters", "a filter that selects the same runs"),
    Limit(
        'Other spellings in filters: `state == "Finished"`, `within_last(24, "hours")`, `== null`', "the usual spelling"
    ),
    Limit("Run sets, and runs in them, of which nothing is said: `r2: {}`", ""),
    Limit("Colours of runs in a `grid`", "colours of its run set"),
    Limit("Columns that are said twice, or in several lists", "each once, in the order in which they stand"),
    Limit("A project without its owner: `project: digits`", "`project: acme/digits`"),
)


_KEPT_LIMITS: tuple[Limit, ...] = (
    Limit("The order of keys in `extra:`, where W&B's own are among them", "W&B's own first"),
    Limit("A title that the front matter leaves to a heading or to the file's name", "`title:`"),
)


def limits() -> Iterator[Limit]:
    """All of them, those of the front matter included."""
    yield from PROSE_LIMITS
    yield from PANEL_LIMITS
    yield from RUNSET_LIMITS
    yield from _KEPT_LIMITS
    stored = {declared.name for declared in declared_fields(FrontMatter)} | _BESIDE
    for name in FrontMatter.model_fields:
        if name not in stored:
            yield Limit(f"`{name}:` in the front matter" if name != "others" else "Keys of other tools", "")


_BESIDE = {
    "title",
    "description",
    "kind",
    "entity",
    "project",
    "draft",
    "extra",
    "omit",
    "dialect",
    "edge_paragraphs",
}
"""What the view says beside its spec, and what says how the spec is written."""


@dataclass(slots=True)
class Notes:
    """Findings of one view about what W&B cannot hold."""

    source: SourceFile = field(default_factory=lambda: SourceFile("", ""))
    findings: list[Diagnostic] = field(default_factory=list)

    def add(self, code: Code, span: Span | None, message: str, *, help: str = "") -> None:
        """Say what is published otherwise. What was made by code is placed at the beginning."""
        self.findings.append(code.at(span or self.source.span(0), message, help=help))
