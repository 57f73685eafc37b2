"""Pieces of Markdown that GitHub, MkDocs and runpress read alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WRITTEN_BY = "<!-- Written by `make reference` from the declarations in the program. Change those, not this page. -->"


def page(title: str, *parts: str) -> str:
    """A page: front matter, then parts with empty lines between them."""
    front = f"---\ntitle: {title}\n---"
    return "\n\n".join([front, WRITTEN_BY, *(part.strip("\n") for part in parts if part)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a cell may hold several lines."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def code(text: str) -> str:
    """Text as code, or nothing."""
    return f"`{text}`" if text else ""


def fence(info: str, body: str) -> str:
    """A fence, shown and not drawn."""
    return f"````markdown\n```{info}\n{body.rstrip()}\n```\n````"


def lines(*parts: str) -> str:
    """The parts that are not empty, one a line of a cell."""
    return "\n".join(part for part in parts if part)


def listed(names: Iterable[str], last: str = "or") -> str:
    """Names as code: "`y`, `metric_regex` or `custom_expressions`"."""
    codes = [code(name) for name in names]
    return codes[0] if len(codes) == 1 else f"{', '.join(codes[:-1])} {last} {codes[-1]}"


def _cell(text: str) -> str:
    # Python-Markdown shows the backslash of an escaped bar in code.
    assert "|" not in text, text  # noqa: S101 - of us who write it
    return text.replace("\n", "<br>")
