"""The theme's files as pages use them: beside the pages, or inside each."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from runpress.frozen import frozen
from runpress.themes import Theme

ASSETS = "assets/runpress"
"""The folder of the theme's files in a site."""


@frozen
class Assets:
    """How pages name the theme's files, before the way from the page to the root is put in front."""

    style: str
    early: str
    script: str
    icon: str
    is_inline: bool = False

    def seen_from(self, root: str) -> Mapping[str, Any]:
        """As templates read them, in a page from which `root` leads to the root of the site."""
        put = (lambda text: text) if self.is_inline else (lambda href: f"{root}{href}" if href else "")
        return {
            "style": put(self.style),
            "early": put(self.early),
            "script": put(self.script),
            "icon": put(self.icon),
            "is_inline": self.is_inline,
        }


def theme_assets(theme: Theme) -> tuple[Assets, dict[str, bytes]]:
    """The theme's files under names that change with their content, and how pages call them."""
    files: dict[str, bytes] = {}
    names: dict[str, str] = {}
    for name, content in theme.assets.items():
        path = PurePosixPath(name)
        digest = hashlib.blake2b(content, digest_size=4).hexdigest()
        names[name] = f"{ASSETS}/{path.stem}-{digest}{path.suffix}"
        files[names[name]] = content
    assets = Assets(
        style=names["theme.css"],
        early=names["early.js"],
        script=names["page.js"],
        icon=names.get("favicon.svg", ""),
    )
    return assets, files


def inline_assets(theme: Theme) -> Assets:
    """The theme's files as texts that stand in the page."""
    texts = {name: theme.assets[name].decode("utf-8") for name in ("theme.css", "early.js", "page.js")}
    return Assets(
        style=_closed(texts["theme.css"], "style"),
        early=_closed(texts["early.js"], "script"),
        script=_closed(texts["page.js"], "script"),
        icon="",
        is_inline=True,
    )


def _closed(text: str, element: str) -> str:
    r"""Text that cannot end the element around it; `<\/` means the same in scripts and styles."""
    return re.sub(rf"</(?={element})", r"<\\/", text, flags=re.IGNORECASE)
