"""The words of a filter, and how far they are read."""

from __future__ import annotations

from runpress.model.filters.faults import unexpected
from runpress.model.filters.tokens import Token


class Words:
    """Steps through the words of a filter; the last is the end, which stays."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    @property
    def now(self) -> Token:
        """The next word."""
        return self.tokens[self.at]

    @property
    def next(self) -> Token:
        """The word after the next one."""
        return self.tokens[min(self.at + 1, len(self.tokens) - 1)]

    @property
    def before(self) -> Token:
        """The last word that was read."""
        return self.tokens[max(self.at - 1, 0)]

    @property
    def is_over(self) -> bool:
        """Whether every word is read."""
        return self.now.kind == "end"

    def advance(self) -> Token:
        """Read the next word."""
        token = self.now
        if token.kind != "end":
            self.at += 1
        return token

    def expect(self, text: str, *, wanted: str) -> Token:
        """Read a sign, or raise a Fault."""
        if self.now.text != text:
            raise unexpected(self.now, wanted=wanted)
        return self.advance()
