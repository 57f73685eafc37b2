"""The canonical form of documents: fixture pairs, and what fixtures cannot say."""

from __future__ import annotations

import pytest

from runpress.backends.markdown.formatting import format_source
from runpress.model.front_matter import Defaults, FrontMatterDefaults
from runpress.model.located import Entry, Located
from runpress.source import SourceFile
from support.cases import Case, parameters


def formatted(text: str, **options: bool) -> str:
    made = format_source(SourceFile("doc.md", text), **options)
    assert made.findings == ()
    return made.text


@pytest.mark.parametrize("case", parameters("markdown"))
def test_a_document_in_canonical_form(case: Case) -> None:
    assert formatted(case.given) == case.expected


@pytest.mark.parametrize("case", parameters("markdown"))
def test_canonical_form_stays(case: Case) -> None:
    assert formatted(case.expected) == case.expected


def test_long_forms() -> None:
    text = "```panel\ntype: line\ny: loss\nlog: y\nsmoothing: {type: gaussian, weight: 2}\n```\n"
    expanded = formatted(text, expand=True)
    assert expanded == (
        "```panel\ntype: line\ny: [loss]\nlog_y: true\nsmoothing_factor: 2\nsmoothing_type: gaussian\n```\n"
    )
    assert formatted(expanded) == text


def test_what_overrides_a_default_of_the_project_stays() -> None:
    source = SourceFile("mkdocs.yml", "x: Wall Time")
    x = Entry(source.span(0, 1), Located("Wall Time", source.span(3, 12)))
    defaults = FrontMatterDefaults(defaults=Defaults({"panel": Located({"x": x}, source.span(0, 12))}))
    text = "```panel\ntype: line\nx: Step\ny: loss\n```\n"
    assert "x: Step" in format_source(SourceFile("doc.md", text), defaults=defaults).text
    assert "x: Step" not in format_source(SourceFile("doc.md", text)).text


def test_a_document_that_is_too_large_is_left_alone() -> None:
    text = "* a\n" * 600_000
    made = format_source(SourceFile("doc.md", text))
    assert made.text == text
    assert [finding.code.id for finding in made.findings] == ["CF709"]


@pytest.mark.parametrize("text", ["", "\n", "a", "a\n\n\n", "\ta\n"])
def test_the_ends_of_a_document(text: str) -> None:
    assert formatted(text) in ("", "a\n", "```\na\n```\n")
