"""Findings about data files: each names the file, what is wrong with it, and one next step."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runpress.diagnostics import Diagnostic
from runpress.diagnostics.codes import data
from runpress.source import SourceFile, Span

_ENGINE_PREFIX = re.compile(r"^[A-Z][A-Za-z ]*(?:Error|Exception): ")
_SHOWN = 3
_NO_UTF_8 = "it is not UTF-8 text"
_REASONS = (
    (
        ("too small", "No magic bytes", "magic bytes", "footer", "metadata"),
        "it is no whole Parquet file: it was cut short, or has another format",
    ),
    (("Invalid unicode", "utf-8", "encoding"), _NO_UTF_8),
    (("Permission", "denied"), "the permission to read it is missing"),
    (("No files found", "does not exist"), "it has gone"),
)


def unreadable(shown: str, error: Exception | str) -> Diagnostic:
    """A file that cannot be read at all."""
    reason = _reason(str(error))
    step = "save it as UTF-8" if reason == _NO_UTF_8 else "write the file again"
    return data.UNREADABLE.at(
        place(shown), f"`{shown}` cannot be read: {reason}", help=f"{step}; all other data files are still used"
    )


def damaged(shown: str, what: str, *, line: int = 0) -> Diagnostic:
    """A file of which a part was left out."""
    where = f" (first at line {line})" if line else ""
    return data.DAMAGED.at(
        place(shown), f"`{shown}`: {what}{where}", help="write the file again; what could be read of it is used"
    )


def unclear_commas(shown: str, columns: Sequence[str]) -> Diagnostic:
    """Columns of numbers in which a comma may be a decimal sign or separate thousands."""
    return data.UNCLEAR_COMMAS.at(
        place(shown),
        f"`{shown}`: {_listed(columns)} {'are' if len(columns) > 1 else 'is'} read as text: "
        "a comma may be a decimal sign or separate thousands",
        help="write `1.234` where it is a decimal sign, `1234` where it is not",
    )


def refused(shown: str, reason: str) -> Diagnostic:
    """A path that is not read, whatever is there."""
    return data.REFUSED.at(
        place(shown), f"`{shown}` is not read: {reason}", help="name regular files inside of the project's folder"
    )


def no_run(shown: str) -> Diagnostic:
    """A history of several runs that does not say which row belongs to which."""
    return data.NO_RUN.at(
        place(shown),
        f"`{shown}` has no column `run`, so its rows belong to no run",
        help="add a column `run` with the run's id, or write one file a run under `history/`",
    )


def duplicates(shown: str, project: str, ids: Sequence[str]) -> Diagnostic:
    """Runs with one id; the first of each is used."""
    return data.DUPLICATE_RUN.at(
        place(shown),
        f"{len(ids)} run id{'s stand' if len(ids) > 1 else ' stands'} twice in `{project}`: {_listed(ids)}",
        help="give each run an id of its own; until then the first of them is used",
    )


def shadowed(used: str, others: Sequence[str]) -> Diagnostic:
    """Several files for one table; the first format wins."""
    return data.SHADOWED.at(
        place(used),
        f"`{used}` is used, {_listed(others)} is not: they are the same table",
        help="remove all but one of them",
    )


def unlisted(shown: str, project: str, ids: Sequence[str]) -> Diagnostic:
    """Runs with a history that the table of runs does not have."""
    return data.UNLISTED_RUN.at(
        place(shown),
        f"{len(ids)} run{'s' if len(ids) > 1 else ''} of `{project}` with a history {'are' if len(ids) > 1 else 'is'} not among its runs: {_listed(ids)}",
        help="add a row for each to the `runs` file, or remove that file: then runs are taken from the histories",
    )


def no_data(shown: str, project: str, *, is_there: bool) -> Diagnostic:
    """A source without any file."""
    if not is_there:
        return data.NO_DATA.at(
            place(shown),
            f"there is no `{shown}`, where the runs of `{project}` should be",
            help="correct the path in mkdocs.yml, or record the runs there",
        )
    return data.NO_DATA.at(
        place(shown),
        f"`{shown}` has no data files for `{project}`",
        help="put `runs` and `history` there, as Parquet, CSV or JSON lines",
    )


def failed(project: str, error: Exception) -> Diagnostic:
    """A query that failed though each file can be read."""
    return data.UNREADABLE.at(
        place(project),
        f"the data of `{project}` cannot be read together: {_reason(str(error))}",
        help="give each column one kind of values in all files",
    )


def unsteady(shown: str, project: str) -> Diagnostic:
    """Files that were others each time when they had been read."""
    return data.UNREADABLE.at(
        place(shown),
        f"the data of `{project}` cannot be read: its files are replaced again and again while they are read",
        help="write files elsewhere, and move them in place when they are whole",
    )


def place(shown: str) -> Span:
    """The beginning of a file whose text is no document."""
    return SourceFile(shown, "").span(0)


def _reason(text: str) -> str:
    """What went wrong in our words; else the engine's first sentence, without its name for it."""
    for words, reason in _REASONS:
        if any(word.lower() in text.lower() for word in words):
            return reason
    return _ENGINE_PREFIX.sub("", text.strip().splitlines()[0]).rstrip(". ") if text.strip() else "it has no content"


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:_SHOWN])
    return f"{shown} and {len(names) - _SHOWN} more" if len(names) > _SHOWN else shown
