"""Who a document is: its id, which a renamed file keeps, and the name of its view, which follows from the id."""

from __future__ import annotations

from hashlib import blake2b

from runpress.codec.about import Kind
from runpress.frozen import frozen
from runpress.publish.views.targets import Target

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_REPORT_LENGTH = 12
_WORKSPACE_LENGTH = 11


@frozen
class Identity:
    """A document's id, and what it is on the server."""

    document: str
    kind: Kind


def view_name(identity: Identity, target: Target) -> str:
    """The name of a document's view in a target: always the same, so that a view is found again by it.

    Names have the form of W&B's own: 12 characters for a report, `nw-` + 11 characters + `-v` for a workspace.
    """
    said = f"runpress\n{identity.kind}\n{identity.document}\n{target.key}"
    number = int.from_bytes(blake2b(said.encode(), digest_size=16).digest(), "big")
    if identity.kind == "workspace":
        return f"nw-{_base36(number, _WORKSPACE_LENGTH)}-v"
    return _base36(number, _REPORT_LENGTH)


def _base36(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, len(_DIGITS))
        digits.append(_DIGITS[digit])
    return "".join(digits)
