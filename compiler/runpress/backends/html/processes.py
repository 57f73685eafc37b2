"""Render pages, in two processes where there are enough of them."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from runpress.backends.html.cache import PageRecord, write_atomically
from runpress.project.documents import Document

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.sharedctypes import Synchronized

    # What compiles and draws is not needed by a build with nothing to do.
    from runpress.backends.html.renderer import Renderer

_Counter: TypeAlias = "Synchronized[int]"
_WORTH_A_PROCESS = 40
_PROCESSES = 2
_CHUNK = 10


@dataclass(frozen=True, slots=True)
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
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, html)
        return record


def rendered(
    work: Work,
    changed: Sequence[tuple[Document, str]],
    *,
    has_data: bool,
) -> Iterable[tuple[Document, PageRecord]]:
    """Render pages, in two processes where there are enough of them.

    Pages that read run data stay in this process: the engine's cache is not for two writers.
    """
    can_fork = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if len(changed) < _WORTH_A_PROCESS or (os.cpu_count() or 1) < _PROCESSES or not can_fork:
        yield from ((document, work.make(document, key)) for document, key in changed)
        return
    if has_data:
        ours = [pair for pair in changed if b"panel" in work.contents[pair[0].path]]
        free = [pair for pair in changed if b"panel" not in work.contents[pair[0].path]]
    else:
        ours, free = [], list(changed)
    yield from _shared(work, ours, free)


def _shared(
    work: Work, ours: list[tuple[Document, str]], free: list[tuple[Document, str]]
) -> Iterable[tuple[Document, PageRecord]]:
    """Render `ours` here and share `free` with a second process, a handful at a time."""
    # The first page loads what all of them need; the other process then has it, too.
    first, free = free[:1], free[1:]
    yield from ((document, work.make(document, key)) for document, key in first)
    context = multiprocessing.get_context("fork")
    chunks = [free[at : at + _CHUNK] for at in range(0, len(free), _CHUNK)]
    counter = context.Value("i", 0)
    receiver, sender = context.Pipe(duplex=False)
    helper = context.Process(target=_help, args=(work, chunks, counter, sender), daemon=True)
    helper.start()
    sender.close()
    try:
        for document, key in ours:
            yield document, work.make(document, key)
        while (at := _next(counter)) < len(chunks):
            for document, key in chunks[at]:
                yield document, work.make(document, key)
        yield from _received(receiver, chunks)
    finally:
        receiver.close()
        if helper.is_alive():
            helper.join(timeout=5)
        if helper.is_alive():
            helper.terminate()
        helper.join()


def _next(counter: _Counter) -> int:
    with counter.get_lock():
        at = counter.value
        counter.value = at + 1
    return at


def _help(work: Work, chunks: list[list[tuple[Document, str]]], counter: _Counter, sender: Connection) -> None:
    """The second process: take handfuls until there are none, then tell what was made."""
    try:
        made: list[tuple[int, list[PageRecord]]] = []
        while (at := _next(counter)) < len(chunks):
            made.append((at, [work.make(document, key) for document, key in chunks[at]]))
        sender.send(made)
    except BaseException as error:  # noqa: BLE001 - it is raised again, where it can be shown
        sender.send(error if isinstance(error, Exception) else RuntimeError("interrupted"))
    finally:
        sender.close()


def _received(receiver: Connection, chunks: list[list[tuple[Document, str]]]) -> Iterable[tuple[Document, PageRecord]]:
    answer = receiver.recv()
    if isinstance(answer, Exception):
        raise answer
    for at, records in answer:
        yield from ((document, record) for (document, _), record in zip(chunks[at], records, strict=True))
