"""Fixes of other tools' spellings: applied, they leave the same page and no finding."""

from __future__ import annotations

import pytest

from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.outline import outline_of

FOREIGN = ("MD303", "MD304")


def fixed(text: str) -> str:
    """The text with the fixes of the first foreign finding applied, and so on until there is none."""
    for _ in range(10):
        source = SourceFile("doc.md", text)
        findings = [
            finding for finding in compile_document(source).diagnostics if finding.code.id in FOREIGN and finding.fix
        ]
        if not findings:
            return text
        text = source.text
        for edit in sorted(findings[0].fix, key=lambda edit: edit.span.start, reverse=True):
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
    raise AssertionError(f"fixes do not come to an end:\n{text}")


def page(text: str) -> str:
    return "".join(line for line in outline_of(text).splitlines(keepends=True) if not line.startswith("! "))


CASES = {
    "a word behind": ("```panel line\ny: a\n```\n", "```panel\ntype: line\ny: a\n```\n"),
    "braces": ("```{panel}\ny: a\n```\n", "```panel\ny: a\n```\n"),
    "an id": ("```panel #a\ny: a\n```\n", "```panel\ny: a\n```\n"),
    "a type that is there": ("```panel line\ntype: line\ny: a\n```\n", "```panel\ntype: line\ny: a\n```\n"),
    "a run set's name": (
        "```runset main\nquery: a\n```\n\n```panel\ny: a\n```\n",
        "```runset\nname: main\nquery: a\n```\n\n```panel\ny: a\n```\n",
    ),
    "colons": (":::panel scalar\nmetric: a\n:::\n", "```panel\ntype: scalar\nmetric: a\n```\n"),
    "in a list and a quote": (
        "- a\n  > ```panel line\n  > y: a\n  > ```\n",
        "- a\n  > ```panel\n  > type: line\n  > y: a\n  > ```\n",
    ),
    "as the first of an item": ("- ```panel line\n  y: a\n  ```\n", "- ```panel\n  type: line\n  y: a\n  ```\n"),
    "an admonition": ("!!! note\n    a\n\n    b\n\nc\n", "> [!NOTE]\n> a\n>\n> b\n\nc\n"),
    "with a title": ('!!! danger "T"\n    a\n', "> [!CAUTION]\n> **T**\n>\n> a\n"),
    "in a list": ("- a\n\n  !!! tip\n      b\n\n      - c\n", "- a\n\n  > [!TIP]\n  > b\n  >\n  > - c\n"),
    "in a quote": ("> !!! note\n>     a\n", "> > [!NOTE]\n> > a\n"),
    "one in another": ("!!! note\n    a\n\n    !!! tip\n        b\n", "> [!NOTE]\n> a\n>\n> > [!TIP]\n> > b\n"),
    "colons around text": (":::{note}\na\n\nb\n:::\n\nc\n", "> [!NOTE]\n> a\n>\n> b\n\n\nc\n"),
    "with a fence": (
        "!!! note\n    ```panel\n    y: a\n    ```\n",
        "> [!NOTE]\n> ```panel\n> y: a\n> ```\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_fix_says_the_same_in_our_words(name: str) -> None:
    typed, wanted = CASES[name]
    assert fixed(typed) == wanted
    assert page(wanted) == page(typed)
    assert not any(line.startswith(("! MD303", "! MD304")) for line in outline_of(wanted).splitlines())


@pytest.mark.parametrize("name", CASES)
def test_a_fix_keeps_line_ends(name: str) -> None:
    typed, wanted = CASES[name]
    assert fixed(typed.replace("\n", "\r\n")) == wanted
