"""Strategies for blocks and reports as W&B stores them: known shapes, and anything in their places."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from support.recorded_specs import recorded_cases

TEXTS = st.sampled_from(
    [
        "", "a", "b c", " ", "  two  spaces  ", "a\nb", "\n", "\n\n", "a\n\nb", "\n\n\n", "a\n", "\na", "*a*", "# a", "- a", "`a`",
        "1. a", "> a", "[a](b)", "![a](b)", "<b>", "&amp;", "a\\", "$x$", "~~a~~", "__a__", "|a|b|", "---", "[TOC]", "<!-- a -->",
        "ü 日本 🚀", "\u00a0", "\t", "a\rb", "\x00", "\ud800", "\u2028", "https://example.com", "www.example.com", "[^1]", "{{ a }}",
        "```panel", "-->", "[!NOTE]", "<br>", "$$", "=", "a  \nb", ":::note", "\ue000",
    ]
) | st.text(max_size=8)  # fmt: skip
ADDRESSES = st.sampled_from(
    [
        "https://example.com", "u", "", "https://example.com/a b", "https://www.youtube.com/watch?v=6riDJMI-Y8U", "a(b)c", "<u>",
        "https://x.com/a/status/1", "https://soundcloud.com/a/b", "https://example.com/a.mp4", "https://open.spotify.com/track/x?si=1",
        "https://example.com/%zz", "javascript:a", "a\nb", "https://exämple.com/ü", "\x00", "https://youtu.be/a)", "https://youtu.be/ä",
    ]
)  # fmt: skip
NUMBERS = st.sampled_from([0, 1, 2, 3, 4, 6, 7, -1, 0.5, 1.0, 2**60, 10**30])
SCALARS = TEXTS | NUMBERS | st.booleans() | st.none()
KEYS = (
    st.sampled_from(["type", "text", "children", "level", "url", "$json", "a/b", "~", "0", "bold", "id", "ref"]) | TEXTS
)
NOISE = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=5
)
MARKS = {
    mark: st.just(True) for mark in ("bold", "italic", "underline", "strikethrough", "inlineCode", "sub", "sup", "kbd")
}
COMMENTS = st.just({"refID": "r1", "threadID": "t1", "commentID": "c1"})
LEAVES = st.fixed_dictionaries({"text": TEXTS}, optional={"bold": st.just(True), "inlineCode": st.just(True)}) | (
    st.fixed_dictionaries(
        {"text": TEXTS}, optional={**MARKS, "inlineComment_r1": COMMENTS, "inlineComments": NOISE, "other": NOISE}
    )
)
LATEX = st.fixed_dictionaries(
    {"type": st.just("latex"), "content": TEXTS, "children": st.just([{"text": ""}]) | st.lists(LEAVES, max_size=2)}
)
MENTIONS = st.fixed_dictionaries(
    {"type": st.just("mention"), "children": st.just([{"text": ""}])}, optional={"userID": NOISE}
)
LINKS = st.fixed_dictionaries(
    {"type": st.just("link"), "url": ADDRESSES, "children": st.lists(LEAVES | LATEX, max_size=3)},
    optional={"other": NOISE},
)
ELEMENTS = LINKS | LATEX | MENTIONS
RICH = st.lists(LEAVES | ELEMENTS, max_size=5)


@st.composite
def normal_text(draw: st.DrawFn) -> list[Any]:
    """Text as the editor keeps it: leaves around all elements."""
    out = [draw(LEAVES)]
    for element in draw(st.lists(ELEMENTS, max_size=3)):
        out += [element, draw(st.just({"text": ""}) | LEAVES)]
    return out


TEXT = RICH | normal_text() | st.just([{"text": ""}])
VOID = st.just([{"text": ""}])
PARAGRAPHS = st.fixed_dictionaries({"type": st.sampled_from(["paragraph", "default"]), "children": TEXT})
LANGUAGES = st.sampled_from(["python", "rust", "", "panel", "py", "c++", "a b", "json", "math", "`", "Python"])


@st.composite
def code_blocks(draw: st.DrawFn) -> dict[str, Any]:
    """Code in all of its forms."""
    language = draw(st.none() | LANGUAGES)
    on_lines = draw(st.booleans())
    lines = draw(st.lists(st.just([{"text": "x = 1"}]) | TEXT, max_size=4))
    own = {} if language is None else {"language": language}
    children = [{"type": "code-line", "children": line, **(own if on_lines else {})} for line in lines]
    return {"type": "code-block", "children": children, **own}


def _void(kind: str, **keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"type": st.just(kind), "children": VOID, **keys})


TABLES = st.sampled_from(
    [
        "| a | b |\n| - | - |\n| 1 | 2 |",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "| a |\n| --- |",
        "| a |\n| --- |\n",
        "# a\n\n- b",
    ]
)
CARDS = st.fixed_dictionaries(
    {"type": st.sampled_from(["url", "report", "other"])},
    optional={
        "url": ADDRESSES,
        "id": TEXTS,
        "title": TEXTS,
        "description": SCALARS,
        "imageURL": ADDRESSES,
        "other": NOISE,
    },
)
SIMPLE = st.one_of(
    PARAGRAPHS,
    st.fixed_dictionaries(
        {"type": st.just("heading"), "children": TEXT, "level": st.sampled_from([1, 2, 3, 4, 6, 7, 0, "1"])}
    ),
    st.fixed_dictionaries({"type": st.just("block-quote"), "children": TEXT}),
    st.fixed_dictionaries(
        {
            "type": st.just("callout-block"),
            "children": st.lists(
                st.fixed_dictionaries({"type": st.just("callout-line"), "children": TEXT}, optional={"x": NOISE}),
                max_size=3,
            ),
        }
    ),
    code_blocks(),
    _void("horizontal-rule"),
    _void("table-of-contents"),
    _void("latex", content=TEXTS, block=st.just(True)),
    _void("markdown-block", content=TEXTS | TABLES),
    _void("video", url=ADDRESSES),
    _void(
        "spotify", spotifyType=st.sampled_from(["track", "album", "x y", "embed"]), spotifyID=TEXTS | st.just("5cfU")
    ),
    _void("twitter", html=TEXTS),
    _void("soundcloud", html=TEXTS),
    _void("gallery", links=st.lists(CARDS, max_size=3)),
    _void("gallery", ids=st.lists(TEXTS, max_size=3)),
    _void("weave-panel", config=st.fixed_dictionaries({"panelConfig": NOISE}, optional={"height": SCALARS})),
    st.fixed_dictionaries(
        {"type": st.just("image"), "children": TEXT, "url": ADDRESSES, "hasCaption": st.booleans()},
        optional={"width": NUMBERS, "height": NUMBERS, "href": ADDRESSES},
    ),
    st.sampled_from(
        [
            block
            for case in recorded_cases()
            if case.kind == "report"
            for block in case.stored["blocks"]
            if isinstance(block, dict) and block.get("type") == "weave-panel"
        ]
    ),
    st.fixed_dictionaries({"type": TEXTS}, optional={"children": NOISE, "a": NOISE}),
)


def _items(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(
        {"type": st.just("list-item"), "children": st.lists(PARAGRAPHS | inner, max_size=3) | TEXT},
        optional={"checked": st.booleans(), "ordered": st.booleans()},
    )


def _holders(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("list"), "children": st.lists(_items(inner), max_size=3)},
            optional={"ordered": st.booleans()},
        ),
        st.fixed_dictionaries(
            {
                "type": st.just("heading"),
                "children": TEXT,
                "level": st.sampled_from([1, 2, 3]),
                "collapsedChildren": st.lists(inner, max_size=3),
            }
        ),
    )


BLOCKS = st.recursive(SIMPLE, _holders, max_leaves=5)


@st.composite
def stored_blocks(draw: st.DrawFn) -> Any:
    """A block of a known shape, in half of the cases with something else at one place."""
    block = copy.deepcopy(draw(BLOCKS))
    if draw(st.booleans()):
        return block
    places = list(_places({"block": block}))
    holder, key = places[draw(st.integers(0, len(places) - 1))]
    action = draw(st.sampled_from(["replace", "remove", "add"]))
    if action == "replace":
        holder[key] = draw(NOISE)
    elif action == "remove" and holder is not places[0][0]:
        del holder[key]
    elif isinstance(holder[key], dict):
        holder[key][draw(KEYS)] = draw(NOISE)
    return places[0][0]["block"]


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in list(inner):
        yield value, key
        if isinstance(each, dict | list):
            yield from _places(each)


EDGE = st.just({"type": "paragraph", "children": [{"text": ""}]})


@st.composite
def stored_reports(draw: st.DrawFn) -> dict[str, Any]:
    """A report: blocks, some at the ends empty paragraphs, and an envelope with anything in it."""
    blocks = draw(st.lists(stored_blocks() | EDGE, max_size=5))
    spec = {
        "version": 5,
        "panelSettings": {},
        "blocks": blocks,
        "width": "readable",
        "authors": [],
        "discussionThreads": [],
    }
    spec |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "version": SCALARS,
                "panelSettings": NOISE,
                "width": st.sampled_from(["fluid", "fixed", "wide", None]),
                "authors": st.lists(st.fixed_dictionaries({"name": TEXTS}, optional={"username": SCALARS, "x": NOISE}))
                | NOISE,
                "discussionThreads": st.lists(NOISE) | NOISE,
                "other": NOISE,
            },
        )
    )
    for key in draw(
        st.sets(st.sampled_from(["version", "panelSettings", "width", "authors", "discussionThreads"]), max_size=2)
    ):
        spec.pop(key, None)
    return spec
