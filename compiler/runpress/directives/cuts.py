"""Values that a comment cuts short where the comment is most likely a part of them: `title: Run #3`, `color: #FFF`."""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics import Code, Diagnostic, Edit
from runpress.directives.scalars import quoted, text_after
from runpress.model.located import Located
from runpress.model.node import Path
from runpress.source import Span


def cut_values(tree: Located, code: Code) -> list[tuple[Path, Diagnostic]]:
    """Each value that ends at ` #` and something that is not a blank, with its finding."""
    cuts: list[tuple[Path, Diagnostic]] = []
    if not _may_have_comments(tree.span):
        return cuts
    for path, name, value in _scalars(tree, (), ""):
        comment = text_after(value)
        if comment is not None and _is_part(comment.text.lstrip()):
            cuts.append((path, cut_value(name, value, comment, code)))
    return cuts


def _may_have_comments(place: Span) -> bool:
    """Whether a `#` stands in a place, or behind it on its last line."""
    text = place.source.text
    end = text.find("\n", place.end)
    return text.find("#", place.start, len(text) if end < 0 else end) >= 0


def cut_value(name: str, value: Located, comment: Span, code: Code) -> Diagnostic:
    """The finding on a value that ends at a comment, with the fix that quotes it."""
    source, typed = value.span.source, comment.text.strip()
    text = source.text[value.span.start : comment.end]
    whole = text.strip()
    start = value.span.start + len(text) - len(text.lstrip())
    hash_ = comment.end - len(comment.text.lstrip())
    return code.at(
        Span(source, hash_, comment.end),
        f"`{name}` ends before `{typed[:60]}`: ` #` begins a comment",
        label="quote the whole value, or move the comment to a line of its own",
        help=f"write `{quoted(whole)}`",
        fix=(Edit(Span(source, start, comment.end), quoted(whole)),),
    )


def _is_part(comment: str) -> bool:
    return len(comment) > 1 and comment[1] not in " \t#!"


def _scalars(tree: Located, path: Path, name: str) -> Iterator[tuple[Path, str, Located]]:
    value = tree.value
    if isinstance(value, dict):
        for key, entry in value.items():
            yield from _scalars(entry.value, (*path, key), entry.key.text.strip() or key)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _scalars(item, (*path, at), name)
    else:
        yield path, name, tree
