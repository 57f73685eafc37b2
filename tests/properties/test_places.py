"""Whatever is put anywhere in a document is found again at its line and column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.model.blocks import Block, Details, Heading, Image, Paragraph, Table
from runpress.model.text import Inline, Link, Text
from runpress.passes.walk import walk
from runpress.pipeline import compile_document
from runpress.source import SourceFile

WORD = "needle"
KEY = "thorn"

NOISE = st.sampled_from(
    [
        "",
        "plain text",
        "wide \U0001f600\U00020000 text",
        "line\u2028separator",
        "nul \0 here",
        "tab\tin it",
        "a *b* `c`",
        "&amp; \\* \\_",
    ]
)
BEFORE = st.sampled_from(
    [
        "",
        "x ",
        "\U0001f600 ",
        "*em* ",
        "`code` ",
        "&amp; ",
        "\\* ",
        "[a](b) ",
        "~~s~~ ",
        "a\u2028b ",
        "<kbd>k</kbd> ",
        "$x$ ",
        "https://a.b ",
    ]
)


@dataclass(frozen=True)
class Container:
    """How a container stands around lines: a line before, a mark on the first, one on all others, lines after."""

    before: tuple[str, ...]
    first: str
    rest: str
    after: tuple[str, ...] = ()
    blank: str = ""

    def around(self, lines: list[str]) -> list[str]:
        if "\t" in self.first and any(line[:1] in (" ", "\t") for line in lines):
            return Container((), "> ", "> ", blank=">").around(lines)  # with a tab more, it would be indented code
        marked = [
            (self.first if index == 0 else self.rest if line else self.blank)
            + (" " if self.rest == ">" and line[:1] in " \t" else "")  # a quote takes one space away
            + line
            for index, line in enumerate(lines)
        ]
        return [*self.before, *marked, *self.after]


CONTAINERS = st.sampled_from(
    [
        Container((), "> ", "> ", blank=">"),
        Container((), ">", ">", blank=">"),
        Container((), ">\t", ">\t", blank=">"),
        Container((), "- ", "  "),
        Container((), "* ", "  "),
        Container((), "-   ", "    "),
        Container((), "-\t", "\t"),
        Container((), "12. ", "    "),
        Container(("- one",), "- ", "  ", ("- three",)),
        Container(("> [!WARNING]",), "> ", "> ", blank=">"),
        Container(("<details>", "<summary>s</summary>", ""), "", "", ("", "</details>")),
        Container(("<details><summary>s</summary>",), "", "", ("</details>",)),
        Container(("!!! note",), "    ", "    "),
        Container((":::{tip} Title",), "", "", (":::",)),
        Container(("[^f]: x", ""), "    ", "    ", ("", "see [^f]")),
    ]
)
LEAVES = st.sampled_from(
    [
        (f"{WORD}",),
        ("{before}**" + WORD + "** behind",),
        ("{before}text " + WORD + " behind",),
        ("first line", "{before}" + WORD + " on the second"),
        ("first *line", "and " + WORD + "* on the second"),
        ("# {before}" + WORD + " #",),
        ("Heading", WORD, "==="),
        ("| a | b \\| c |", "|---|---|", "| {before}x | y \\| " + WORD + " |"),
        ("[text " + WORD + "](url)",),
        ("{before}``" + WORD + "``",),
        ("- [x] {before}" + WORD,),
    ]
)


@st.composite
def documents(draw: st.DrawFn, leaf: st.SearchStrategy[list[str]]) -> tuple[str, int, int]:
    """A text, and the line and column at which the needle was put."""
    lines = draw(leaf)
    needle = next(name for name in (WORD, KEY) if any(name in line for line in lines))
    containers = draw(st.lists(CONTAINERS, max_size=3, unique_by=lambda container: container.before or container))
    for depth, container in enumerate(containers, 1):
        # How wide a tab is depends on all that stands before it: tabs stand outermost only.
        is_inner = depth < len(containers)
        lines = (Container((), "- ", "  ") if is_inner and "\t" in container.first else container).around(lines)
    before = draw(st.lists(NOISE, max_size=4))
    text_lines = [*before, "", *lines, "", *draw(st.lists(NOISE, max_size=2))]
    if draw(st.booleans()):
        text_lines = ["---", draw(st.sampled_from(["title: x", "title: wide \U0001f600"])), "---", *text_lines]
    line = next(index for index, text in enumerate(text_lines) if needle in text)
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    bom = draw(st.sampled_from(["", "\ufeff"]))
    return bom + newline.join(text_lines), line + 1, text_lines[line].index(needle) + 1


PROSE = st.builds(lambda leaf, before: [line.replace("{before}", before) for line in leaf], LEAVES, BEFORE)


def texts_of(block: Block) -> Iterator[Text]:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            yield from leaves(children)
        case Details(summary=children) | Image(caption=children):
            yield from leaves(children)
        case Table(head=head, rows=rows):
            for row in (head, *rows):
                for cell in row:
                    yield from leaves(cell.children)


def leaves(children: tuple[Inline, ...]) -> Iterator[Text]:
    for child in children:
        if isinstance(child, Text):
            yield child
        elif isinstance(child, Link):
            yield from leaves(child.children)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(PROSE))
def test_a_word_is_found_where_it_was_put(document: tuple[str, int, int]) -> None:
    text, line, column = document
    source = SourceFile("doc.md", text)
    view = compile_document(source).view
    found = [leaf for block in walk(view.blocks) for leaf in texts_of(block) if WORD in leaf.text]
    assert len(found) == 1
    leaf = found[0]
    assert leaf.span is not None
    at = source.text.index(WORD)
    assert leaf.span.start <= at
    assert at + len(WORD) <= leaf.span.end
    assert source.position(at) == (line, column)
    if leaf.text == WORD:
        assert leaf.span.begin == (line, column)
        assert leaf.span.text == WORD
    elif "\n" not in leaf.text and len(leaf.text) == leaf.span.end - leaf.span.start:
        assert leaf.span.begin == (line, column - leaf.text.index(WORD))


BODIES = st.sampled_from(
    [
        ["type: line", "y: loss", f"{KEY}: 1"],
        ["type: line", "y: [loss,", "  accuracy]", f"{KEY}: {{a: 1}}"],
        ["# comment", "type: line", 'title: "wide \U0001f600"', "y: loss", "", f"{KEY}: x"],
        ["type: line", "title: |", "  text", "  more", "y: loss", f'"{KEY}": 1'],
        ["type: line", "y: loss", "title: a\u2028b", f"{KEY}: 1"],
        ["type: line", "y: loss", f"layout: {{x: 0, {KEY}: 1}}"],
        ["{type: line, y: loss, " + KEY + ": 1}"],
    ]
)
FENCES = st.sampled_from([("```panel", "```"), ("~~~~panel", "~~~~"), ("```{panel} line", "```"), (":::panel", ":::")])
PANELS = st.builds(lambda body, fence: [fence[0], *body, fence[1]], BODIES, FENCES)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(PANELS))
def test_a_wrong_key_is_reported_where_it_was_put(document: tuple[str, int, int]) -> None:
    text, line, column = document
    findings = compile_document(SourceFile("doc.md", text)).diagnostics
    found = [finding for finding in findings if finding.code.id == "DX103"]
    assert len(found) == 1
    span = found[0].span
    assert span.text.strip('"') == KEY
    assert span.begin == (line, column - span.text.index(KEY))


NOTES = st.sampled_from([("MD301", f"a <{WORD}> b"), ("MD302", f"*a* {{{{ {WORD} }}}} b")])


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_note_on_prose_lies_where_it_was_put(data: st.DataObject) -> None:
    code, typed = data.draw(NOTES)
    text, line, column = data.draw(documents(st.just(["first", typed])))
    findings = compile_document(SourceFile("doc.md", text)).diagnostics
    found = [finding for finding in findings if finding.code.id == code]
    assert len(found) == 1
    begin = found[0].span.begin
    assert (begin.line, begin.column + found[0].span.text.index(WORD)) == (line, column)


LONG = settings(max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.soak
@pytest.mark.timeout(900)
@LONG
@given(documents(PROSE))
def test_a_word_is_found_where_it_was_put_at_length(document: tuple[str, int, int]) -> None:
    test_a_word_is_found_where_it_was_put.hypothesis.inner_test(document)


@pytest.mark.soak
@pytest.mark.timeout(900)
@LONG
@given(documents(PANELS))
def test_a_wrong_key_is_reported_where_it_was_put_at_length(document: tuple[str, int, int]) -> None:
    test_a_wrong_key_is_reported_where_it_was_put.hypothesis.inner_test(document)
