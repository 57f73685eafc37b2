import json
import os
import re
import subprocess
import sys

import lxml.html
import pytest

from runpress.backends.html import renderer
from runpress.backends.html.build import BuildOptions, build_site
from runpress.checking import check_documents, find_targets
from runpress.diagnostics.codes import prose
from runpress.errors import UsageError
from runpress.project import find_project
from runpress.source import SourceFile
from runpress.themes import load_theme
from support.sites import PACKAGE, run, tree, write

FILES = {
    "mkdocs.yml": "site_name: Reports\ndocs_dir: docs\n",
    "docs/index.md": "# Start\n\nSee [two](two.md#deeper) and [the folder](deep/).\n",
    "docs/two.md": "# Two\n\n## Deeper\n\n![pic](img/pic.png) [data](img/table.csv)\n",
    "docs/deep/index.md": "# Deep\n\n[up](../two.md)\n",
    "docs/deep/three.md": "---\ntitle: Three & <more>\n---\nText.\n",
    "docs/draft.md": "---\ndraft: true\n---\n# Draft\n",
    "docs/img/pic.png": b"\x89PNG\r\n\x1a\n",
    "docs/img/table.csv": "a,b\n",
    "docs/.hidden/secret.md": "# Secret\n",
}
PANELS = """---
project: acme/digits
---
# Panels

```panel
type: line
y: loss
```
"""
RUNS = {
    "runs/runs.csv": "id,name,state\na,ada,finished\n",
    "runs/history.csv": "run,_step,loss\n" + "".join(f"a,{at},{1 / (at + 1):.4f}\n" for at in range(20)),
}
WITH_DATA = {
    **FILES,
    **RUNS,
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/digits: runs}\n",
    "docs/panels.md": PANELS,
}


DRAFT_LABEL = "readers of the site will see plain text here"


def quiet(_done, _total):
    """Nobody watches."""


def build(folder, out=None, **options):
    project = find_project(folder, environ={})
    return build_site(project, load_theme(), BuildOptions(out=out or folder / "site", **options), progress=quiet)


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "project", FILES)


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


def test_names_that_mean_something_in_addresses_are_encoded_wherever_pages_are_listed(tmp_path):
    folder = write(
        tmp_path, {"a?b.md": "# Question\n", "c#d.md": "# Hash\n", "50%.md": "# Half\n", "x:y/z.md": "# Colon\n"}
    )
    build(folder, tmp_path / "site")
    wanted = {"a%3Fb.html", "c%23d.html", "50%25.html", "x%3Ay/z.html"}
    listed = lxml.html.fromstring((tmp_path / "site/index.html").read_bytes()).xpath("//ul[@class='index']//a/@href")
    assert {href.removeprefix("./") for href in listed} == wanted
    script = (tmp_path / "site/assets/runpress/search.js").read_text()
    entries = json.loads(script.removeprefix("window.runpressSearch=").rstrip(";\n"))["documents"]
    assert {entry["href"] for entry in entries} == wanted


def hrefs(page):
    return set(lxml.html.fromstring(page).xpath("//main//a/@href"))


def test_links_between_documents_lead_to_pages(folder):
    build(folder)
    site = folder / "site"
    assert {"two.html#deeper", "deep/index.html"} <= hrefs((site / "index.html").read_bytes())
    assert "../two.html" in hrefs((site / "deep/index.html").read_bytes())
    assert "img/table.csv" in hrefs((site / "two.html").read_bytes())


def test_every_address_in_a_page_leads_to_a_file_of_the_site(folder):
    build(folder)
    pages = sorted((folder / "site").rglob("*.html"))
    assert len(pages) > 2
    for path in pages:
        targets = lxml.html.fromstring(path.read_bytes()).xpath("//@href|//@src")
        assert len(targets) > 5, path
        for target in targets:
            assert not re.match("[a-z]+:", target), target
            name = target.partition("#")[0]
            assert not name or (path.parent / name).resolve().is_file(), f"{path}: {target}"


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


def test_a_broken_link_is_an_error_with_the_path_that_was_meant(folder):
    write(folder, {"docs/two.md": "## Deeper\n\n[x](deep/thre.md)\n"})
    finding = build(folder).findings[0]
    assert finding.code.id == "LK301"
    assert finding.label == "did you mean `deep/three.md`?"


def test_a_link_to_a_draft_is_a_warning_where_readers_of_the_site_would_miss_it(folder):
    write(folder, {"docs/two.md": "## Deeper\n\n[x](draft.md)\n"})
    (finding,) = build(folder).findings
    assert (finding.code.id, finding.span.text) == ("LK303", "[x](draft.md)")
    assert finding.message == "`draft.md` is a draft, which a built site leaves out"
    write(folder, {"docs/draft.md": "# Draft\n"})
    assert not build(folder).findings


def test_a_heading_can_be_linked_to_wherever_it_stands(folder):
    text = "[a](#in-a-quote) [b](#in-a-list) [c](#folded)\n\n> # In a quote\n\n- # In a list\n\n<details>\n<summary>x</summary>\n\n# Folded\n\n</details>\n"
    write(folder, {"docs/two.md": f"# Two\n\n## Deeper\n\n{text}"})
    assert not [finding for finding in build(folder).findings if finding.code.id == "LK301"]


