"""The help of one command, in the words of our pages: no names of Python's types, no formulas."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand

_TYPE = re.compile(r"^(  \S+) <[\w\[\]]+>(?=  |$)", re.MULTILINE)
"""The type behind the name of an argument."""
_RANGE = re.compile(r"(?:(; )|\s*\[)(?:\d+<=)?x[<>]=\d+\]")
"""The least and greatest number of an option, behind its default or alone."""


class PlainCommand(TyperCommand):
    """A command whose help is for people who do not know what it is made with."""

    def get_help(self, ctx: Any) -> str:
        """The help that `--help` prints."""
        return plain(super().get_help(ctx))


def plain(text: str) -> str:
    """A help text without types and ranges; what is aligned stays so."""
    usage, rest = text.split("\n", 1) if "\n" in text else (text, "")
    usage = re.sub(r"\{(\S+?)\}", r"\1", usage).replace("[[", "[").replace("]]", "]")
    rest = _TYPE.sub(lambda found: found[0][: len(found[1])].ljust(len(found[0])), rest)
    rest = _RANGE.sub(lambda found: "]" if found[1] else "", rest)
    return "\n".join(line.rstrip() for line in f"{usage}\n{rest}".splitlines())
