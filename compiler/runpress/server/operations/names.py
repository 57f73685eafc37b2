"""Names that addresses can hold."""

from __future__ import annotations

from runpress.server.graphql import RefusedError

LONGEST_NAME = 128
_FORBIDDEN = frozenset("/\\#?%:")
_FOLDERS = (".", "..")


def check_name(name: str, kind: str) -> None:
    """Refuse a name of an entity or a project that an address could not hold."""
    if name in ("", *_FOLDERS) or len(name) > LONGEST_NAME or set(name) & _FORBIDDEN or not name.isprintable():
        raise RefusedError(
            f"invalid {kind} name `{name[:LONGEST_NAME]}`: 1 to {LONGEST_NAME} characters, none of /\\#?%:"
        )
