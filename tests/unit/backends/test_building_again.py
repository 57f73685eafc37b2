"""A second build: what changed is made again, and nothing else."""

import json
import re

import pytest

from runpress.backends.html import renderer
from runpress.diagnostics.codes import prose
from runpress.source import SourceFile
from support.built import WITH_DATA, build
from support.sites import write


def test_a_heading_that_went_is_found_though_the_page_that_links_to_it_is_not_made_again(folder):
    assert not build(folder).findings
    write(folder, {"docs/two.md": "# Two\n\n## Shallow\n"})
    assert [each.message for each in build(folder).findings] == ["there is no heading `#deeper` in `two.md`"]
    again = build(folder)
    assert (again.written, [each.message for each in again.findings]) == (
        0,
        ["there is no heading `#deeper` in `two.md`"],
    )


def test_nothing_changed_means_nothing_is_written(folder):
    build(folder)
    before = {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")}
    result = build(folder)
    assert result.written == 0
    assert {path: path.stat().st_mtime_ns for path in (folder / "site").rglob("*")} == before


def test_one_changed_text_makes_one_page(folder):
    build(folder)
    write(folder, {"docs/two.md": "# Two\n\n## Deeper\n\nOther words.\n"})
    assert build(folder).written == 1
    assert b"Other words." in (folder / "site/two.html").read_bytes()


def test_a_changed_title_reaches_the_other_pages(folder):
    build(folder)
    write(folder, {"docs/two.md": "# Second\n\n## Deeper\n"})
    build(folder)
    assert b"Second" in (folder / "site/index.html").read_bytes()


def test_a_changed_setting_reaches_all_pages(folder):
    build(folder)
    write(folder, {"mkdocs.yml": "site_name: Another\ndocs_dir: docs\n"})
    assert build(folder).written == 4
    assert b"Another" in (folder / "site/two.html").read_bytes()


def test_changed_data_reaches_pages_with_panels_only(tmp_path):
    folder = write(tmp_path / "p", WITH_DATA)
    assert build(folder).written == 5
    assert build(folder).written == 0
    history = folder / "runs/history.csv"
    history.write_text(history.read_text() + "a,20,0.77\n")
    assert build(folder).written == 1


def test_links_to_panels_hold_on_when_data_and_options_change(tmp_path):
    fences = "".join(
        f"```panel\ny: loss\n{title}```\n\n" for title in ("title: Validation, loss\n", "", "", "title: Search\n")
    )
    folder = write(tmp_path / "p", {**WITH_DATA, "docs/panels.md": f"---\nproject: acme/digits\n---\n{fences}"})
    build(folder)
    page = folder / "site/panels.html"
    expected = ["rp-figure-validation-loss", "rp-figure-loss", "rp-figure-loss-1", "rp-figure-search"]
    assert re.findall(r'<article class="panel" id="([^"]*)"', page.read_text(encoding="utf-8")) == expected
    history = folder / "runs/history.csv"
    history.write_text(history.read_text() + "a,20,0.77\n")
    document = folder / "docs/panels.md"
    document.write_text(document.read_text().replace("y: loss", "y: loss\nlog: y", 1))
    build(folder)
    text = page.read_text(encoding="utf-8")
    assert re.findall(r'<article class="panel" id="([^"]*)"', text) == expected
    ids = re.findall(r'\bid="([^"]*)"', text)
    assert len(ids) == len(set(ids))


def test_a_page_that_someone_changed_is_made_again(folder):
    build(folder)
    (folder / "site/two.html").write_text("spoilt")
    assert build(folder).written == 1


def test_pages_of_documents_that_are_gone_go_too_and_nothing_else(folder):
    build(folder)
    (folder / "site/mine.txt").write_text("kept")
    (folder / "docs/deep/three.md").unlink()
    assert build(folder).removed == 1
    assert not (folder / "site/deep/three.html").exists()
    assert (folder / "site/mine.txt").exists()


@pytest.mark.parametrize("content", [b"", b"{", b'{"version": 1, "digest": "x", "memory": {}}', b"\xff"])
def test_a_torn_memory_is_no_memory(folder, content):
    build(folder)
    for memory in (folder / ".runpress/build").iterdir():
        memory.write_bytes(content)
    assert build(folder).written == 4
    assert build(folder).written == 0


def test_findings_are_remembered_as_they_are() -> None:
    source = SourceFile("a.md", "# A\n\n<u>b</u>\n")
    finding = prose.RAW_HTML.at(source.span(5, 8), "it is text", label="here", notes=("one", "two"), help="do this")
    row = json.loads(json.dumps(renderer._as_row(finding)))
    assert renderer.from_row(row, source) == finding
    assert renderer.from_row(row, source).span == finding.span
