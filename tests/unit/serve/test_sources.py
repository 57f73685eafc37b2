"""Texts as they are saved: what looks half saved is waited for, and no longer than a moment."""

import pytest

from runpress.project import Document, find_project
from runpress.project.documents import documents_of
from runpress.serve.sources import PATIENCE_SECONDS, Reading, Sources
from support.sites import write

TEXT = "# Page\n\nFirst words.\n\nMore words.\n"
WAITS = Reading(is_doubtful=True)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sources(clock: Clock) -> Sources:
    return Sources(clock)


@pytest.fixture
def document(tmp_path) -> Document:
    folder = write(tmp_path / "docs", {"index.md": TEXT})
    return documents_of(find_project(folder, environ={}).files())[0]


def test_a_text_is_new_once(sources, document):
    assert sources.read(document) == Reading(text=TEXT)
    assert sources.read(document) == Reading()
    assert sources.text("index.md") == TEXT


@pytest.mark.parametrize("half", ["", "# Page\n\nFirst", TEXT[:-1]], ids=["empty", "cut off", "without its end"])
def test_the_beginning_of_the_last_text_is_waited_for(half, sources, document, clock):
    sources.read(document)
    document.file.write_text(half)
    assert sources.read(document) == WAITS
    clock.now = PATIENCE_SECONDS / 2
    assert sources.read(document) == WAITS
    assert sources.text("index.md") == TEXT
    document.file.write_text(TEXT + "Back.")
    assert sources.read(document) == Reading(text=TEXT + "Back.")


def test_what_stays_half_was_meant(sources, document, clock):
    sources.read(document)
    document.file.write_text("# Page\n")
    assert sources.read(document) == WAITS
    clock.now = PATIENCE_SECONDS
    assert sources.read(document) == Reading(text="# Page\n")


def test_a_file_that_is_gone_is_waited_for_and_then_told_once(sources, document, clock):
    sources.read(document)
    document.file.unlink()
    assert sources.read(document) == WAITS
    clock.now = PATIENCE_SECONDS
    trouble = "index.md is not there any more. This is the page as it was before."
    assert sources.read(document) == Reading(trouble=trouble, is_doubtful=True)
    assert sources.read(document) == WAITS
    document.file.write_text(TEXT)
    assert sources.read(document) == Reading(text=TEXT)


def test_bytes_that_are_no_text_are_told_with_their_place(sources, document, clock):
    sources.read(document)
    document.file.write_bytes(TEXT.encode() + b"caf\xe9")
    sources.read(document)
    clock.now = PATIENCE_SECONDS
    assert "index.md cannot be shown: " in sources.read(document).trouble
