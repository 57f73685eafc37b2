"""Apply the fixes that findings carry. Fixes are safe: they never change what a document says."""

from __future__ import annotations

from collections.abc import Iterable

from runpress.checking.document_ids import NewIds
from runpress.checking.documents import Checked
from runpress.diagnostics import Edit
from runpress.frozen import frozen
from runpress.project import UnreadableError, read_source
from runpress.project.files import write_whole
from runpress.source import SourceFile


@frozen
class Fixed:
    """What was written into a document."""

    path: str
    fixes: int
    id: str = ""
    """The id that it got."""


def apply_fixes(checked: Checked, ids: NewIds) -> Fixed | None:
    """Write the document with its fixes, and an id if it has none; None if there was nothing to write.

    The file is replaced as a whole.
    """
    file = checked.target.document.file
    try:
        source = read_source(file, checked.target.shown)
    except UnreadableError:
        return None
    edits = [edit for finding in checked.findings for edit in finding.fix]
    if any(edit.span.source.text != source.text for edit in edits):
        return None  # it was saved since it was checked
    new_id = ids.of(checked.target, source)
    text = with_edits(source.text, [*edits, new_id.edit] if new_id is not None else edits)
    if text == source.text:
        return None
    write_whole(file, as_it_was(text, source))
    return Fixed(source.path, len(edits), new_id.id if new_id is not None else "")


def with_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits, the last first; one that overlaps another one is left for the next time."""
    end = len(text) + 1
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        if edit.span.end <= end:
            text = text[: edit.span.start] + edit.replacement + text[edit.span.end :]
            end = edit.span.start
    return text


def as_it_was(text: str, source: SourceFile) -> bytes:
    """The bytes with the line ends and the byte order mark that the file had."""
    mark = "\ufeff" if source.had_bom else ""
    return (mark + text.replace("\n", source.newline)).encode()
