"""Every way in which editors save is seen, and a file saved half-way keeps the last good page."""

import html
import json
import os
import re
import socket
import subprocess
import threading
import time

import pytest

from support.sites import serving, write

TEXT = "# Page\n\nFirst words.\n\nMore words.\n"


class Stream:
    """The messages of a page, as they come."""

    def __init__(self, served, path):
        page = served.get(path)[2].decode()
        address = html.unescape(re.search(r'data-events="([^"]+)"', page)[1])
        self.connection = socket.create_connection(("127.0.0.1", served.port), timeout=300)
        request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{served.port}\r\n\r\n"
        self.connection.sendall(request.encode())
        self.messages = []
        self.arrived = threading.Condition()
        threading.Thread(target=self._read, daemon=True).start()
        self.wait(lambda message: message["type"] == "patch")

    def _read(self):
        rest = b""
        while True:
            try:
                part = self.connection.recv(65536)
            except OSError:
                return
            if not part:
                return
            rest += part
            *whole, rest = rest.split(b"\n\n")
            for event in whole:
                found = re.search(rb"data: (\{.*\})", event)
                if found:
                    with self.arrived:
                        self.messages.append(json.loads(found[1]))
                        self.arrived.notify_all()

    def wait(self, wanted, seconds=120.0):
        with self.arrived:
            done = self.arrived.wait_for(lambda: any(wanted(message) for message in self.messages), seconds)
        assert done, f"not seen in {seconds} s: {self.messages[-3:]}"
        return next(message for message in self.messages if wanted(message))

    def shows(self, text, seconds=120.0):
        return self.wait(
            lambda message: any(text in entry.get("html", "") for entry in message.get("order", [])), seconds
        )

    def clear(self):
        with self.arrived:
            self.messages.clear()

    def close(self):
        self.connection.shutdown(socket.SHUT_RDWR)
        self.connection.close()


