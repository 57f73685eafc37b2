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
PANEL = "\n```panel\ntype: line\ny: a\n```\n"
FOLD = "---\n\n<details>\n<summary><h2>A</h2></summary>\n\nb\n\n</details>\n"


def findings_of(text):
    view = compile_document(SourceFile("report.md", text)).view
    if isinstance(view, Page):
        return limits_of(view), ()
    return limits_of(view), encode_view(view, markdown=print_block).findings


def pulled(document: str) -> str:
    """The document that W&B would give back for one."""
    compiled = compile_spec(SourceFile("a.md", document))
    assert compiled.about is not None
    assert compiled.spec is not None
    text = pull_json(SourceFile("view.json", dumps(view_object(compiled.about, compiled.spec)))).text
    assert text is not None
    return text


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
    ("what", "written", "back"),
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
        (
            'Other spellings in filters: `state == "Finished"`, `within_last(24, "hours")`, `== null`',
            '---\n\n```runset\nfilters: state == "Finished" and config.x == null\n```\n' + PANEL,
            '---\n\n```runset\nfilters: state == "finished" and not exists(config.x)\n```\n' + PANEL,
        ),
        (
            "Run sets, and runs in them, of which nothing is said: `r2: {}`",
            "---\n\n```runset\nruns: {r1: {disabled: true}, r2: {}}\n```\n" + PANEL,
            "---\n\n```runset\nruns: {r1: {disabled: true}}\n```\n" + PANEL,
        ),
        (
            "Colours of runs in a `grid`",
            "---\n\n```grid\ncolors: {r1: red}\n```\n" + PANEL,
            "---\n\n```runset\ncolors: {r1: red}\n```\n" + PANEL,
        ),
        (
            "Columns that are said twice, or in several lists",
            "---\n\n```runset\ncolumns: {visible: [state, state, user], order: [user, state]}\n```\n" + PANEL,
            "---\n\n```runset\ncolumns: [user, state]\n```\n" + PANEL,
        ),
        (
            "A project without its owner: `project: digits`",
            "project: acme/letters\n---\n\n```runset\nproject: digits\n```\n" + PANEL,
            "project: acme/letters\n---\n\n```runset\nproject: acme/digits\n```\n" + PANEL,
        ),
    ],
)
def test_what_is_listed_does_not_come_back_as_it_was_written(what: str, written: str, back: str) -> None:
    assert what in [limit.what for limit in limits()]
    assert pulled(f"---\ntitle: T\nkind: report\n{written}") == f"---\ntitle: T\nkind: report\n{back}"


@pytest.mark.parametrize("kind", ["report", "workspace"])
def test_a_description_comes_back(kind: str) -> None:
    document = f"---\ntitle: T\ndescription: Ours\nkind: {kind}\n---\n"
    assert pulled(document) == document


def test_settings_that_say_what_is_meant_without_them_do_not_come_back() -> None:
    what = "Options and settings that say what is meant without them: `x: Step` of a panel, `max_runs: 10`"
    assert what in [limit.what for limit in limits()]
    head = "---\ntitle: T\nkind: workspace\n"
    said = "settings: {x: Wall Time, max_runs: 10}\n---\n\n## A\n\n```panel\ntype: line\nx: Step\ny: a\n```\n"
    assert pulled(f"{head}{said}") == f"{head}settings: {{x: Wall Time}}\n---\n\n## A\n{PANEL}"


@pytest.mark.parametrize(("written", "body"), [("# A heading\n", "# A heading"), ("Text.\n", "Text.")])
def test_a_title_that_is_left_out_comes_back(written: str, body: str) -> None:
    assert "A title that the front matter leaves to a heading or to the file's name" in [one.what for one in limits()]
    title = "A heading" if written.startswith("#") else "A"
    assert pulled(f"---\nkind: report\n---\n\n{written}") == f"---\ntitle: {title}\nkind: report\n---\n\n{body}\n"
