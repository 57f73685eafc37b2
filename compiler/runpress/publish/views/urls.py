"""The addresses at which people see views: W&B's own, on the host of the page, not of the API."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from runpress.codec.about import WORKSPACE

if TYPE_CHECKING:
    from runpress.client.values import StoredView

_API = re.compile(r"(?P<scheme>https?://)api\.wandb\.ai\b")
_APART = re.compile(r"[\s/?#%&\\-]+")


def app_url(base_url: str) -> str:
    """The host of the pages of an API's host. Only W&B's own service has two."""
    return _API.sub(r"\g<scheme>wandb.ai", base_url.rstrip("/"))


def view_url(base_url: str, view: StoredView, *, slug: str = "") -> str:
    """Where people see a view. What stands before a report's id is for people only: its title, or `slug`."""
    project = f"{app_url(base_url)}/{quote(view.entity)}/{quote(view.project)}"
    if view.type == WORKSPACE:
        return f"{project}?nw={quote(view.name.removeprefix('nw-').removesuffix('-v'))}"
    words = quote(_APART.sub("-", slug or view.title).strip("-"))
    return f"{project}/reports/{words}--{view.id.rstrip('=')}"
