"""Any text compiles: no exception, spans inside the text, ordered and nested."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.model.blocks import Block, Footnote, List
from runpress.model.located import Located
from runpress.model.view import Workspace
from runpress.passes.walk import inside
from runpress.pipeline import compile_document
from runpress.source import SourceFile, Span
from runpress.syntax.places import identity
from runpress.syntax.yaml import read_yaml

PIECES = st.sampled_from(
    """
    - ||* ||1. ||> ||> [!NOTE]||#||## ||```panel||```||~~~||:::note||:::panel||:::||!!! note||    ||\t||
    type: line||y: loss||<details>||</details>||<summary>||</summary>||<!--||-->||<b>||</u>||<u>||<br>||
    $$||$||[^a]||[^a]: ||[a]: b||[a]||![||](||)||*||**||_||`||~~||~||{{||}}||https://a.b||<https://a.b>||www.a.bc||a@b.cd||
    |||---||===||a | b||\\||&amp;||<h2>||</h2>||[TOC]||```runset||```grid||```section||```embed||```wandb-block||
    name: a||filters: a > 1||markdown: |||{a: 1}||[||{||: ||"||'||text||\U0001f600||\u2028||\0||\x85||---||...||
    kind: workspace||kind: report||title: x||- [ ] ||- [x] ||<div>||<script>||<?||]]>||\x1b||\ufeff
    """.strip()
    .replace("\n    ", "")
    .split("||")
)
SOUP = st.lists(
    st.one_of(PIECES, PIECES, st.sampled_from(["\n", "\n\n", " ", "\r\n"]), st.text(max_size=3)), max_size=40
).map("".join)
LINES = st.lists(st.lists(PIECES, max_size=4).map("".join), max_size=20).map("\n".join)
TEXTS = st.one_of(SOUP, LINES, LINES.map(lambda text: "---\nkind: workspace\n---\n" + text), st.text())


def check_spans(blocks: tuple[Block, ...], outer: Span, at: int) -> None:
    """Blocks lie in their container, one after the other; footnotes were moved to the end."""
    for block in blocks:
        span = block.span
        assert span is not None
        assert 0 <= span.start <= span.end <= len(span.source.text)
        if not isinstance(block, Footnote):
            assert span.start >= at
            assert outer.start <= span.start
            assert span.end <= outer.end
            at = span.end
        if isinstance(block, List):
            before = span.start
            for item in block.items:
                assert item.span is not None
                assert before <= item.span.start <= item.span.end <= span.end
                check_spans(item.blocks, item.span, item.span.start)
                before = item.span.end
        else:
            for inner in inside(block):
                check_spans(inner, span, span.start)


def check_document(text: str) -> None:
    source = SourceFile("doc.md", text)
    compiled = compile_document(source)
    for finding in compiled.diagnostics:
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text), finding
        assert finding.message
        for edit in finding.fix:
            assert 0 <= edit.span.start <= edit.span.end <= len(source.text), finding
    if not isinstance(compiled.view, Workspace):
        check_spans(compiled.view.blocks, Span(source, 0, len(source.text)), 0)
    assert compile_document(source) == compiled


YAML = st.one_of(
    st.text(max_size=60),
    st.lists(
        st.sampled_from(
            [
                "a",
                ": ",
                ":",
                "- ",
                "\n",
                "  ",
                "[",
                "]",
                "{",
                "}",
                ",",
                '"',
                "'",
                "|",
                ">",
                "#",
                "&a",
                "*a",
                "!t",
                "<<",
                "?",
                "%",
                "---",
                "...",
                "~",
                "1",
                "\t",
                "\u2028",
                "\x00",
                "no",
            ]
        ),
        max_size=25,
    ).map("".join),
)


def check_located(value: Located, size: int) -> None:
    assert 0 <= value.span.start <= value.span.end <= size
    if isinstance(value.value, dict):
        for entry in value.value.values():
            assert 0 <= entry.key.start <= entry.key.end <= size
            check_located(entry.value, size)
    elif isinstance(value.value, list):
        for item in value.value:
            check_located(item, size)


def check_body(text: str) -> None:
    source = SourceFile("doc.md", text)
    value, findings = read_yaml(source.text, identity(0), source)
    assert value is not None or findings
    if value is not None:
        check_located(value, len(source.text))
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(source.text)
        assert "yaml" not in finding.message.lower()


QUICK = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = settings(QUICK, max_examples=20_000)


@QUICK
@given(TEXTS)
def test_any_text_compiles(text: str) -> None:
    check_document(text)


@QUICK
@given(YAML)
def test_any_body_is_read_or_explained(text: str) -> None:
    check_body(text)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@LONG
@given(TEXTS)
def test_any_text_compiles_at_length(text: str) -> None:
    check_document(text)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@LONG
@given(YAML)
def test_any_body_is_read_or_explained_at_length(text: str) -> None:
    check_body(text)
