"""What a check says of a report's limits is what making its spec says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from runpress.backends.markdown import print_block
from runpress.codec.json_text import dumps
from runpress.codec.lowering import limits
from runpress.codec.views import encode_view
from runpress.conversion.document import pull_json
from runpress.conversion.envelope import view_object
from runpress.conversion.spec import compile_spec, limits_of
from runpress.model.view import Page
from runpress.pipeline import compile_document
from runpress.source import SourceFile

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted((ROOT / "content").rglob("*.md"))
EXAMPLES = json.loads((ROOT / "tests/cases/commonmark/spec-0.31.2.json").read_text(encoding="utf-8"))
FOLD = "---\n\n<details>\n<summary><h2>A</h2></summary>\n\nb\n\n</details>\n"


def findings_of(text):
    view = compile_document(SourceFile("report.md", text)).view
    if isinstance(view, Page):
        return limits_of(view), ()
    return limits_of(view), encode_view(view, markdown=print_block).findings


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_documents_have_the_limits_that_their_spec_has(path):
    said, made = findings_of(path.read_text(encoding="utf-8"))
    assert said == made


def test_all_of_commonmark_has_the_limits_that_its_spec_has():
    found = 0
    for example in EXAMPLES:
        quoted = "".join(f"> {line}\n" for line in example["markdown"].splitlines())
        said, made = findings_of(f"---\nkind: report\n---\n\n{example['markdown']}\n\n> [!NOTE]\n{quoted}")
        assert said == made
        found += len(made)
    assert found > 100  # else nothing was compared


@pytest.mark.parametrize(
    ("what", "written", "pulled"),
    [
        (
            "The order of keys in `extra:`, where W&B's own are among them",
            "extra: {zoom: 2, panelSettings: {a: 1}}\n---\n",
            "extra: {panelSettings: {a: 1}, zoom: 2}\n---\n",
        ),
        (
            "Panels and embedded content in a quote",
            "---\n\n> A\n>\n> ```panel\n> type: line\n> y: loss\n> ```\n",
            "---\n\n> A\n\n```panel\ntype: line\ny: loss\n```\n",
        ),
        (
            'What stands behind the language of code: `title="fit.py"`',
            '---\n\n```python title="fit.py"\nfit()\n```\n',
            "---\n\n```python\nfit()\n```\n",
        ),
        (
            "`columns:`, `height:`, `width:` and `layout:` of grids and panels",
            "---\n\n```grid\ncolumns: 2\n```\n\n```panel\ntype: line\ny: a\nlayout: {x: 0, y: 0, w: 6, h: 6}\n```\n",
            "---\n\n```panel\ntype: line\ny: a\nwidth: 1/4\n```\n",
        ),
        (
            "Lists, code and tables in a quote",
            "---\n\n> - a\n",
            '---\n\n```embed\nmarkdown: "> - a"\n```\n',
        ),
        ("Headings of level 4 to 6", "---\n\n##### A\n", "---\n\n### A\n"),
        ("`<details open>`", "---\n\n<details open>\n<summary><h2>A</h2></summary>\n\nb\n\n</details>\n", FOLD),
        ("Comments", "---\n\n<!-- a -->\n\nb <!-- c -->\n", "---\n\nb\n"),
    ],
)
def test_what_is_listed_does_not_come_back_as_it_was_written(what: str, written: str, pulled: str) -> None:
    assert what in [limit.what for limit in limits()]
    compiled = compile_spec(SourceFile("a.md", f"---\ntitle: T\nkind: report\n{written}"))
    assert compiled.about is not None
    assert compiled.spec is not None
    text = pull_json(SourceFile("view.json", dumps(view_object(compiled.about, compiled.spec)))).text
    assert text == f"---\ntitle: T\nkind: report\n{pulled}"


@pytest.mark.parametrize("kind", ["report", "workspace"])
def test_a_description_comes_back(kind: str) -> None:
    document = f"---\ntitle: T\ndescription: Ours\nkind: {kind}\n---\n"
    compiled = compile_spec(SourceFile("a.md", document))
    assert compiled.about is not None
    assert compiled.spec is not None
    text = pull_json(SourceFile("view.json", dumps(view_object(compiled.about, compiled.spec)))).text
    assert text == document
