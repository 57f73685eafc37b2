import os

import pytest

from runpress.project import UnreadableError, quick_title
from runpress.project.documents import is_draft, page_url
from runpress.project.exclude import Excluded
from runpress.project.files import DOCUMENT_LIMIT, copy_file, decode, read_bytes, walk
from support.sites import write


def names(folder):
    return [file.path for file in walk(folder)]


def test_files_come_in_order_without_hidden_ones(tmp_path):
    write(
        tmp_path, {"b.md": "", "a/z.md": "", "a/b/c.md": "", ".git/x": "", ".env": "", "node_modules/p/README.md": ""}
    )
    assert names(tmp_path) == ["a/b/c.md", "a/z.md", "b.md"]


def test_loops_of_links_end(tmp_path):
    write(tmp_path, {"a/b.md": ""})
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to(tmp_path / "a")
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    assert names(tmp_path) == ["a/b.md"]


def test_links_lead_nowhere_outside(tmp_path):
    write(tmp_path, {"secret.md": "", "secrets/x.md": "", "docs/a.md": ""})
    (tmp_path / "docs" / "file.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "docs" / "folder").symlink_to(tmp_path / "secrets")
    (tmp_path / "docs" / "inside.md").symlink_to(tmp_path / "docs" / "a.md")
    assert names(tmp_path / "docs") == ["a.md", "inside.md"]


def test_only_regular_files_of_a_fair_size_are_read(tmp_path):
    write(tmp_path, {"big.md": b"x" * (DOCUMENT_LIMIT + 1), "a.md": "x"})
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    for name, reason in [
        ("big.md", "bytes"),
        ("pipe.md", "no regular file"),
        ("nothing.md", "not there"),
        (".", "folder"),
        ("a\0b.md", "name"),
    ]:
        with pytest.raises(UnreadableError, match=reason):
            read_bytes(tmp_path / name)
    with pytest.raises(UnreadableError):
        read_bytes(tmp_path / "link.md")
    with pytest.raises(UnreadableError, match="no regular file"):
        read_bytes("/dev/null")  # type: ignore[arg-type]  # text will do


def test_what_was_replaced_by_a_link_is_neither_read_nor_copied(tmp_path):
    write(tmp_path, {"docs/image.png": b"ours", "outside.png": b"secret"})
    (image,) = walk(tmp_path / "docs")
    copy_file(image.file, tmp_path / "copy.png")
    assert (tmp_path / "copy.png").read_bytes() == b"ours"
    image.file.unlink()
    image.file.symlink_to(tmp_path / "outside.png")
    for reading in (read_bytes, lambda path: copy_file(path, tmp_path / "copy.png")):
        with pytest.raises(UnreadableError):
            reading(image.file)
    assert (tmp_path / "copy.png").read_bytes() == b"ours"


def test_bytes_that_are_not_utf_8_are_named():
    with pytest.raises(UnreadableError, match=r"line 2 is not UTF-8 \(byte 0xe9\)"):
        decode(b"a\ncaf\xe9")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Heading *one*\n", "Heading one"),
        ("---\ntitle: Plain\n---\n# Other\n", "Plain"),
        ('---\ntitle: "Quo\\"ted: #x"\n---\n', 'Quo"ted: #x'),
        ("---\ntitle: 'It''s'\n---\n", "It's"),
        ("---\ntitle: Words # a comment\n---\n", "Words"),
        ("---\r\ntitle: Windows\r\n---\r\n", "Windows"),
        ("```\n# no heading\n```\n\n# Real [link](x) `code`\n", "Real link code"),
        ("words\n", "Lr sweeps"),
    ],
)
def test_a_quick_look_finds_the_title(text, title):
    assert quick_title(text, "deep/lr-sweeps.md") == title


def test_drafts_are_known_by_a_quick_look():
    assert is_draft("---\ntitle: x\ndraft: true # yet\n---\n")
    assert not is_draft("---\ntitle: x\n---\ndraft: true\n")


def test_pages_have_the_names_of_documents():
    assert page_url("a/b.md", set()) == "a/b.html"
    assert page_url("a/index.md", set()) == "a/index.html"
    assert page_url("a/README.md", {"a/README.md"}) == "a/index.html"
    assert page_url("a/README.md", {"a/README.md", "a/index.md"}) == "a/README.html"


@pytest.mark.parametrize(
    ("patterns", "path", "is_out"),
    [
        ("*.py", "a/b.py", True),
        ("/runs/", "runs/x.csv", True),
        ("/runs/", "a/runs/x.csv", False),
        ("runs/", "a/runs/x.csv", True),
        ("drafts/**", "drafts/a/b.md", True),
        ("*.md\n!keep.md", "a/keep.md", False),
        ("a?.md", "ab.md", True),
        ("# comment\n\n", "a.md", False),
        ("a/*.md", "a/b/c.md", False),
    ],
)
def test_patterns_leave_out_as_gitignore_does(patterns, path, is_out):
    assert Excluded(patterns).matches(path) is is_out
