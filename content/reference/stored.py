"""The page that says what W&B can store, and how a document says it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from options import short_keys
from panels import title_of
from text import code, lines, listed, page, table

from runpress.backends.markdown import print_block, print_view
from runpress.codec.about import About
from runpress.codec.blocks import DECODERS
from runpress.codec.fields import declared_fields
from runpress.codec.lowering import limits
from runpress.codec.panels import AUTO, PRIMITIVES
from runpress.codec.primitives import weave
from runpress.codec.views import decode_view
from runpress.conversion.document import blocks_of
from runpress.model.embed import EmbedOptions, GalleryItem
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.node import Node
from runpress.model.panels import PANELS
from runpress.model.panels.raw import RawPanel
from runpress.model.panels.weave import WeavePanel
from runpress.model.reference import reference_of
from runpress.model.runset import Runset, RunSettings
from runpress.model.section import SectionLayoutSettings, SectionOptions, SectionPanelSettings
from runpress.model.settings import WorkspaceSettings

_WIDTH = 110
_EMPTY: list[dict[str, Any]] = [{"text": ""}]


def _item(*blocks: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"type": "list-item", "children": list(blocks), **keys}


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "children": [{"text": text}]}


_GRID = {"openViz": True, "name": "unused-name", "runSets": [{"id": "r1", "name": "Run set"}]}
BLOCKS: dict[str, tuple[str, dict[str, Any]]] = {
    "paragraph": ("Paragraph", {"type": "paragraph", "children": [{"text": "Cosine wins."}]}),
    "default": ("Paragraph, in its old spelling", {"type": "default", "children": [{"text": "Cosine wins."}]}),
    "heading": (
        "Heading; one that is folded holds blocks",
        {"type": "heading", "level": 2, "children": [{"text": "Setup"}], "collapsedChildren": [_paragraph("Inside.")]},
    ),
    "list": (
        "List: ordered, not ordered, with tasks, nested",
        {
            "type": "list",
            "children": [
                _item(_paragraph("done"), checked=True),
                _item(_paragraph("open"), {"type": "list", "children": [_item(_paragraph("inner"))]}, checked=False),
            ],
        },
    ),
    "block-quote": ("Quote", {"type": "block-quote", "children": [{"text": "All models are wrong."}]}),
    "callout-block": (
        "Callout",
        {
            "type": "callout-block",
            "children": [
                {"type": "callout-line", "children": [{"text": "Mind the gap."}]},
                {"type": "callout-line", "children": [{"text": "And the step."}]},
            ],
        },
    ),
    "code-block": (
        "Code",
        {
            "type": "code-block",
            "language": "python",
            "children": [{"type": "code-line", "language": "python", "children": [{"text": "wandb.init()"}]}],
        },
    ),
    "markdown-block": ("Markdown", {"type": "markdown-block", "children": _EMPTY, "content": "1 < *2*"}),
    "latex": ("LaTeX", {"type": "latex", "children": _EMPTY, "content": "E = mc^2", "block": True}),
    "image": (
        "Image",
        {"type": "image", "url": "plot.png", "hasCaption": True, "children": [{"text": "Loss"}], "width": 320},
    ),
    "horizontal-rule": ("Rule", {"type": "horizontal-rule", "children": _EMPTY}),
    "table-of-contents": ("Table of contents", {"type": "table-of-contents", "children": _EMPTY}),
    "video": ("Video", {"type": "video", "url": "https://youtu.be/6riDJMI-Y8U", "children": _EMPTY}),
    "spotify": ("Spotify", {"type": "spotify", "spotifyType": "track", "spotifyID": "5cfUlsdr", "children": _EMPTY}),
    "soundcloud": ("SoundCloud", {"type": "soundcloud", "html": "<iframe></iframe>", "children": _EMPTY}),
    "twitter": ("Twitter", {"type": "twitter", "html": "<blockquote></blockquote>", "children": _EMPTY}),
    "gallery": (
        "Gallery",
        {
            "type": "gallery",
            "links": [{"type": "url", "url": "https://example.com", "title": "Paper", "imageURL": "paper.png"}],
            "children": _EMPTY,
        },
    ),
    "weave-panel": ("Query", {"type": "weave-panel", "config": {"panelConfig": {}}, "children": _EMPTY}),
    "panel-grid": (
        "Grid of panels, and its run sets",
        {
            "type": "panel-grid",
            "children": _EMPTY,
            "metadata": {
                **_GRID,
                "panelBankSectionConfig": {
                    "panels": [
                        {
                            "__id__": "p1",
                            "layout": {"x": 0, "y": 0, "w": 12, "h": 6},
                            "viewType": "Run History Line Plot",
                            "config": {"metrics": ["val_loss"], "smoothingWeight": 0.6},
                        }
                    ]
                },
            },
        },
    ),
}
"""An example of each type of block, as W&B stores it."""

TEXT: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Bold", {"text": "wins", "bold": True}),
    ("Italic", {"text": "wins", "italic": True}),
    ("Underlined", {"text": "wins", "underline": True}),
    ("Struck out", {"text": "wins", "strikethrough": True}),
    ("Code", {"text": "fit()", "inlineCode": True}),
    ("Marks together", {"text": "wins", "bold": True, "italic": True}),
    ("Any other mark", {"text": "wins", "highlight": True}),
    ("Line break", {"text": "one\ntwo"}),
    ("Link", {"type": "link", "url": "https://example.com", "children": [{"text": "paper"}]}),
    ("LaTeX", {"type": "latex", "content": "x^2", "children": _EMPTY}),
    ("Comment", {"text": "why?", "inlineComment_r1": {"refID": "r1", "threadID": "t1", "commentID": "c1"}}),
    ("Mention", {"type": "mention", "userID": 7, "children": _EMPTY}),
)
"""An example of each piece of rich text."""


def wandb_pages() -> dict[str, str]:
    """By path."""
    assert set(BLOCKS) == set(DECODERS), set(BLOCKS) ^ set(DECODERS)  # noqa: S101 - of us who write it
    return {
        "wandb.md": page(
            "What W&B can say, and how to write it",
            "Everything that W&B stores in a report or a workspace, and its form in a document.",
            "`runpress pull` writes these forms, and `runpress spec` stores them as they were. What W&B has and no form "
            "says is kept all the same: an unknown key in `extra:`, an unknown block in a `wandb-block` fence, an "
            "unknown panel as `type: raw`.",
            "## Blocks",
            *_blocks(),
            _keys(EmbedOptions, "embed", "### Options of `embed`"),
            _keys(GalleryItem, "embed", "### In `gallery`"),
            "## Text",
            table(("What", "W&B", "Document"), _texts()),
            "## Panels",
            table(("W&B's `viewType`", "Document"), _types()),
            "### Of all panels",
            table(("W&B's key", "Option"), _beside()),
            *(_keys(model, word, f"### {title_of(word)}") for word, model in PANELS.items()),
            "## Run sets, grids, workspaces",
            *_others(),
            "## What W&B does not know",
            "These stay in the document. Where a reader of the report misses something, `runpress spec` and "
            "`runpress check` say so, with the code that is named here.",
            table(("In a document", "On the server", "Finding"), _limits()),
            "## Options that the preview alone knows",
            table(("Where", "Options"), _unstored()),
        )
    }


def _blocks() -> Iterator[str]:
    for name, (title, stored) in BLOCKS.items():
        yield f"### {title}: `{name}`"
        yield f"```json\n{_json(stored)}\n```"
        yield f"````markdown\n{_written([stored])}\n````"


def _json(value: Any, indent: str = "", before: int = 0) -> str:
    """JSON with what fits into a line on one line."""
    flat = json.dumps(value)
    if len(indent) + before + len(flat) <= _WIDTH or not isinstance(value, dict | list):
        return flat
    deeper = indent + "  "
    if isinstance(value, list):
        inner = [deeper + _json(item, deeper) for item in value]
        return "[\n" + ",\n".join(inner) + f"\n{indent}]"
    keys = [(f"{deeper}{json.dumps(key)}: ", item) for key, item in value.items()]
    inner = [key + _json(item, deeper, len(key) - len(deeper)) for key, item in keys]
    return "{\n" + ",\n".join(inner) + f"\n{indent}}}"


def _written(blocks: list[dict[str, Any]]) -> str:
    """The blocks of a report as our own Markdown back end writes them, without front matter."""
    spec = {"version": 5, "panelSettings": {}, "blocks": [_paragraph(""), *blocks, _paragraph("")]}
    decoded = decode_view(spec, About("report"), parse=blocks_of, markdown=print_block)
    assert decoded.view is not None  # noqa: S101 - of us who write it
    return print_view(decoded.view).partition("\n---\n")[2].strip("\n")


def _texts() -> Iterator[tuple[str, str, str]]:
    for what, stored in TEXT:
        # What stands alone is printed with the empty text around it that W&B's editor has; words with no marks never are.
        before = [] if stored.keys() == {"text"} else [{"text": "so "}]
        written = _written([{"type": "paragraph", "children": [*before, stored]}]).removeprefix("so ")
        shown = [f"`` {line} ``" if "`" in line else code(line) for line in written.split("\n")]
        yield what, code(json.dumps(stored)), lines(*shown)


_BESIDE = {
    "__id__": code("id"),
    "layout": listed(("layout", "width", "height"), "and"),
    AUTO: code("auto"),
    "config": "the options of its type, and `extra`",
    "any other": code("beside"),
}
"""What W&B keeps for a panel of any type, and the options that say it."""


def _beside() -> Iterator[tuple[str, str]]:
    for wire, said in _BESIDE.items():
        yield wire if " " in wire else code(wire), said


def _types() -> Iterator[tuple[str, str]]:
    for word, model in PANELS.items():
        yield code(model.view_type) or "any other", f"[`type: {word}`](panels/{word}.md)"


def _keys(model: type[Node], name: str, heading: str, note: str = "") -> str:
    """The keys that W&B has for a node, and the options that say them."""
    about = reference_of(model, name)
    short = short_keys(about)
    rows: dict[str, list[str]] = {}
    for option in about.options:
        for wire in option.wires:
            rows.setdefault(wire, []).append(option.name)
    rows |= {path: [name] for path, name in _inside_queries(model)}
    if model is RawPanel:
        rows = {"the whole panel but its place": ["spec"]}
    if not rows:
        return ""
    said = [
        (
            wire if " " in wire else code(wire),
            listed(names, "and"),
            listed(sorted({short[n] for n in names if n in short}), "and") if any(n in short for n in names) else "",
        )
        for wire, names in rows.items()
    ]
    return "\n\n".join(part for part in (heading, note, table(("W&B's key", "Option", "Short form"), said)) if part)


def _inside_queries(model: type[Node]) -> Iterator[tuple[str, str]]:
    """Where options of query panels stand in W&B's tree."""
    if model is WeavePanel:
        yield f"`{weave.CONFIG}`, and whatever stands beside it", "config"
    for declared in declared_fields(model):
        query = PRIMITIVES.get(declared.encoding)
        if isinstance(query, weave.Query) and declared.name in query.paths:
            yield ".".join((weave.CONFIG, *query.paths[declared.name])), declared.name


