"""Render pages, in several processes where there are enough of them."""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from runpress.backends.html.memory import PageRecord
from runpress.frozen import frozen
from runpress.project.documents import Document
from runpress.project.files import write_whole

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkContext
    from multiprocessing.sharedctypes import Synchronized

    # What compiles and draws is not needed by a build with nothing to do.
    from runpress.backends.html.renderer import Renderer

_Counter: TypeAlias = "Synchronized[int]"
Changed: TypeAlias = tuple[Document, str]
"""A document whose page is to be made, with the key of the page."""
_WORTH_A_PROCESS = 40
_MOST_PROCESSES = 4
_LARGEST_HANDFUL = 25
"""Pages that lie beside each other share their navigation: better that one process renders them."""


@frozen
class Work:
    """What each process needs to render pages."""

    renderer: Renderer
    out: Path
    contents: Mapping[str, bytes]
    name: str = ""

    def make(self, document: Document, key: str) -> PageRecord:
        """Render a page and write it; what is remembered of it."""
        html, record = self.renderer.page(document, self.contents[document.path], key)
        target = self.out / (self.name or document.url)
        try:
            write_whole(target, html, is_durable=False)
        except FileNotFoundError:  # the first page of its folder
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, html, is_durable=False)
        return record


def rendered(
    work: Work,
    changed: Sequence[Changed],
    *,
    has_data: bool,
) -> Iterable[tuple[Document, PageRecord]]:
    """Render pages, in several processes where there are enough of them.

    Pages that read run data stay in this process: the engine's cache is not for two writers.
    """
    ours = [pair for pair in changed if has_data and b"panel" in work.contents[pair[0].path]]
    free = [pair for pair in changed if not (has_data and b"panel" in work.contents[pair[0].path])]
    can_fork = hasattr(os, "fork") and threading.active_count() == 1
    processes = min(os.cpu_count() or 1, _MOST_PROCESSES) if can_fork and len(free) >= _WORTH_A_PROCESS else 1
    if processes == 1:
        yield from ((document, work.make(document, key)) for document, key in changed)
        return
    # The longest page needs most of what pages need at all; what it loads, the other processes then have, too.
    first = max(free, key=lambda pair: len(work.contents[pair[0].path]))
    yield first[0], work.make(*first)
    gc.freeze()
    yield from _shared(work, ours, [pair for pair in free if pair is not first], helpers=processes - 1)


def _shared(
    work: Work, ours: list[Changed], free: list[Changed], *, helpers: int
) -> Iterable[tuple[Document, PageRecord]]:
    """Render `ours` here and share `free` with other processes, a handful at a time."""
    import multiprocessing  # which a few pages do not need

    context = multiprocessing.get_context("fork")
    chunks = list(_handfuls(free, processes=helpers + 1))
    counter = context.Value("i", 0)
    started = [_Helper(context, work, chunks, counter) for _ in range(helpers)]
    try:
        for document, key in ours:
            yield document, work.make(document, key)
        while (at := _next(counter)) < len(chunks):
            for document, key in chunks[at]:
                yield document, work.make(document, key)
        for helper in started:
            yield from helper.received(chunks)
    finally:
        for helper in started:
            helper.end()


def _handfuls(pages: Sequence[Changed], *, processes: int) -> Iterator[Sequence[Changed]]:
    """Pages in handfuls that grow smaller, so that all processes end at about the same time."""
    at = 0
    while at < len(pages):
        size = min(_LARGEST_HANDFUL, -(-(len(pages) - at) // (4 * processes)))
        yield pages[at : at + size]
        at += size


class _Helper:
    """Another process that renders pages, and what it will tell."""

    def __init__(self, context: ForkContext, work: Work, chunks: list[Sequence[Changed]], counter: _Counter) -> None:
        self._receiver, sender = context.Pipe(duplex=False)
        self._process = context.Process(target=_help, args=(work, chunks, counter, sender), daemon=True)
        self._process.start()
        sender.close()

    def received(self, chunks: list[Sequence[Changed]]) -> Iterable[tuple[Document, PageRecord]]:
        """The pages that it made, once it is done."""
        answer = self._receiver.recv()
        if isinstance(answer, Exception):
            raise answer
        for at, records in answer:
            yield from ((document, record) for (document, _), record in zip(chunks[at], records, strict=True))

    def end(self) -> None:
        """Wait for its end, and see to it."""
        self._receiver.close()
        if self._process.is_alive():
            self._process.join(timeout=5)
        if self._process.is_alive():
            self._process.terminate()
        self._process.join()


def _next(counter: _Counter) -> int:
    with counter.get_lock():
        at = counter.value
        counter.value = at + 1
    return at


def _help(work: Work, chunks: list[Sequence[Changed]], counter: _Counter, sender: Connection) -> None:
    """Another process: take handfuls until there are none, then tell what was made."""
    try:
        made: list[tuple[int, list[PageRecord]]] = []
        while (at := _next(counter)) < len(chunks):
            made.append((at, [work.make(document, key) for document, key in chunks[at]]))
        sender.send(made)
    except BaseException as error:  # noqa: BLE001 - it is raised again, where it can be shown
        sender.send(error if isinstance(error, Exception) else RuntimeError("interrupted"))
    finally:
        sender.close()
