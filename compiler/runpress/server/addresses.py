"""Addresses of the local server that others need to know."""

from __future__ import annotations

from typing import Final

UPLOADS: Final = "/files/-/"
"""Where bytes are put, at addresses that the server signs."""
IMAGES: Final = "/docs/-/images/"
"""Where images of views are shown."""
