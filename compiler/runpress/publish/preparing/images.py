"""Local images of reports: uploaded once by content, and shown from where the server keeps them.

An image is known by a digest of its bytes, which is its name on the server: one whose name the server's spec has
already is not sent again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from runpress.client.images import NoUploadError, image_address, image_name
from runpress.codec.json_text import Json, dumps, objects_in
from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import publishing as codes
from runpress.frozen import frozen
from runpress.model.view import Report
from runpress.project.files import UnreadableError, read_bytes
from runpress.project.links import urls_of

if TYPE_CHECKING:
    from pathlib import Path

    from runpress.client.graphql import GraphQL
    from runpress.client.values import StoredView
    from runpress.publish.preparing.documents import LocalView

LARGEST = 20 * 1024 * 1024
"""Bytes."""


@frozen
class Upload:
    """An image that is to be sent before its report is."""

    file: Path
    name: str
    """Its name on the server."""
    shown: str
    """The address that will show it."""


@dataclass(slots=True)
class Images:
    """A spec whose images are on the server, as far as that is known."""

    spec: dict[str, Json]
    uploads: list[Upload] = field(default_factory=list)
    waiting: int = 0
    """How many images can be sent only when the view is there."""
    findings: list[Diagnostic] = field(default_factory=list)


def with_images(spec: dict[str, Json], local: LocalView, view: StoredView | None, graphql: GraphQL) -> Images:
    """The spec of a report with the addresses of its local images. Asks the server about those that are new."""
    found = Images(spec)
    files = dict(_local_images(spec, local))
    if not files:
        return found
    if view is None:
        found.waiting = len(files)
        return found
    changes: dict[str, str] = {}
    known = _addresses(view.spec)
    for url, file in files.items():
        try:
            upload = _upload(file, view, graphql, known)
        except (UnreadableError, NoUploadError) as error:
            found.findings.append(_not_sent(url, local, str(error)))
            continue
        changes[url] = upload.shown
        found.uploads += [] if upload.name in known else [upload]
    found.spec = with_addresses(spec, changes)
    return found


def as_written(stored: dict[str, Json], own: Json, local: LocalView) -> dict[str, Json]:
    """A server's spec with the document's own addresses for those images that are its local files.

    `own` is the spec that the document compiles to.
    """
    known = _addresses(dumps(stored))
    changes: dict[str, str] = {}
    for url, file in _local_images(own, local):
        try:
            name = image_name(read_bytes(file, limit=LARGEST), PurePosixPath(file.name).suffix)
        except (UnreadableError, NoUploadError):
            continue
        if name in known:
            changes.setdefault(known[name], url)
    return with_addresses(stored, changes) if changes else stored


def with_addresses(spec: Mapping[str, Json], changes: Mapping[str, str]) -> dict[str, Json]:
    """A spec with other addresses for some images."""
    return {key: _replaced(inner, changes) for key, inner in spec.items()}


def _replaced(value: Json, changes: Mapping[str, str]) -> Json:
    if isinstance(value, list):
        return [_replaced(inner, changes) for inner in value]
    if not isinstance(value, dict):
        return value
    new = with_addresses(value, changes)
    if new.get("type") == "image" and isinstance(new.get("url"), str):
        new["url"] = changes.get(new["url"], new["url"])
    return new


def _upload(file: Path, view: StoredView, graphql: GraphQL, known: Mapping[str, str]) -> Upload:
    """An image and its address. Raises `UnreadableError`, and `NoUploadError` if the server takes none."""
    name = image_name(read_bytes(file, limit=LARGEST), PurePosixPath(file.name).suffix)
    shown = known[name] if name in known else image_address(graphql, view.id, name).shown
    return Upload(file, name, shown)


def _local_images(spec: Json, local: LocalView) -> Iterator[tuple[str, Path]]:
    """The images of a spec that are files of the project: the address as it is written, and the file."""
    for block in objects_in(spec):
        url = block.get("url")
        if block.get("type") == "image" and isinstance(url, str) and url:
            target = local.site.links.resolve(local.document, url)
            if target is not None and target.kind == "file" and target.path in local.site.links.files:
                yield url, local.site.links.files[target.path].file


def _addresses(spec_text: str) -> dict[str, str]:
    """The images that a stored spec shows, by the last part of their addresses."""
    import json

    try:
        spec = json.loads(spec_text)
    except (ValueError, RecursionError):
        return {}
    urls = [block["url"] for block in objects_in(spec) if block.get("type") == "image"]
    return {url.partition("?")[0].rpartition("/")[2]: url for url in urls if isinstance(url, str)}


def _not_sent(url: str, local: LocalView, reason: str) -> Diagnostic:
    blocks = local.view.blocks if isinstance(local.view, Report) else ()
    span = next((span for found, span in urls_of(blocks) if found == url and span is not None), None)
    return codes.IMAGE_NOT_SENT.at(
        span or local.source.span(0),
        f"the image `{url}` is not shown on the server: {reason}",
        help="put it where readers can reach it, and write that address",
    )
