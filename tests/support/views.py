"""Strategies for whole views of documents: text with every special character, blocks in blocks, grids, sections.

What is generated is what reading gives: neighbours with the same marks are one, an item of a tight list has no
blank lines in it, and so on. Panels are those of `support.model_panels`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from runpress.model.blocks import (
    Block,
    Callout,
    CodeBlock,
    Details,
    Embed,
    Heading,
    Image,
    List,
    ListItem,
    MathBlock,
    Media,
    PanelGrid,
    Paragraph,
    Quote,
    RawBlock,
    Rule,
    Table,
    TableCell,
    TableOfContents,
)
from runpress.model.embed import EmbedOptions
from runpress.model.front_matter import FrontMatter
from runpress.model.grid import GridOptions
from runpress.model.panels.markdown import MarkdownPanel
from runpress.model.runset import Runset
from runpress.model.section import SectionOptions
from runpress.model.section_grid import section_grid
from runpress.model.text import MARKS, Boundary, Break, Element, Inline, Link, Math, Picture, Text, Wrapped
from runpress.model.view import Page, Report, Section, Workspace
from runpress.passes.anchors import set_anchors, slug, unique
from runpress.passes.context import PassContext
from runpress.passes.layout import place_grids
from runpress.source import SourceFile
from support.model_panels import COLORS, model_panels

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 5)
    | st.floats(-9, 9)
    | st.sampled_from(["", "a: b", "-->", "no", "\0"]),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["a", "- b", "c d"]), inner, max_size=2)
    ),
    max_leaves=4,
)

SPECIAL = st.sampled_from(
    [
        *"\\`*_{}[]()<>#+-.!|&$~^=:;\"'@/?%,",
        "  ",
        " ",
        "\n",
        "\t",
        "\xa0",
        "\u3000",
        "\u2028",
        "\r",
        "\x7f",
        "\x1b",
        "**",
        "__",
        "~~",
        "$$",
        "```",
        "---",
        "***",
        "===",
        "{{",
        "}}",
        "<!--",
        "-->",
        "<b>",
        "</b>",
        "<br>",
        "<u>",
        "[TOC]",
        "[ ] ",
        "[x] ",
        "[!NOTE]",
        "[^1]",
        "[a]: b",
        "![",
        "](",
        "&amp;",
        "&#32;",
        "&nbsp",
        "\\*",
        "1. ",
        "10) ",
        "# ",
        "## ",
        "> ",
        "- ",
        "+ ",
        "!!! note",
        "??? tip",
        ":::note",
        "| a |",
        "|---|",
        "https://a.bc",
        "www.a.bc/x",
        "a@b.cd",
        "http",
        "</details>",
        "</summary>",
        "<details>",
        "</h2>",
        "    ",
        "\ufeff",
        "wandb",
    ]
)
WORDS = st.sampled_from(["a", "b1", "ü", "snake_case", "2 * 3", "word", "0", "C:\\dir", "é", "\U0001f600", "it's"])
TEXTS = st.lists(SPECIAL | WORDS | WORDS, min_size=1, max_size=5).map("".join)
LINES = TEXTS.map(lambda text: text.replace("\r", "").replace("\n", " "))
URLS = st.sampled_from(
    [
        "u",
        "",
        "a b",
        "https://a.bc/x?y=1&z=2",
        "/p(1)",
        "p)q",
        "<x>",
        "a\\b",
        "ü",
        "https://a.bc",
        "x\ny",
        "&amp;",
        "*_`$",
    ]
)
BARE = st.sampled_from(
    ["https://a.bc", "https://a.bc/x?y=1&z=2", "https://a.bc/d_e(f)", "https://a.bc/x.", "ftp://a.b"]
)
"""Addresses that are links by themselves."""
MARK_SETS = st.sets(st.sampled_from([mark for mark in MARKS if mark != "code"]), max_size=3).map(frozenset)
CODE = st.lists(st.sampled_from(["`", "``", " ", "a", "|", "\\", "</b>", "*", "$", "&lt;"]), min_size=1, max_size=4)
LATEX = st.sampled_from(["x", "\\alpha^2", "a_b", "\\$", "{{x}}", "a | b", "`", "*", "a$b", "$5", "x$", "x\\"])


def joined(children: Any) -> tuple[Inline, ...]:
    """Neighbours with the same marks as one, as they are read."""
    out: list[Inline] = []
    for child in children:
        last = out[-1] if out else None
        if isinstance(child, Text) and isinstance(last, Text) and child.marks == last.marks:
            out[-1] = Text(last.text + child.text, last.marks)
        else:
            out.append(child)
    return tuple(out)


def _texts() -> st.SearchStrategy[Inline]:
    return st.one_of(
        st.builds(Text, TEXTS, MARK_SETS),
        st.builds(Text, TEXTS, MARK_SETS),
        st.builds(Text, CODE.map("".join), MARK_SETS.map(lambda marks: marks | {"code"})),
        st.builds(Break, MARK_SETS),
        st.builds(Math, LATEX, MARK_SETS),
    )


def _others(*, in_link: bool = False) -> st.SearchStrategy[Inline]:
    leaves = st.lists(_texts(), max_size=3).map(joined)
    found = [
        st.builds(Picture, URLS, LINES, LINES | st.just("")),
        st.builds(Element, st.fixed_dictionaries({"type": LINES, "x": JSON})),
        st.builds(
            Wrapped,
            st.dictionaries(LINES.filter(lambda key: key not in ("type", "children")), JSON, max_size=2),
            leaves,
        ),
        st.just(Boundary()),
    ]
    if in_link:
        return st.one_of(found)
    bare = BARE.map(lambda url: Link(url, (Text(url),)))
    return st.one_of(*found, bare, st.builds(Link, URLS, leaves, LINES | st.just("")))


def _on_one_line(child: Inline) -> Inline:
    return Text(child.text.replace("\n", " "), child.marks) if isinstance(child, Text) else child


# What others are made of has a name: strategies are printed where one is told of, with all that is in them.
@st.composite
def inlines(draw: st.DrawFn) -> tuple[Inline, ...]:
    """Rich text."""
    return joined(draw(st.lists(_texts() | _texts() | _others(), min_size=1, max_size=6)))


INLINES = inlines()
SINGLE = INLINES.map(lambda found: joined([_on_one_line(each) for each in found]))


def _paragraph(children: tuple[Inline, ...]) -> Block:
    match children:
        case (Picture(url=url, alt=alt, title=title),):
            caption = title or alt
            return Image(url=url, alt=alt, caption=(Text(caption),) if caption else ())
    return Paragraph(children=children)


PARAGRAPHS = INLINES.map(_paragraph) | st.just(Paragraph())
CODE_BLOCKS = st.builds(
    lambda language, text: CodeBlock(language=language, text=text and f"{text}\n"),
    st.sampled_from(["", "python", "panel", "math", "c++", "a\\b", "&amp;", "`", "runset", "{.x}"]),
    st.lists(st.sampled_from(["```", "~~~~", "````panel", "  a", "\tb", "", " ", "x"]), max_size=5).map("\n".join),
)
MATHS = st.sampled_from(["x", "a\nb", "a\n\nb", "", "\n", " x", "x ", "a $$", "a\n$$\nb", "- a\n> b"])


def _row(width: int) -> st.SearchStrategy[tuple[TableCell, ...]]:
    cells = st.builds(lambda found: TableCell(children=found), SINGLE | st.just(()))
    return st.lists(cells, min_size=width, max_size=width).map(tuple)


SPREADSHEETS = st.integers(1, 3).flatmap(
    lambda width: st.builds(
        lambda head, rows, align: Table(head=head, rows=tuple(rows), align=tuple(align)),
        _row(width),
        st.lists(_row(width), max_size=2),
        st.lists(st.sampled_from(["", "left", "center", "right"]), min_size=width, max_size=width),
    )
)


LEAVES = st.one_of(
    PARAGRAPHS,
    PARAGRAPHS,
    st.builds(Heading, level=st.integers(1, 6), children=INLINES | st.just(())),
    CODE_BLOCKS,
    MATHS.map(lambda content: MathBlock(content=content)),
    SPREADSHEETS,
    st.just(Rule()),
    st.just(TableOfContents()),
    st.just(Media(service="video", url="https://youtu.be/abc_d*e")),
    st.builds(lambda value: RawBlock(json=f'{{"type": "x", "a": {len(value)}}}'), LINES),
    st.builds(lambda url, width: Embed(options=EmbedOptions(url=url or "x", width=width)), LINES, st.integers(1, 9)),
)
EXTRAS = st.dictionaries(LINES, JSON, min_size=1, max_size=2)


@st.composite
def leaves(draw: st.DrawFn) -> Block:
    """A block that holds no others, sometimes with keys that only a comment can say."""
    block = draw(LEAVES)
    if draw(st.booleans()):
        return block
    return replace(block, extra=draw(EXTRAS), omit=tuple(draw(st.lists(LINES, max_size=2))))


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Quote, blocks=blocks),
        st.builds(Callout, tone=st.sampled_from(["note", "tip", "warning"]), blocks=blocks),
        st.builds(
            Details,
            summary=SINGLE | st.just(()),
            blocks=blocks,
            is_open=st.booleans(),
            level=st.integers(0, 3),
        ),
        _lists(inner),
    )


@st.composite
def _lists(draw: st.DrawFn, inner: st.SearchStrategy[Block]) -> Block:
    """Tight lists of paragraphs with at most one list below each, or loose lists of anything."""
    ordered = draw(st.booleans())
    start = draw(st.sampled_from([1, 0, 7, 999_999_999])) if ordered else 1
    is_tight = draw(st.booleans())
    checked = st.sampled_from([None, None, True, False])
    text = PARAGRAPHS.filter(lambda block: isinstance(block, Paragraph))
    if is_tight:
        nested = st.builds(lambda found: List(items=(ListItem(blocks=(found,)),)), text)
        blocks = st.tuples(text) | st.tuples(text, nested)
    else:
        blocks = st.tuples(text, inner.filter(_is_no_text))
    items = draw(st.lists(st.builds(ListItem, blocks=blocks, checked=checked), min_size=1, max_size=3))
    return List(items=tuple(items), ordered=ordered, start=start, tight=is_tight)


def _is_no_text(block: Block) -> bool:
    return not isinstance(block, List)


BLOCKS = st.recursive(leaves(), _containers, max_leaves=6)


@st.composite
def prose(draw: st.DrawFn) -> tuple[Block, ...]:
    """Blocks below each other."""
    return tuple(draw(st.lists(BLOCKS, max_size=5)))


RUNSETS = st.builds(
    lambda name, query, colors: Runset(
        **{key: value for key, value in (("name", name), ("query", query), ("custom_run_colors", colors)) if value}
    ),
    st.sampled_from(["", "a", "b", "# c", "no"]),
    LINES | st.just(""),
    st.dictionaries(LINES, COLORS, max_size=2),
)
SHAPES = st.sampled_from(
    [GridOptions(), GridOptions(), GridOptions(columns=2), GridOptions(hide_run_sets=True, height=8)]
)
"""How grids stand: mostly as usual."""


@st.composite
def grids(draw: st.DrawFn, known: dict[str, Runset]) -> PanelGrid:
    """A grid over one or two run sets; a name means one run set in the whole document."""
    runsets = tuple(
        known.setdefault(runset.name, runset) if "name" in runset.model_fields_set else runset
        for runset in draw(st.lists(RUNSETS, min_size=1, max_size=2))
    )
    panels = tuple(draw(st.lists(model_panels(), min_size=1, max_size=2)))
    return PanelGrid(panels=panels, runsets=runsets, options=draw(SHAPES))


FRONTS = st.builds(
    lambda title, description, others: {
        "title": title,
        "description": description,
        "others": {f"x-{key}": value for key, value in others.items()},
    },
    LINES.map(str.strip),
    TEXTS,
    st.dictionaries(st.sampled_from(["tags", "nav"]), JSON, max_size=2),
)


@st.composite
def documents(draw: st.DrawFn) -> Report | Page:
    """A report or a page."""
    known: dict[str, Runset] = {}
    blocks: list[Block] = []
    for written in draw(st.lists(prose(), max_size=2)):
        blocks += written
        blocks += draw(st.lists(grids(known), max_size=2))
    context = PassContext(SourceFile("", ""))
    placed = set_anchors(place_grids(tuple(blocks), context), context)
    is_report = draw(st.booleans())
    front = FrontMatter(**draw(FRONTS), **({"kind": "report"} if is_report else {}))
    return (Report if is_report else Page)(front=front, blocks=placed)


@st.composite
def workspaces(draw: st.DrawFn) -> Workspace:
    """A workspace, its sections with panels and prose."""
    front = FrontMatter(**draw(FRONTS), kind="workspace")
    runset = draw(RUNSETS)
    taken: dict[str, int] = {}
    sections: list[Section] = []
    for name in draw(st.lists(LINES | st.just(""), max_size=3)):
        options = draw(st.sampled_from([SectionOptions(), SectionOptions(is_open=True, pinned=True)]))
        texts = st.builds(lambda text: MarkdownPanel(markdown=text), TEXTS | st.just("Plain *text*."))
        panels = draw(st.lists(model_panels() | texts, max_size=3))
        grid, _ = section_grid(panels, runset, options)
        sections.append(Section(name=name, grid=grid, options=options, anchor=unique(slug(name), taken)))
    return Workspace(front=front, runset=runset, sections=tuple(sections))