def until(condition, seconds=120.0):
    """Wait for what comes a moment after a save."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def live(tmp_path):
    folder = write(tmp_path / "docs", {"index.md": TEXT, "other.md": "# Other\n"})
    with serving(folder, tmp_path / "log") as served:
        stream = Stream(served, "/docs/")
        yield folder, served, stream
        stream.close()


def in_place(path, text):
    path.write_text(text)


def by_renaming(path, text):
    fresh = path.with_name(".new")
    fresh.write_text(text)
    fresh.replace(path)


def like_vim(path, text):
    path.rename(path.with_name(path.name + "~"))
    path.write_text(text)
    path.with_name(path.name + "~").unlink()


def deleted_and_made_again(path, text):
    path.unlink()
    time.sleep(0.05)
    path.write_text(text)


def truncated_and_slow(path, text):
    with path.open("w") as file:
        file.flush()
        time.sleep(0.05)
        for at in range(0, len(text), 12):
            file.write(text[at : at + 12])
            file.flush()
            time.sleep(0.01)


def synced(path, text):
    with path.open("w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


STYLES = [in_place, by_renaming, like_vim, deleted_and_made_again, truncated_and_slow, synced]


@pytest.mark.parametrize("save", STYLES, ids=lambda style: style.__name__)
def test_the_last_content_is_shown_however_it_is_saved(live, save):
    folder, _, stream = live
    for at in range(3):
        save(folder / "index.md", TEXT + f"\nSaved {at} times over.\n")
        stream.shows(f"Saved {at} times over.")


def test_only_the_new_block_is_sent(live):
    folder, _, stream = live
    stream.clear()
    (folder / "index.md").write_text(TEXT.replace("First", "Inserted above.\n\nFirst"))
    message = stream.shows("Inserted above.")
    assert [bool(entry.get("html")) for entry in message["order"]] == [True, False, False]
    assert sorted(message["lines"].values()) == [3, 5, 7]


def test_a_file_in_another_encoding_keeps_the_last_good_page(live):
    folder, served, stream = live
    (folder / "index.md").write_bytes(TEXT.encode() + b"\n caf\xe9\n")
    banner = stream.wait(lambda message: message["type"] == "banner" and message["text"])
    assert "UTF-8" in banner["text"]
    assert b"First words." in served.get("/docs/")[2]
    stream.clear()
    (folder / "index.md").write_text(TEXT + "\nGood again.\n")
    stream.shows("Good again.")
    stream.wait(lambda message: message["type"] == "banner" and not message["text"])


def test_a_new_folder_and_a_document_in_it_are_seen(live):
    folder, served, stream = live
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "new.md").write_text("# New\n")
    stream.wait(lambda message: message["type"] == "reload")
    assert served.get("/docs/deep/er/new.html")[0] == 200
    other = Stream(served, "/docs/deep/er/new.html")
    (folder / "deep" / "er" / "new.md").write_text("# New\n\nSeen in a new folder.\n")
    other.shows("Seen in a new folder.")
    other.close()


def test_a_renamed_document_moves(live):
    folder, served, stream = live
    (folder / "other.md").rename(folder / "moved.md")
    stream.wait(lambda message: message["type"] == "reload")
    until(lambda: served.get("/docs/moved.html")[0] == 200)
    until(lambda: served.get("/docs/other.html")[0] == 404)


def test_a_deleted_document_leaves_its_readers_the_page(live):
    folder, served, _ = live
    other = Stream(served, "/docs/other.html")
    (folder / "other.md").unlink()
    banner = other.wait(lambda message: message["type"] == "banner")
    assert "other.md is not there any more" in banner["text"]
    other.close()


def test_a_deleted_folder_of_documents_leaves_its_readers_the_page_until_it_is_back(live):
    folder, served, stream = live
    stream.clear()
    folder.rename(folder.with_name("away"))
    banner = stream.wait(lambda message: message["type"] == "banner")
    assert banner["text"] == "index.md is not there any more. This is the page as it was before."
    folder.with_name("away").rename(folder)
    stream.wait(lambda message: message["type"] == "reload")
    assert b"First words." in served.get("/docs/")[2]


def test_deleted_settings_stay_in_force_until_they_are_back(tmp_path):
    folder = write(tmp_path / "p", {"mkdocs.yml": "site_name: Mine\ndocs_dir: docs\n", "docs/index.md": TEXT})
    settings = folder / "mkdocs.yml"
    with serving(folder, tmp_path / "log") as served:
        stream = Stream(served, "/docs/")
        settings.rename(folder / "aside")
        banner = stream.wait(lambda message: message["type"] == "banner")
        assert banner["text"] == "mkdocs.yml is not there any more. The settings are those from before."
        assert b"Mine" in served.get("/docs/")[2]
        (folder / "aside").rename(settings)
        stream.wait(lambda message: message["type"] == "reload")
        stream.clear()
        settings.write_text("")  # which says nothing, once it is clear that nothing more will come
        stream.wait(lambda message: message["type"] == "reload")
        assert b"Mine" not in served.get("/docs/")[2]
        stream.close()


def test_a_checkout_of_another_branch_is_seen(live):
    folder, served, stream = live

    def git(*arguments):
        identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init")
    git("add", ".")
    git("commit", "-m", "one")
    git("checkout", "-b", "two")
    for at in range(20):
        (folder / f"page-{at}.md").write_text("# Two\n")
    (folder / "index.md").write_text(TEXT + "\nOn branch two.\n")
    git("add", ".")
    git("commit", "-m", "two")
    git("checkout", "main")
    until(lambda: b"On branch two." not in served.get("/docs/")[2] and served.get("/docs/page-3.html")[0] == 404)
    stream.clear()
    git("checkout", "two")
    stream.shows("On branch two.")


def test_an_error_is_told_at_its_block(live):
    folder, _, stream = live
    stream.clear()
    (folder / "index.md").write_text(TEXT + "\n```panel\ntype: lime\n```\n")
    message = stream.wait(lambda message: message.get("findings"))
    finding = next(one for one in message["findings"] if "PN202" in one["html"])
    assert finding["key"] in {entry["key"] for entry in message["order"]}
    assert "index.md:8:7" in finding["html"]
