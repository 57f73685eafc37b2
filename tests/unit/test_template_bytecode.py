"""Compiled templates are kept beside their sources, as Python keeps modules."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from runpress.themes import Theme


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A theme of one template, in a place where Python may keep compiled code."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    (tmp_path / "page.html.j2").write_text("Hello {{ name }}")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return list((folder / "__pycache__").glob("*"))


def render(folder: Path, *, is_foreign: bool = False) -> str:
    return str(Theme("one", (folder,), has_foreign_templates=is_foreign).render("page.html.j2", name="Ada"))


def test_a_compiled_template_is_kept_and_read_again(folder, monkeypatch):
    assert render(folder) == "Hello Ada"
    assert len(kept(folder)) == 1
    monkeypatch.setattr("jinja2.environment.Environment._parse", None)  # compiling again would raise
    assert render(folder) == "Hello Ada"


def test_a_changed_template_is_compiled_again(folder):
    render(folder)
    (folder / "page.html.j2").write_text("Bye {{ name }}")
    assert render(folder) == "Bye Ada"


@pytest.mark.parametrize("torn", [b"", b"j2", b"j2\x80garbage"])
def test_a_torn_file_is_compiled_again(folder, torn):
    render(folder)
    kept(folder)[0].write_bytes(torn)
    assert render(folder) == "Hello Ada"
    cut = kept(folder)[0]
    cut.write_bytes(cut.read_bytes()[:-20])
    assert render(folder) == "Hello Ada"


def test_templates_of_a_repository_are_neither_kept_nor_trusted(folder):
    assert render(folder, is_foreign=True) == "Hello Ada"
    assert kept(folder) == []


def test_nothing_is_written_where_python_may_not(folder, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(folder) == "Hello Ada"
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_to_is_left_alone(folder):
    (folder / "__pycache__").write_text("in the way")
    assert render(folder) == "Hello Ada"
