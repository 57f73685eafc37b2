"""What a folder of documents becomes: pages, what stands around them, and the files beside them."""

import json

import lxml.html
import pytest

from runpress.backends.html.build import BuildOptions, build_site
from runpress.errors import UsageError
from runpress.project import find_project
from runpress.themes import load_theme
from support.built import PANELS, WITH_DATA, build, quiet
from support.sites import tree, write


def test_documents_become_pages_and_other_files_come_along(folder):
    result = build(folder)
    files = tree(folder / "site")
    assert {
        "index.html",
        "two.html",
        "deep/index.html",
        "deep/three.html",
        "img/pic.png",
        "img/table.csv",
    } <= files.keys()
    assert not any("draft" in name or "secret" in name for name in files)
    assert not result.findings
    assert result.pages == 4


def test_the_title_of_the_first_heading_is_not_repeated(folder):
    build(folder)
    page = lxml.html.fromstring((folder / "site/two.html").read_bytes())
    assert [heading.text_content() for heading in page.xpath("//h1")] == ["Two"]


def test_titles_are_text_everywhere(folder):
    build(folder)
    page = lxml.html.fromstring((folder / "site/deep/three.html").read_bytes())
    assert page.xpath("//h1")[0].text_content() == "Three & <more>"
    assert page.xpath("//nav//a[@aria-current='page']")[0].text_content().strip() == "Three & <more>"


def test_the_navigation_unfolds_the_own_section_only(folder):
    write(folder, {f"docs/big/page-{at}.md": f"# Page {at}\n" for at in range(30)})
    build(folder)
    site = folder / "site"
    assert b"Page 7" not in (site / "two.html").read_bytes()
    assert b"Page 7" in (site / "big/page-3.html").read_bytes()


def test_a_site_without_start_page_lists_its_documents(tmp_path):
    folder = write(tmp_path / "docs", {"a.md": "# Ay\n", "b.md": "# Bee\n"})
    build(folder, tmp_path / "site")
    page = lxml.html.fromstring((tmp_path / "site/index.html").read_bytes())
    assert {"a.html", "b.html"} <= set(page.xpath("//main//a/@href"))


def test_the_search_index_is_a_script_with_titles_and_headings(folder):
    build(folder)
    script = next((folder / "site").rglob("search.js")).read_text()
    index = json.loads(script.removeprefix("window.runpressSearch=").rstrip().removesuffix(";"))
    two = next(entry for entry in index["documents"] if entry["title"] == "Two")
    assert two["href"] == "two.html"
    assert {"title": "Deeper", "anchor": "deeper"} in two["headings"]


def test_the_output_cannot_be_where_the_documents_are(folder):
    for out in (folder, folder / "docs", folder.parent):
        with pytest.raises(UsageError, match="the documents stand there"):
            build(folder, out)


def test_an_output_inside_the_documents_is_no_input(tmp_path):
    folder = write(tmp_path / "docs", {"a.md": "# Ay\n"})
    build(folder, folder / "site")
    build(folder, folder / "site")
    assert not (folder / "site/site").exists()


def test_a_file_of_bad_bytes_does_not_stop_the_others(folder):
    write(folder, {"docs/bad.md": b"caf\xe9\n"})
    result = build(folder)
    assert [finding.code.id for finding in result.findings] == ["CF701"]
    assert (folder / "site/two.html").is_file()


def test_a_single_file_holds_everything(tmp_path):
    folder = write(tmp_path / "p", {**WITH_DATA, "docs/panels.md": PANELS + "\n![pic](img/pic.png)\n"})
    project = find_project(folder / "docs/panels.md", environ={})
    out = tmp_path / "page.html"
    build_site(project, load_theme(), BuildOptions(out=out, is_single=True), progress=quiet)
    text = out.read_text()
    page = lxml.html.fromstring(text)
    assert not [target for target in page.xpath("//@src") if not target.startswith("data:image/")]
    assert not page.xpath("//link[@rel='stylesheet']")
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 3
    assert "connect-src" not in policy
