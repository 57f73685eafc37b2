"""From a change of files to messages for readers, and to one line for the author."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from traceback import format_exc
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from runpress.errors import RunpressError
from runpress.serve.addresses import STORED_VIEWS, page_of
from runpress.serve.hub import LIST, Hub
from runpress.serve.page import LivePage, changed_keys
from runpress.serve.preview import Preview, Update
from runpress.serve.telling import around_list, bring, gone

if TYPE_CHECKING:
    from runpress.serve.stored_views import StoredViews

Say = Callable[[str], None]


class Live:
    """Brings changes of a preview to its readers. `say` prints a line, `now` is the time of day."""

    def __init__(self, preview: Preview, hub: Hub, *, say: Say, now: Callable[[], datetime]) -> None:
        self._preview = preview
        self._hub = hub
        self._say = say
        self._now = now
        self._settings = _states(preview)
        self._fault = ""

    def folders(self) -> tuple[Path, ...]:
        """What to watch: documents, data, theme, settings."""
        project, theme = self._preview.project, self._preview.theme
        theme_folders = [path for folder in theme.folders for path in (folder, *_below(folder))]
        data = [path for path in project.data_paths if path.is_dir()]
        data += [path for folder in data for path in _below(folder)]
        config = [path.parent for path in project.config_files]
        return tuple(sorted({*self._preview.folders, *theme_folders, *data, *config}))

    async def changed(self, paths: list[str] | None) -> bool:
        """Follow a change; whether to look again soon."""
        started = time.perf_counter()
        try:
            update = await run_in_threadpool(self._update, paths)
            await self._send(update, started)
        except RunpressError as error:  # a template of the repository that cannot draw what a document has now
            self._wrong(str(error))
            return False
        except Exception as error:  # noqa: BLE001 - a bug is told of, and does not end the watch
            self._wrong(
                f"runpress has a bug ({type(error).__name__}): this page may be older than its file", format_exc()
            )
            return False
        self._wrong("")
        return update.is_unsettled

    def _wrong(self, text: str, details: str = "") -> None:
        """Say once what keeps pages from following, with details for the terminal, and that it is over."""
        if text == self._fault:
            return
        self._fault = text
        for path in self._hub.open_paths():
            self._hub.tell(self._hub.reading(path), {"type": "banner", "text": text})
        if text:
            self._line(f"{text}\n{details}".rstrip())

    def _update(self, paths: list[str] | None) -> Update:
        settings = _states(self._preview)
        if settings != self._settings:
            self._settings = settings
            update = self._preview.reload()
            self._settings = _states(self._preview) if update.is_new_site else settings
            if update.is_unsettled:
                self._settings = {}
            return update
        return self._preview.update(paths, watched=self._hub.open_paths())

    async def _send(self, update: Update, started: float) -> None:
        for page, before in update.pages:
            await self._send_page(page, before, started)
        for page in update.banners:
            self._hub.tell(self._hub.reading(page.document.path), {"type": "banner", "text": page.banner})
            self._line(f"{page.document.path}  {page.banner}")
        for path, keys in update.refreshed.items():
            readers = self._hub.reading(path)
            for reader in readers:
                reader.data = self._preview.data_version
            if keys:
                self._hub.tell(readers, {"type": "refresh", "keys": list(keys)})
                self._line(f"{path}  data of {_count(len(keys), 'panel')}")
        if update.is_new_site:
            self._tell_new_site(started)
        else:
            around = around_list(self._preview.site) if self._hub.reading(LIST) else {}
            self._hub.tell([one for one in self._hub.reading(LIST) if one.around != around], {"type": "reload"})

    async def _send_page(self, page: LivePage, before: LivePage, started: float) -> None:
        path = page.document.path
        readers = self._hub.reading(path)
        changed = changed_keys(page, before.keys)
        for reader in readers:
            await bring(self._preview, self._hub, reader)
        if before.banner:
            self._hub.tell(readers, {"type": "banner", "text": ""})
        self._line(f"{path}  {_count(changed, 'block')}  {(time.perf_counter() - started) * 1000:.0f} ms")

    async def view_changed(self, views: Callable[[], StoredViews], number: int) -> None:
        """Follow a view that a client saved or deleted: whoever reads it sees it as it is now."""
        started = time.perf_counter()
        stored = views()
        view_id = stored.numbered(number)
        path = stored.path(view_id)
        if not self._hub.reading(path):
            return
        before = await run_in_threadpool(self._preview.page, path)
        found = await run_in_threadpool(stored.page, view_id)
        if found is None:
            self._hub.tell(self._hub.reading(path), gone("The view"))
            return
        page = await run_in_threadpool(self._preview.stored_page, found.document, found.text)
        # After new settings nobody may have asked for the view yet; each reader is brought on from what it has.
        await self._send_page(page, before or page, started)

    def _tell_new_site(self, started: float) -> None:
        site = self._preview.site
        for path in self._hub.open_paths():
            there = path == LIST or path.startswith(STORED_VIEWS) or page_of(site, path) is not None
            readers = self._hub.reading(path)
            if there:
                self._hub.tell(readers, {"type": "reload"})
            else:
                self._hub.tell([reader for reader in readers if reader.had_page], gone(path))
        self._line(f"all pages  {(time.perf_counter() - started) * 1000:.0f} ms")

    def _line(self, text: str) -> None:
        self._say(f"{self._now():%H:%M:%S} {text}")


def _states(preview: Preview) -> dict[str, tuple[int, int]]:
    """The state of settings and theme."""
    files = [*preview.project.config_files]
    for folder in preview.theme.folders:
        files += [path for path in folder.rglob("*") if path.suffix in (".j2", ".css", ".js", ".svg", ".toml")]
    states: dict[str, tuple[int, int]] = {}
    for path in files:
        try:
            status = path.stat()
        except OSError:
            states[str(path)] = (-1, -1)
            continue
        states[str(path)] = (status.st_size, status.st_mtime_ns)
    return states


def _below(folder: Path) -> list[Path]:
    return [
        path
        for path in folder.rglob("*")
        if path.is_dir() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
