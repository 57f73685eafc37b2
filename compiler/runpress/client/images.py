"""Images of reports: bytes are put to an address that the server gives for a view, and shown from another one.

The name is a digest of the content, so that the same image has the same name in every version of a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from runpress.client.graphql import GraphQL, Operation, RefusedError
from runpress.client.values import mapping, text
from runpress.errors import RunpressError
from runpress.frozen import frozen

_ADDRESS = Operation(
    "ReportImageUploadUrl",
    "query ReportImageUploadUrl($id: ID!, $name: String!) { view(id: $id) {"
    " imageUploadUrl(name: $name) { url publicUrl } uploadHeaders } }",
)


class NoUploadError(RunpressError):
    """The server offers no way to upload images of reports."""

    exit_code = 1


def image_name(content: bytes, suffix: str) -> str:
    """The name of an image on servers: a digest of its content, and what kind of file it is."""
    return f"{blake2b(content, digest_size=16).hexdigest()}{suffix.lower()}"


@frozen
class ImageAddress:
    """Where the bytes of an image go, with which headers, and where it is shown."""

    url: str
    shown: str
    headers: Mapping[str, str]


def image_address(graphql: GraphQL, view_id: str, name: str) -> ImageAddress:
    """The addresses of an image of a view that is there. Nothing is changed by asking.

    Raises `NoUploadError` where the server has no such operation.
    """
    try:
        view = mapping(graphql.ask(_ADDRESS, {"id": view_id, "name": name}).get("view"))
    except RefusedError as refused:
        raise NoUploadError(f"{graphql.host} takes no images of reports: {refused}") from None
    address = mapping(view.get("imageUploadUrl"))
    url, shown = text(address, "url"), text(address, "publicUrl")
    if not url or not shown:
        raise NoUploadError(f"{graphql.host} takes no images of reports")
    headers = view.get("uploadHeaders")
    return ImageAddress(url, shown, _headers(headers if isinstance(headers, list) else []))


def upload_image(graphql: GraphQL, view_id: str, name: str, content: bytes) -> str:
    """Put an image to the server, for a view that is there; the address that shows it.

    Raises `NoUploadError` where the server has no such operation, `NetworkError` if the bytes did not arrive.
    """
    address = image_address(graphql, view_id, name)
    graphql.put(address.url, content, headers=dict(address.headers))
    return address.shown


def _headers(lines: list[object]) -> dict[str, str]:
    """Headers from lines such as `Content-Type:image/png`."""
    pairs = [line.partition(":") for line in lines if isinstance(line, str)]
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}
