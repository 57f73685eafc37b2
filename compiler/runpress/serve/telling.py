"""Tell one reader how a page is now: while it is open, and when its stream opens or opens again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool

from runpress.serve.hub import LIST

if TYPE_CHECKING:
    from runpress.backends.html.site import Site
    from runpress.serve.hub import Hub, Reader
    from runpress.serve.page import LivePage
    from runpress.serve.preview import Preview


def gone(path: str) -> dict[str, Any]:
    """The message for readers of a document that is no more."""
    return {"type": "banner", "text": f"{path} is not there any more. This is the page as it was before."}


def around_list(site: Site) -> dict[str, str]:
    """What the list of all documents shows, as a reader of it has it."""
    return {document.url: site.titles[document.path] for document in site.documents}


async def bring(preview: Preview, hub: Hub, reader: Reader) -> LivePage | None:
    """Bring a reader to its page as it is now; the page, None where there is none any more.

    One at a time for each reader: of two changes at once, what is told last is what is there last.
    """
    async with reader.turn:
        page = await run_in_threadpool(preview.page, reader.path)
        if page is None:
            if reader.had_page:
                hub.tell([reader], gone(reader.path))
            return None
        had = reader.known, reader.around
        reader.known, reader.around = page.keys, page.around
        hub.tell([reader], await run_in_threadpool(preview.patch, page, *had))
        return page


async def catch_up(preview: Preview, hub: Hub, reader: Reader) -> None:
    """Tell a reader, whose stream is open already, all that changed since it last had one."""
    if reader.path == LIST:
        if reader.around != around_list(preview.site):
            hub.tell([reader], {"type": "reload"})
        return
    page = await bring(preview, hub, reader)
    if page is not None and page.banner:
        hub.tell([reader], {"type": "banner", "text": page.banner})
    if reader.data != preview.data_version:
        reader.data = preview.data_version
        hub.tell([reader], {"type": "refresh"})
