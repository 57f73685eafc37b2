"""Leaves and elements of W&B's text, by dialect, and the nodes that say them."""

from __future__ import annotations

from typing import Any

import pytest

from runpress.codec.text import TextScope, encode_text
from runpress.codec.text_reading import decode_text
from runpress.model.blocks.base import Dialect
from runpress.model.text import Boundary, Break, Element, Inline, Link, Math, Text, Wrapped

BOLD = frozenset({"bold"})
A, B = {"text": "a"}, {"text": "b"}
EMPTY = {"text": ""}
LINK = {"type": "link", "url": "u", "children": [{"text": "l"}]}
LATEX = {"type": "latex", "children": [{"text": ""}], "content": "x"}
COMMENT = {"inlineComment_r1": {"threadID": "t1"}}
TO_U = Link("u", (Text("l"),))


@pytest.mark.parametrize(
    ("dialect", "stored", "nodes"),
    [
        ("sdk", [EMPTY], ()),
        ("sdk", [A], (Text("a"),)),
        ("sdk", [{"text": "a\nb"}], (Text("a"), Break(), Text("b"))),
        ("sdk", [{"text": "\n"}], (Break(),)),
        ("sdk", [A, B], (Text("a"), Boundary(), Text("b"))),
        ("sdk", [EMPTY, A], (Boundary(), Text("a"))),
        ("sdk", [A, EMPTY], (Text("a"), Boundary())),
        ("sdk", [A, EMPTY, B], (Text("a"), Boundary(), Boundary(), Text("b"))),
        ("sdk", [EMPTY, EMPTY], (Boundary(), Boundary())),
        ("sdk", [A, {"text": "b", "bold": True}], (Text("a"), Text("b", BOLD))),
        ("sdk", [{"text": "a\n", "bold": True}, B], (Text("a", BOLD), Break(BOLD), Text("b"))),
        ("sdk", [{"text": "a", "bold": False}], (Wrapped({"bold": False}, (Text("a"),)),)),
        ("sdk", [{"text": "", "bold": True}], (Wrapped({"bold": True}, ()),)),
        (
            "sdk",
            [{"text": "a\nb", "inlineCode": True}],
            (Wrapped({"inlineCode": True}, (Text("a"), Break(), Text("b"))),),
        ),
        ("sdk", [{"text": "\ud800"}], (Wrapped({"text": "\ud800"}, (Text("\ufffd"),)),)),
        ("sdk", [{"text": 7}], (Wrapped({"text": 7}, ()),)),
        ("sdk", [LINK, LATEX], (TO_U, Math("x"))),
        ("sdk", [EMPTY, LINK, EMPTY], (Boundary(), TO_U, Boundary())),
        ("sdk", [{**LINK, "id": 1}], (Wrapped({"id": 1}, (TO_U,)),)),
        ("sdk", [{**LINK, "url": None}], (Wrapped({"url": None}, (Link("", (Text("l"),)),)),)),
        (
            "sdk",
            [{"type": "link", "url": "u", "children": [LINK]}],
            (Element({"type": "link", "url": "u", "children": [LINK]}),),
        ),
        ("sdk", [{**LATEX, "children": [{"text": "", "bold": True}]}], (Math("x", BOLD),)),
        ("sdk", [{"type": "mention", "id": 7}], (Element({"type": "mention", "id": 7}),)),
        ("sdk", ["odd", None], (Element("odd"), Element(None))),
        (
            "sdk",
            [{"text": "a", **COMMENT}, {"text": "b", "bold": True, **COMMENT}, A],
            (Wrapped(COMMENT, (Text("a"), Text("b", BOLD))), Text("a")),
        ),
        (
            "sdk",
            [{"text": "a", **COMMENT}, {"text": "b", **COMMENT}],
            (Wrapped(COMMENT, (Text("a"),)), Wrapped(COMMENT, (Text("b"),))),
        ),
        ("editor", [EMPTY, LINK, EMPTY], (TO_U,)),
        ("editor", [A, LINK, EMPTY, LATEX, B], (Text("a"), TO_U, Math("x"), Text("b"))),
        ("editor", [LINK], (Wrapped({}, (TO_U,)),)),
        ("editor", [EMPTY, LINK], (Boundary(), Wrapped({}, (TO_U,)))),
        ("editor", [EMPTY, LINK, LATEX, EMPTY], (TO_U, Wrapped({}, (Math("x"),)), Boundary())),
        ("editor", [A, B], (Text("a"), Boundary(), Text("b"))),
    ],
)
def test_leaves_and_nodes(dialect: Dialect, stored: list[Any], nodes: tuple[Inline, ...]) -> None:
    assert decode_text(stored, dialect) == nodes
    assert encode_text(nodes, TextScope(dialect)) == stored


@pytest.mark.parametrize("stored", [None, "text", {}, [{}], [A, {"bold": True}]])
def test_what_cannot_be_said_is_left_to_the_block(stored: Any) -> None:
    assert decode_text(stored, "sdk") is None


@pytest.mark.parametrize(
    ("nodes", "stored"),
    [
        ((Text("soft\nbreak"),), [{"text": "soft break"}]),
        ((Text("a"), Text("b")), [{"text": "ab"}]),
        ((Text("a"), Break(), Text("b")), [{"text": "a\nb"}]),
        (
            (Text("a", frozenset({"code", "bold", "sub"})),),
            [{"text": "a", "bold": True, "sub": True, "inlineCode": True}],
        ),
        ((Text(""), Text("")), [EMPTY]),
    ],
)
def test_text_of_documents(nodes: tuple[Inline, ...], stored: list[Any]) -> None:
    assert encode_text(nodes, TextScope()) == stored
