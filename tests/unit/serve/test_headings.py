"""Links to headings of other documents, in a preview: found, and found anew when the other document changes."""

import itertools
import os

import pytest

from runpress.project import find_project
from runpress.serve.preview import Preview
from runpress.themes import load_theme
from support.sites import write

FILES = {
    "mkdocs.yml": "site_name: S\ndocs_dir: docs\n",
    "docs/index.md": "# Home\n\nSee [how](other.md#how-it-works).\n",
    "docs/plain.md": "# Plain\n\nSee [all](other.md).\n",
    "docs/other.md": "# Other\n\n## How it works\n\nWell.\n",
}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "p", FILES)


@pytest.fixture
def preview(folder):
    clock = itertools.count()
    return Preview(lambda: (find_project(folder, environ={}), load_theme()), clock=lambda: float(next(clock)))


def messages(preview, path="index.md"):
    return [finding.message for _, finding in preview.page(path).findings]


def save(folder, name, text):
    """Save a file, with a time that differs from the one before on every file system."""
    path = folder / name
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 1_000_000_000, before + 1_000_000_000))
    return str(path)


def test_a_link_to_a_heading_that_is_not_there_is_found_with_what_was_meant(preview, folder):
    path = save(folder, "docs/index.md", "# Home\n\nSee [how](other.md#how-it-wroks).\n")
    assert messages(preview) == ["there is no heading `#how-it-wroks` in `other.md`"]
    [(key, finding)] = preview.page("index.md").findings
    assert key
    assert finding.label == "did you mean `#how-it-works`?"
    save(folder, "docs/index.md", FILES["docs/index.md"])
    preview.update([path], watched=["index.md"])
    assert messages(preview) == []


def test_a_document_that_loses_a_heading_is_told_where_it_is_linked_to(preview, folder):
    assert messages(preview) == messages(preview, "plain.md") == []
    path = save(folder, "docs/other.md", "# Other\n\n## How it worked\n")
    update = preview.update([path], watched=["index.md", "plain.md"])
    assert [page.document.path for page, _ in update.pages] == ["index.md"]
    assert messages(preview) == ["there is no heading `#how-it-works` in `other.md`"]
    save(folder, "docs/other.md", FILES["docs/other.md"])
    update = preview.update([path], watched=["index.md"])
    assert [page.document.path for page, _ in update.pages] == ["index.md"]
    assert messages(preview) == []


def test_two_documents_that_link_to_one_both_learn_of_it(preview, folder):
    save(folder, "docs/plain.md", "# Plain\n\n[x](other.md#how-it-works)\n")
    assert messages(preview) == messages(preview, "plain.md") == []
    path = save(folder, "docs/other.md", "# Other\n")
    preview.update([path, save(folder, "docs/index.md", "# Home\n\n[how](other.md#how-it-works)\n")], watched=[])
    assert messages(preview) == messages(preview, "plain.md") == ["there is no heading `#how-it-works` in `other.md`"]


def test_another_text_below_the_same_headings_makes_no_other_page_anew(preview, folder):
    preview.page("index.md")
    path = save(folder, "docs/other.md", "# Other\n\n## How it works\n\nBetter than before.\n")
    assert preview.update([path], watched=["index.md"]).pages == ()


def test_a_document_that_went_is_told_where_it_is_linked_to(preview, folder):
    assert messages(preview, "plain.md") == []
    (folder / "docs/other.md").unlink()
    while not preview.update(None, watched=["plain.md"]).is_new_site:
        pass
    assert messages(preview, "plain.md") == ["`other.md` leads nowhere"]


def test_ignored_links_stay_ignored(preview, folder):
    path = save(folder, "docs/index.md", "---\nignore: [LK301]\n---\n\n[how](other.md#nope)\n")
    preview.update([path], watched=["index.md"])
    assert messages(preview) == []
