"""Fences become words where they stand; Python-Markdown then keeps their containers around them."""

from __future__ import annotations

import re

import markdown
import pytest

from runpress.integrations.placeholders import may_have_fences, prepare
from runpress.pipeline import compile_document
from runpress.source import SourceFile

PANEL = "```panel\ntype: line\ny: loss\n```"


def rendered(text: str, extensions: list[str]) -> str:
    source = SourceFile("page.md", text)
    prepared = prepare(source, compile_document(source).view)
    html = re.sub(r"\s+</p>", "</p>", markdown.markdown(prepared.text, extensions=extensions))
    for index, placeholder in enumerate(prepared.placeholders):
        html = html.replace(placeholder.word, f"{{{placeholder.block.kind} {index}}}")
    return html


def indented(text: str, prefix: str) -> str:
    return "\n".join(f"{prefix}{line}" for line in text.split("\n"))


EXTENSIONS = [
    ["fenced_code", "admonition"],
    ["pymdownx.superfences", "admonition"],
    ["admonition"],
]


@pytest.mark.parametrize("extensions", EXTENSIONS, ids=lambda names: names[0])
@pytest.mark.parametrize(
    ("text", "html"),
    [
        (f"before\n\n{PANEL}\n\nafter", "<p>before</p>\n<p>{grid 0}</p>\n<p>after</p>"),
        (f"before\n{PANEL}\nafter", "<p>before</p>\n<p>{grid 0}</p>\n<p>after</p>"),
        (f"{PANEL}\n\n{PANEL}", "<p>{grid 0}</p>"),
        (f"{PANEL}\n\nbetween\n\n{PANEL}", "<p>{grid 0}</p>\n<p>between</p>\n<p>{grid 1}</p>"),
        (f"```runset\nname: a\n```\n\n{PANEL}", "<p>{grid 0}</p>"),
        (f"```grid\ncolumns: 2\n```\n\n{PANEL}", "<p>{grid 0}</p>"),
        (f"- item\n\n{indented(PANEL, '  ')}\n", "<ul>\n<li>\n<p>item</p>\n<p>{grid 0}</p>\n</li>\n</ul>"),
        (f"1. item\n\n{indented(PANEL, '   ')}\n", "<ol>\n<li>\n<p>item</p>\n<p>{grid 0}</p>\n</li>\n</ol>"),
        (f"> said\n>\n{indented(PANEL, '> ')}", "<blockquote>\n<p>said</p>\n<p>{grid 0}</p>\n</blockquote>"),
        (
            f"!!! note\n    said\n\n{indented(PANEL, '    ')}",
            '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>said</p>\n<p>{grid 0}</p>\n</div>',
        ),
        (f"   {indented(PANEL, '   ').lstrip()}", "<p>{grid 0}</p>"),
    ],
    ids=[
        "alone",
        "without blank lines",
        "two in one grid",
        "two grids",
        "run set",
        "grid fence",
        "list",
        "ordered list",
        "quote",
        "admonition",
        "indented a little",
    ],
)
def test_a_fence_is_drawn_inside_its_containers(text: str, html: str, extensions: list[str]) -> None:
    assert rendered(text, extensions) == html


@pytest.mark.parametrize("extensions", EXTENSIONS[:2], ids=lambda names: names[0])
def test_a_fence_shown_inside_a_longer_fence_is_code(extensions: list[str]) -> None:
    html = rendered(f"````md\n{PANEL}\n````", extensions)
    assert "```panel" in html
    assert "{grid" not in html


def test_a_fence_in_details_is_drawn_inside_them() -> None:
    html = rendered(f"<details>\n<summary>more</summary>\n\n{PANEL}\n\n</details>", [])
    assert html.index("<details>") < html.index("{grid 0}") < html.index("</details>")


def test_a_faulty_fence_is_drawn_as_its_problem() -> None:
    assert rendered("```panel\ntype: lime\n```", ["fenced_code"]) == "<p>{problem 0}</p>"


def test_sections_of_a_workspace_keep_their_headings() -> None:
    text = f"---\nkind: workspace\n---\n\n```runset\nname: a\n```\n\n## One\n\n{PANEL}\n\n## Two\n\n{PANEL}\n"
    assert rendered(text, []) == "<h2>One</h2>\n<p>{grid 0}</p>\n<h2>Two</h2>\n<p>{grid 1}</p>"


def test_the_text_around_fences_is_unchanged() -> None:
    text = "---\ntitle: x\n---\n\n# Title\n\ta *tab*  \n\n`code`\n"
    source = SourceFile("page.md", text)
    assert prepare(source, compile_document(source).view).text == "# Title\n\ta *tab*  \n\n`code`\n"


def test_words_are_the_same_in_each_build_and_differ_in_a_page() -> None:
    source = SourceFile("page.md", f"{PANEL}\n\nx\n\n{PANEL}")
    first, second = (prepare(source, compile_document(source).view).placeholders for _ in range(2))
    assert [placeholder.word for placeholder in first] == [placeholder.word for placeholder in second]
    assert first[0].word != first[1].word


def test_a_page_without_our_words_is_not_parsed() -> None:
    assert not may_have_fences("# Title\n\n```python\nprint()\n```\n")
    assert may_have_fences(PANEL)
