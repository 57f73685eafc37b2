"""What the operations of the local server work on: its stores, its clock, its source of tokens."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from queue import SimpleQueue

from runpress.server.addresses import IMAGES, UPLOADS
from runpress.server.store import Database, Projects, Shares, Views
from runpress.server.store.runs import Runs

_IMAGE_FOLDER = "-images"
_IMAGE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}\.(?:png|jpe?g|gif|webp|svg)", re.ASCII)


@dataclass(frozen=True)
class Server:
    """One local server. Clock and tokens come in, so that tests can say them."""

    database: Database
    folder: Path
    """Where files of runs are kept."""
    entity: str
    """Who the one user is, and where projects are made if a client names no entity."""
    clock: Callable[[], datetime]
    make_token: Callable[[], str]
    base_url: str = "http://127.0.0.1"
    """The server's own address, without a slash at its end."""
    upload_key: bytes = b""
    """Signs addresses that clients put bytes to."""
    changed_views: SimpleQueue[int] = field(default_factory=SimpleQueue)
    """The numbers of views that were saved or deleted, for whoever shows them."""

    @cached_property
    def projects(self) -> Projects:
        """All projects."""
        return Projects(self.database)

    @cached_property
    def views(self) -> Views:
        """All views."""
        return Views(self.database)

    @cached_property
    def shares(self) -> Shares:
        """All share links."""
        return Shares(self.database)

    @cached_property
    def runs(self) -> Runs:
        """All runs."""
        return Runs(self.database)

    def upload_url(self, path: str) -> str:
        """The address to put a file to: absolute, as clients need it, and signed, since they send no key there."""
        return f"{self.base_url}{UPLOADS}{path}?signature={self.signature(path)}"

    def image_address(self, view: int, name: str) -> tuple[str, str] | None:
        """Where to put an image of a view, and where it is shown then; None for a name that is none of an image."""
        if not _IMAGE_NAME.fullmatch(name):
            return None
        shown = f"{self.base_url}{IMAGES}{global_id('View', view)}/{name}"
        return self.upload_url(f"{_IMAGE_FOLDER}/{view}/{name}"), shown

    def image(self, view_id: str, name: str) -> Path | None:
        """The file of an image that was put; None if there is none. It outlives the view, as copies of it may."""
        number = number_of("View", view_id)
        if number is None or not _IMAGE_NAME.fullmatch(name):
            return None
        path = self.folder / _IMAGE_FOLDER / str(number) / name
        return path if path.is_file() else None

    def signature(self, path: str) -> str:
        """The signature of a quoted path."""
        return blake2b(path.encode(), key=self.upload_key, digest_size=16).hexdigest()

    def now(self) -> str:
        """The time as W&B's API writes it."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def global_id(kind: str, number: int | str) -> str:
    """An opaque id: base64 of `View:12`. ASCII content never gives a `/`, which addresses could not hold."""
    return base64.b64encode(f"{kind}:{number}".encode("ascii")).decode("ascii")


def number_of(kind: str, given: object) -> int | None:
    """The number in an id of this kind; `=` at its end may be missing. None if it is no such id."""
    if not isinstance(given, str):
        return None
    try:
        text = base64.b64decode(given.rstrip("=") + "=" * (-len(given.rstrip("=")) % 4), validate=True).decode("ascii")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    head, _, number = text.partition(":")
    return int(number) if head == kind and number.isascii() and number.isdigit() else None
