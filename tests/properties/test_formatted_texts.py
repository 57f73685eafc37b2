"""`fmt` changes no meaning, and nothing the second time: for any text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from properties.test_any_text import SOUP, TEXTS
from runpress.backends.markdown.formatting import format_source
from runpress.pipeline import compile_document
from runpress.source import SourceFile

BODIES = st.lists(
    st.sampled_from(
        [
            "type: line",
            "y: loss  # noise",
            "# alone",
            "y:\n  - a  # inner\n  - b",
            "smoothing: 0.6",
            "smoothing_type: gaussian",
            "x: Step",
            "title: |  # why\n  a # b\n  c",
            'title: "a # b"',
            "  # deep",
            "range: {y: [0, 1]} # flow",
            "log_y: true",
            "",
            "extra:\n  a: {b: [1]}\n  # c\n  d: 1",
            "name: main",
            "order: -created_at",
            "kind: workspace",
            'url: "https://example.org/a.mp4"',
            "height: 400.0",
            "kind: report",
            "tags: [a,  b]  # foreign",
            "date: {created: 2026-01-01, updated: 2026-02-02}",
            "defaults: {panel: {x: Step}}",
        ]
    ),
    max_size=6,
    unique=True,
).map("\n".join)
FENCES = st.builds(
    lambda word, body, lead: "".join(f"{lead}{line}\n" for line in [f"```{word}", *body.split("\n"), "```"]),
    st.sampled_from(["panel", "panel line", "runset", "{grid}", "section", "embed"]),
    BODIES,
    st.sampled_from(["", "> ", "    "]),
)
FRONT = st.builds(lambda body: f"---\n{body}\n---\n", BODIES)
DOCUMENTS = st.builds(
    lambda front, parts: "\n".join([front, *parts]), FRONT | st.just(""), st.lists(FENCES | SOUP, max_size=4)
)


def check(text: str) -> None:
    source = SourceFile("doc.md", text)
    made = format_source(source)
    assert [finding.code.id for finding in made.findings] == [], made.text
    assert compile_document(SourceFile("doc.md", made.text)).view == compile_document(source).view
    assert format_source(SourceFile("doc.md", made.text)).text == made.text
    for comment in ("# alone", "# inner", "# deep", "# why", "# flow", "# foreign", "# noise"):
        assert made.text.count(comment) >= min(source.text.count(comment), 1)


SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)


@given(DOCUMENTS | TEXTS)
@settings(SETTINGS, max_examples=200)
@example("```embed\nmarkdown: |\n  ## \n```")
@example("```embed\nmarkdown: |\n  ## a\n  \t\n```")
@example("- p\n  <!-- extra: {a: 1} -->\n  x")
@example("1. !!! note\n       -\tx\n       \t<![CDATA[")
@example("- [ ] <!-- extra: {a: 1} -->\n  <b>")
@example("x<b>y\n    <!A\n    </b>z")
@example("[0]:0\n[0]:0 0")
@example("<details><summary>\n| a |\n|---|\n| <details> |\n</summary>")
@example("<details><summary><summary>\n| x |\n|---|\n")
@example("<summary><!-- c -->| </summary> |\na</details>")
@example("<DETAILS><!A")
@example("<details><pre>a\n\nb")
@example("> <summary>| a | b |\n|---|---|\n> </summary>> ")
@example("---\nkind: workspace\n---\n\n[^1]: n\n<summary><!-- c -->\n| x |\n|---|\n<summary><h2>x</h2></summary>a")
@example("---\nkind: workspace\n---\n\n1.   \n\n| <summary>x</summary> |\n<summary></summary>- ")
@example('---\nkind: workspace\n---\n\n```embed\nurl: "https://example.org/a.mp4"\n```\n')
@example('---\nkind: workspace\n---\n\n## A\n\n````wandb-block\n{"type": "x"}\n````\n')
@example("---\nkind: workspace\n---\n\n## A\n\n```embed\nurl: u\ntitle: T")
def test_any_document_keeps_its_meaning(text: str) -> None:
    check(text)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(DOCUMENTS | TEXTS)
@settings(SETTINGS, max_examples=20_000)
def test_very_many_documents_keep_their_meaning(text: str) -> None:
    check(text)
