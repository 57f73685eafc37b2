"""What a reader is told while its stream opens: nothing that happens meanwhile is lost, and nothing old comes last."""

import asyncio
import time
from datetime import UTC, datetime
from functools import partial

import pytest

from runpress.project import find_project
from runpress.serve.hub import Hub
from runpress.serve.live import Live
from runpress.serve.preview import Preview
from runpress.serve.telling import catch_up
from runpress.themes import load_theme
from support.sites import write
from support.streams import told

FILES = {
    "mkdocs.yml": "docs_dir: docs\nplugins:\n  - runpress:\n      data: {acme/one: one}\n",
    "docs/index.md": "---\nproject: acme/one\n---\n# Page\n\nFirst words.\n\n```panel\ntype: line\ny: loss\n```\n",
    "one/history.csv": "run,_step,loss\na,0,1\na,1,0.5\n",
}


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "p", FILES)


@pytest.fixture
def preview(folder):
    return Preview(lambda: (find_project(folder, environ={}), load_theme()), clock=time.monotonic)


@pytest.fixture
def hub():
    return Hub()


@pytest.fixture
def live(preview, hub):
    return Live(preview, hub, say=lambda _line: None, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))


def welcomed(preview, hub):
    """A tab that has the page, and no stream yet."""
    data = preview.data_version
    page = preview.page("index.md")
    return hub.reader(hub.welcome("index.md", page.keys, page.around, data=data))


def is_patch(message):
    return message["type"] == "patch"


def words(message):
    return "".join(entry.get("html", "") for entry in message.get("order", []))


def say(folder, text):
    (folder / "docs/index.md").write_text(FILES["docs/index.md"].replace("First words.", text))


def test_a_change_before_the_stream_is_told_at_its_opening(folder, preview, hub):
    reader = welcomed(preview, hub)
    say(folder, "Second words.")
    preview.update(None, watched=hub.open_paths())
    messages = told(hub, reader, partial(catch_up, preview, hub), until=is_patch)
    assert [message["type"] for message in messages] == ["hello", "patch"]
    assert "Second words." in words(messages[-1])


def test_a_change_while_the_stream_opens_is_told(folder, preview, hub, live):
    async def greet(reader):
        await catch_up(preview, hub, reader)
        say(folder, "Second words.")
        await live.changed(None)

    messages = told(hub, welcomed(preview, hub), greet, until=lambda message: "Second words." in words(message))
    assert [message["type"] for message in messages] == ["hello", "patch", "patch"]


def test_a_reader_who_waits_for_its_turn_is_told_what_is_there_then(folder, preview, hub):
    async def greet(reader):
        async with reader.turn:
            waiting = asyncio.create_task(catch_up(preview, hub, reader))
            await asyncio.sleep(0)
            say(folder, "Second words.")
            preview.update(None, watched=hub.open_paths())
        await waiting
        await catch_up(preview, hub, reader)

    counts = iter(range(10))
    messages = told(hub, welcomed(preview, hub), greet, until=lambda _: next(counts) == 2)
    assert ["Second words." in words(message) for message in messages] == [False, True, False]


def test_a_bug_is_told_of_and_does_not_end_the_watch(folder, preview, hub, monkeypatch):
    said = []
    live = Live(preview, hub, say=said.append, now=lambda: datetime(2026, 1, 1, tzinfo=UTC))

    def broken(_paths, **_):
        raise ZeroDivisionError("of ours")

    async def greet(reader):
        await catch_up(preview, hub, reader)
        say(folder, "Second words.")
        with monkeypatch.context() as patched:
            patched.setattr(preview, "update", broken)
            for _ in range(2):
                assert not await live.changed(None)
        await live.changed(None)

    messages = told(hub, welcomed(preview, hub), greet, until=lambda message: message.get("text") == "")
    text = "runpress has a bug (ZeroDivisionError): this page may be older than its file"
    assert [message["text"] for message in messages if message["type"] == "banner"] == [text, ""]
    assert [line.splitlines()[0] for line in said if "bug" in line] == [f"00:00:00 {text}"]
    assert any("of ours" in line for line in said)
    assert "Second words." in "".join(map(words, messages))


def test_new_data_before_the_stream_are_drawn_at_its_opening(folder, preview, hub):
    reader = welcomed(preview, hub)
    (folder / "one/history.csv").write_text("run,_step,loss\na,0,1\na,1,0.25\n")
    preview.update(None, watched=hub.open_paths())
    messages = told(hub, reader, partial(catch_up, preview, hub), until=lambda message: message["type"] == "refresh")
    assert messages[-1] == {"type": "refresh"}


def test_a_reader_of_a_page_that_is_not_there_is_told_when_it_is_and_nothing_before(folder, preview, hub, live):
    async def greet(reader):
        await catch_up(preview, hub, reader)
        write(folder, {"docs/other.md": "# Other\n"})
        await live.changed(None)
        write(folder, {"docs/second.md": "# Second\n"})
        await live.changed(None)

    reader = hub.reader(hub.welcome("second.md", frozenset(), {}, data=preview.data_version))
    messages = told(hub, reader, greet, until=lambda message: message["type"] != "hello")
    assert [message["type"] for message in messages] == ["hello", "reload"]


def test_a_page_that_came_before_its_reader_listened_is_loaded_anew(preview, hub):
    reader = hub.reader(hub.welcome("index.md", frozenset(), {}, data=preview.data_version))
    messages = told(hub, reader, partial(catch_up, preview, hub), until=lambda message: message["type"] != "hello")
    assert [message["type"] for message in messages] == ["hello", "reload"]
