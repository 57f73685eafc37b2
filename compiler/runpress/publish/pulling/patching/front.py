"""Front matter with the changes of a server's copy: keys that it does not know stay as they are."""

from __future__ import annotations

from collections.abc import Sequence

from runpress.backends.markdown.commented import Body
from runpress.backends.markdown.documents import front_lines, front_options
from runpress.backends.markdown.options import SHORT
from runpress.directives.front_matter import lower_front_matter
from runpress.model.front_matter import FrontMatter
from runpress.publish.pulling.patching.options import changed_fields, patched
from runpress.publish.pulling.patching.pieces import Written

OURS_ALONE = frozenset({"entity", "project", "draft", "id", "date", "theme", "ignore", "defaults", "others", "kind"})
"""What no server changes: it is the document's own, or says where it goes."""


def patched_front(written: Written, old: FrontMatter, new: FrontMatter) -> list[str] | None:
    """The lines of front matter with the changes from `old` to `new`; None if it must be written anew."""
    lines = list(written.lines[: written.front.lines])
    fields = changed_fields(old, new) - OURS_ALONE
    if not fields:
        return lines
    block = written.front
    if block.value is None or block.findings or not lines:
        return None
    bare = tuple(line.rstrip("\r\n") for line in lines)
    found = patched(Body(block.value, bare[1:-1], 2), new, fields, SHORT)
    return None if found is None else _ended([bare[0], *found, bare[-1]], written)


def front_anew(written: Written, old: FrontMatter, new: FrontMatter) -> list[str]:
    """The lines of front matter in canonical form."""
    value = written.front.value
    own = lower_front_matter(value)[0] if value else FrontMatter()
    fields = changed_fields(old, new) - OURS_ALONE
    kept = {name: getattr(own, name) for name in own.model_fields_set - fields}
    said = {name: getattr(new, name) for name in fields & new.model_fields_set}
    front = FrontMatter.model_construct(_fields_set={*kept, *said}, **kept, **said)
    return _ended(front_lines(front_options(front)), written)


def _ended(lines: Sequence[str], written: Written) -> list[str]:
    return [f"{line}{written.source.newline}" for line in lines]
