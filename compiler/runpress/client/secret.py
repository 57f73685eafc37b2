"""A value that is never shown: not by print, logs, tracebacks, pickle or JSON."""

from __future__ import annotations

import base64
from typing import NoReturn


class Secret:
    """A key. `reveal` gives its text, to the one place that sends it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The text itself."""
        return self._text

    def hidden_in(self, text: str) -> str:
        """A text of someone else's without this one in it, plain or as the header of a request has it."""
        if not self._text:
            return text
        encoded = base64.b64encode(f"api:{self._text}".encode()).decode()
        return text.replace(self._text, "***").replace(encoded, "***")

    def __repr__(self) -> str:
        return "***"

    __str__ = __repr__

    def __format__(self, _: str) -> str:
        return "***"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written anywhere")

    def __bool__(self) -> bool:
        return bool(self._text)