def _others() -> Iterator[str]:
    yield _keys(FrontMatter, "front matter", "### Report: front matter")
    yield _keys(Runset, "runset", "### Run set: `runset`")
    yield _keys(RunSettings, "runset", "### One run of a run set: `runs:`")
    yield _keys(GridOptions, "grid", "### Grid: `grid`")
    yield _keys(WorkspaceSettings, "settings", "### Workspace: `settings:`")
    yield _keys(SectionOptions, "section", "### Section: `section`")
    yield _keys(SectionLayoutSettings, "section", "### Section: `layout:`")
    yield _keys(SectionPanelSettings, "section", "### Section: `panel_settings:`")


def _limits() -> Iterator[tuple[str, str, str]]:
    for limit in limits():
        finding = f"[`{limit.code.id}`](findings/index.md)" if limit.code else ""
        yield limit.what, limit.becomes or "nothing", finding


def _unstored() -> Iterator[tuple[str, str]]:
    named: list[tuple[str, type[Node]]] = [("`runset`", Runset), ("`runs:` of a run set", RunSettings)]
    for where, model in named:
        yield where, ", ".join(code(name) for name in _unsaid(model))
    yield "all panels", ", ".join(code(name) for name in _unsaid(next(iter(PANELS.values()))))


_KEPT = frozenset({"dialect", "empty", "auto"}) | frozenset(
    {"type", "id", "extra", "beside", "omit", "layout", "width", "height", "columns", "runset", "runsets", "colors"}
)
"""Said by other keys of W&B's: places become layouts, names of run sets the sets themselves."""


def _unsaid(model: type[Node]) -> list[str]:
    about = reference_of(model, "")
    return [option.name for option in about.options if not option.wires and option.name not in _KEPT]
