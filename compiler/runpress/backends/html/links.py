"""Where the links of one document lead, as its page writes them."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from runpress.backends.html.escape import SafeUrl, image_url, link_url, safe_anchor
from runpress.backends.html.site import Site
from runpress.project.documents import Document
from runpress.project.files import FoundFile, UnreadableError, read_bytes
from runpress.project.targets import Target, relative_url

_INLINE_TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
}
_INLINE_LIMIT = 20 * 1024 * 1024
_UPLOADED = re.compile(r"[A-Za-z0-9=]+/[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
"""A view and a name, behind the address of uploads."""


class SiteLinks:
    """Links of a document in a site. `title_anchor` is the anchor of the heading that became the page's title;
    `inline` puts images into the page itself; `is_versioned` gives an image another address when its file changes.
    """

    def __init__(
        self,
        document: Document,
        site: Site,
        *,
        title_anchor: str,
        inline: Callable[[FoundFile], SafeUrl | None] | None = None,
        is_versioned: bool = False,
    ) -> None:
        self._is_versioned = is_versioned
        self._document = document
        self._targets = site.targets
        self._shown = site.by_path
        self._title_anchor = title_anchor
        self._inline = inline
        self._uploads = site.uploads
        self._uploaded = site.uploaded

    def link(self, url: str) -> SafeUrl | None:
        """The target of a link; None if readers must not follow it."""
        checked = link_url(url)
        if checked is None:
            return None
        target = self._targets.resolve(self._document, url)
        if target is None or target.kind == "missing":
            return checked
        if target.document is not None and target.document.path not in self._shown:
            return None
        if target.document is self._document and target.fragment and target.fragment == self._title_anchor:
            return SafeUrl("#rp-title")
        if target.fragment and not (target.document is self._document and target.fragment.startswith("rp-fn")):
            target = Target(target.kind, target.path, safe_anchor(target.fragment), target.query, target.document)
        return SafeUrl(relative_url(self._document.url, target))

    def image(self, url: str) -> SafeUrl | None:
        """The source of an image: a file of the project, one that was uploaded here, or an inline bitmap."""
        if self._uploads and url.startswith(self._uploads) and _UPLOADED.fullmatch(url, len(self._uploads)):
            return self._upload(url)
        checked = image_url(url)
        if checked is None or checked.startswith("data:"):
            return checked
        target = self._targets.resolve(self._document, url)
        if target is None or target.kind != "file":
            return None
        file = self._targets.files[target.path]
        if self._inline is not None:
            return self._inline(file)
        if self._is_versioned:
            target = replace(target, query=f"v={file.mtime_ns:x}", fragment="")
        return SafeUrl(relative_url(self._document.url, target))

    def _upload(self, url: str) -> SafeUrl | None:
        """The source of an image that was uploaded here."""
        if self._inline is None:
            return SafeUrl(urlsplit(url).path)
        file = self._uploaded(url.removeprefix(self._uploads)) if self._uploaded is not None else None
        return None if file is None else self._inline(file)


def inline_image(file: FoundFile) -> SafeUrl | None:
    """An image as part of the page itself; None if it is none, or too large."""
    kind = _INLINE_TYPES.get(PurePosixPath(file.path).suffix.lower())
    if kind is None:
        return None
    try:
        content = read_bytes(file.file, limit=_INLINE_LIMIT)
    except UnreadableError:
        return None
    return SafeUrl(f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}")
