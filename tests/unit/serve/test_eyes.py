"""Figures drawn anew for a reader who hid and showed runs."""

from __future__ import annotations

import json
import time

import pytest

from runpress.project import find_project
from runpress.serve.eyes import Eyes, parse_eyes
from runpress.serve.preview import Preview
from runpress.themes import load_theme
from support.sites import write

FILES = {
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/one: one}\n",
    "docs/index.md": "---\nproject: acme/one\n---\n```runset\nname: all\nrun_settings: {c: {disabled: true}}\n```\n\n"
    "```panel\ntype: scalar\nmetric: summary.loss\n```\n",
    "one/runs.csv": "id,name,state,summary.loss\na,ada,finished,1\nb,bob,finished,2\nc,cyd,finished,6\n",
}


@pytest.fixture
def body(tmp_path):
    folder = write(tmp_path / "p", FILES)
    preview = Preview(lambda: (find_project(folder, environ={}), load_theme()), clock=time.monotonic)
    page = preview.page("index.md")
    assert page is not None
    (key,) = page.places
    return lambda eyes: str(preview.body("index.md", key, eyes))


def eyes(hidden: str = "", revealed: str = "") -> Eyes:
    return Eyes(frozenset(f"acme/one/{run}" for run in hidden), frozenset(f"acme/one/{run}" for run in revealed))


@pytest.mark.parametrize(
    ("seen", "text"),
    [
        (None, "1.5"),
        (eyes(), "1.5"),
        (eyes("a"), "2"),
        (eyes("", "c"), "3"),
        (eyes("ab", "c"), "6"),
        (eyes("c"), "1.5"),
    ],
)
def test_a_figure_is_of_the_runs_that_the_reader_shows(body, seen, text):
    assert f'class="scalar-value">{text}</p>' in body(seen)


def test_what_a_page_sends_is_read():
    sent = json.dumps({"hidden": ["p/q/a"], "revealed": ["p/q/b", 3]}).encode()
    assert parse_eyes(sent) == Eyes(frozenset({"p/q/a"}), frozenset({"p/q/b", "3"}))


@pytest.mark.parametrize(
    "sent",
    [None, b"", b"[]", b"null", b"{}", b'{"hidden": []}', b'{"hidden": 1, "revealed": []}', b"\xff", b"[" * 9999],
)
def test_anything_else_is_refused(sent):
    assert parse_eyes(sent) is None