def test_a_link_to_a_missing_heading_of_another_document_is_found_as_check_finds_it(folder):
    links = "[a](deep/index.md#dep) [b](deep/#deep) [c](draft.md#gone) [d](index.md#start)"
    ignored = "<!-- runpress: ignore[LK301] later -->\n[e](deep/index.md#nowhere)\n"
    write(folder, {"docs/two.md": f"# Two\n\n## Deeper\n\n{links}\n\n{ignored}"})
    found = [(each.code.id, each.message, each.label, each.span.begin) for each in build(folder).findings]
    assert [(code, message, label) for code, message, label, _ in found] == [
        ("LK301", "there is no heading `#dep` in `deep/index.md`", "did you mean `#deep`?"),
        ("LK301", "there is no heading `#gone` in `draft.md`", ""),
        ("LK303", "`draft.md#gone` is a draft, which a built site leaves out", DRAFT_LABEL),
    ]
    targets = find_targets([folder / "docs"], cwd=folder, environ={}).documents
    (checked,) = [one for one in check_documents(targets) if one.target.document.path == "two.md"]
    assert [(each.code.id, each.message, each.label, each.span.begin) for each in checked.findings] == found


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


DETERMINISM = {
    "seed": {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    "other": {"PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C.UTF-8"},
}


def test_the_same_input_gives_the_same_bytes(tmp_path):
    folder = write(tmp_path / "p", WITH_DATA)
    trees = []
    for name, env in DETERMINISM.items():
        cwd = folder if name == "seed" else tmp_path
        done = run("build", str(folder), "-o", str(tmp_path / name), "--no-cache", cwd=cwd, env=env)
        assert done.returncode == 0, done.stderr
        trees.append(tree(tmp_path / name))
    assert trees[0].keys() == trees[1].keys()
    assert trees[0] == trees[1]


def test_two_processes_give_the_same_bytes_as_one(tmp_path, monkeypatch):
    folder = write(tmp_path / "p", {f"docs/{at // 10}/page-{at}.md": f"# Page {at}\n\nWords.\n" for at in range(90)})
    build(folder, tmp_path / "two", has_cache=False)
    monkeypatch.setattr("runpress.backends.html.processes._WORTH_A_PROCESS", 1000)
    build(folder, tmp_path / "one", has_cache=False)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


AUDIT = """
import os, sys
opened, connected = [], []
def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.exec", "os.system"):
        connected.append((event, str(args)))
    elif event == "open" and isinstance(args[0], (str, bytes, os.PathLike)):
        opened.append(os.path.realpath(os.fspath(args[0])))
sys.addaudithook(watch)
from runpress.cli.main import main
code = main(sys.argv[1:])
allowed = tuple(os.path.realpath(path) for path in (sys.prefix, sys.base_prefix, os.environ["PACKAGE"], os.environ["THEMES"], os.getcwd(), "/proc", "/usr", "/etc/localtime", "/dev", "/sys"))
outside = sorted({path for path in opened if isinstance(path, str) and not path.startswith(allowed)})
print("CONNECTED", connected)
print("OUTSIDE", outside)
sys.exit(code)
"""
HOSTILE = """# Hostile

![a](https://example.org/x.png) ![b](//example.org/y.png) ![c](../../outside.png) ![d](/etc/passwd)
![e](..%2f..%2foutside.png) ![f](%2e%2e/%2e%2e/outside.png) ![g](file:///etc/passwd) ![h](linked.png)
[i](../outside.md) [j](....//outside.md) [k](C:\\\\outside.md) [l](\\\\\\\\host\\\\share) [m](a%00b.md)

https://www.youtube.com/watch?v=x

```embed
url: https://example.org/v.mp4
```
"""


def test_a_build_opens_no_connection_and_nothing_outside_the_project(tmp_path):
    outside = write(tmp_path, {"outside.png": b"\x89PNG", "outside.md": "# Outside\n"})
    folder = write(tmp_path / "p", {**WITH_DATA, "docs/hostile.md": HOSTILE})
    (folder / "docs/linked.png").symlink_to(outside / "outside.png")
    (folder / "docs/linked.md").symlink_to(outside / "outside.md")
    script = write(tmp_path / "script", {"audit.py": AUDIT}) / "audit.py"
    themes = PACKAGE.parent / "themes"
    env = {**os.environ, "PYTHONPATH": str(PACKAGE), "PACKAGE": str(PACKAGE), "THEMES": str(themes)}
    env.pop("PYTHONPYCACHEPREFIX", None)
    done = subprocess.run(
        [sys.executable, str(script), "build", "-o", "site"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "CONNECTED []" in done.stdout, done.stdout + done.stderr
    assert re.search(r"OUTSIDE \[\]", done.stdout), done.stdout
    assert not (folder / "site/linked.html").exists()
    assert not (folder / "site/linked.png").exists()
    page = (folder / "site/hostile.html").read_text()
    assert "<img" not in page


def test_findings_are_remembered_as_they_are() -> None:
    source = SourceFile("a.md", "# A\n\n<u>b</u>\n")
    finding = prose.RAW_HTML.at(source.span(5, 8), "it is text", label="here", notes=("one", "two"), help="do this")
    row = json.loads(json.dumps(renderer._as_row(finding)))
    assert renderer.from_row(row, source) == finding
    assert renderer.from_row(row, source).span == finding.span
