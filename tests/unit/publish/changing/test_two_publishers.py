"""Two publishers at once, from two machines, which no process lock keeps apart: one view, and nobody's text is gone unsaid."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from runpress.errors import DriftError, RunpressError
from support.publishing import REPORT, Bench, connected

WAYS = ("the same new document", "two new documents of one id", "two changes of one view")


class Publishers:
    """Two folders with one document each, of one id."""

    def __init__(self, desk: Bench, home: Path, number: int) -> None:
        self.desk = desk
        self.id = f"race-{number}"
        self.folders = [Bench(home / f"{number}{who}", desk.local, desk.capture) for who in "ab"]
        for one in self.folders:
            one.folder.mkdir()

    def write(self, *said: str) -> None:
        for one, text in zip(self.folders, said, strict=True):
            document = REPORT.replace("kind: report", f"kind: report\nid: {self.id}").replace("plateau", text)
            one.write("lr.md", document.replace("Cosine wins", self.id))

    def at_once(self) -> list[list[RunpressError]]:
        """Both publish; what went wrong for each."""
        faults: list[list[RunpressError]] = [[], []]
        barrier = threading.Barrier(2)

        def work(number: int) -> None:
            with connected(self.folders[number]) as direct:
                barrier.wait(timeout=300)
                published = direct.publish()
            faults[number] += [one.error for one in published.failed if one.error is not None]

        threads = [threading.Thread(target=work, args=(number,)) for number in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=300)
        assert not any(thread.is_alive() for thread in threads)
        return faults

    def said(self) -> str:
        """What the one view says."""
        (view,) = [view for view in self.desk.views() if view.display_name == self.id]
        return view.spec


def race(desk: Bench, home: Path, number: int) -> None:
    """One race; both texts are on the server or told to be refused, and everything converges."""
    two = Publishers(desk, home, number)
    way = WAYS[number % len(WAYS)]
    if way == WAYS[2]:
        two.write("plateau", "plateau")
        assert two.folders[0].publish().code == 0
    own = ("ridge", "ridge") if way == WAYS[0] else ("ridge", "summit")
    two.write(*own)
    faults = two.at_once()
    spec = two.said()
    won = [text in spec for text in own]
    assert any(won), f"{way}: neither is there"
    for is_there, found, one in zip(won, faults, two.folders, strict=True):
        assert all(isinstance(fault, DriftError) for fault in found), (way, found)
        if not is_there and not found:
            # The other one was there before this one planned, which left it alone.
            assert one.run("plan").last.endswith("1 drifted."), way
    assert two.folders[won.index(True)].run("plan").last == "Plan: 0 to create, 0 to update, 0 to delete, 0 drifted."


def test_two_publishers_at_once_make_one_view(desk: Bench, tmp_path: Path):
    for number in range(6):
        race(desk, tmp_path, number)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_50_races_of_two_publishers(desk: Bench, tmp_path: Path):
    for number in range(51):
        race(desk, tmp_path, number)
