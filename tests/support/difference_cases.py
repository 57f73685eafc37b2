"""The cases of `tests/cases/differences`: two documents, and what each printer says of how they differ."""

from __future__ import annotations

import json
from pathlib import Path

from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.conversion.document import encode
from runpress.conversion.envelope import about_view
from runpress.model.view import Report, Workspace
from runpress.pipeline import compile_document
from runpress.publish.differences import Differences, compare_stored
from runpress.publish.differences.json_form import json_form
from runpress.publish.differences.markdown import Shown, print_markdown
from runpress.publish.differences.text import print_text
from runpress.source import SourceFile

FOLDER = Path(__file__).parents[1] / "cases" / "differences"
CASES = sorted(path for path in FOLDER.iterdir() if path.is_dir())


def stored(path: Path) -> tuple[dict[str, Json], About]:
    """What a server holds of a document."""
    view = compile_document(SourceFile(path.name, path.read_text(encoding="utf-8"))).view
    assert isinstance(view, Report | Workspace)
    return encode(view).spec, about_view(view, title="Untitled")


def differences_of(folder: Path) -> Differences:
    """How the two documents of a case differ."""
    (old, old_about), (new, new_about) = stored(folder / "old.md"), stored(folder / "new.md")
    return compare_stored(old, new, old_about=old_about, new_about=new_about)


def outputs(folder: Path) -> dict[str, str]:
    """What the printers say, by the suffix of the file that expects it."""
    found = differences_of(folder)
    return {
        "txt": "".join(f"{line}\n" for line in print_text(found)),
        "md": print_markdown([Shown(f"{folder.name}/new.md", found)]),
        "json": json.dumps(json_form(found), indent=2, ensure_ascii=False) + "\n",
    }
