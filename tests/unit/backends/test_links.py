"""Links of built pages: they lead to pages, and those that lead nowhere are found."""

import json
import re

import lxml.html

from runpress.checking import check_documents, find_targets
from support.built import build
from support.sites import write

DRAFT_LABEL = "readers of the site will see plain text here"


def hrefs(page):
    return set(lxml.html.fromstring(page).xpath("//main//a/@href"))


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
