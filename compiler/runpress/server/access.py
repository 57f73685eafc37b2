"""Who may use the API: whoever has the key. Signed addresses need none."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Mapping


def has_key(headers: Mapping[str, str], key: str) -> bool:
    """Whether a request brings the key: as the password of HTTP Basic (user `api`), or as a bearer token."""
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return _is_same(given.strip(), key)
    if scheme.lower() != "basic":
        return False
    try:
        _, _, password = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return _is_same(password, key)


def _is_same(given: str, key: str) -> bool:
    return secrets.compare_digest(given.encode("utf-8", "replace"), key.encode())
