"""New documents of views that have none here yet."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.backends.markdown import print_view
from runpress.backends.markdown.documents import front_lines, front_options
from runpress.codec.about import DRAFT
from runpress.conversion.document import document_of
from runpress.diagnostics import Diagnostic
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatter, FrontMatterDefaults
from runpress.project.ids import made_id
from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.patching.reading import Reader
from runpress.publish.views.contents import Content

if TYPE_CHECKING:
    from runpress.client.values import StoredView
    from runpress.project import Project

_FOLDERS = {"report": "reports", "workspace": "workspaces"}
"""Where documents of a kind stand, if there is such a folder."""


@frozen
class NewDocument:
    """A document that is to be."""

    document: str
    """Its id."""
    path: Path
    text: str
    view: StoredView
    content: Content
    findings: tuple[Diagnostic, ...] = ()
    defaults: FrontMatterDefaults | None = None
    """What the project says for its documents."""


@dataclass(slots=True)
class Where:
    """Where new documents are made."""

    project: Project
    cwd: Path
    output: Path | None = None
    """The file that somebody names."""
    ids: set[str] = field(default_factory=set)
    """The ids that documents have."""
    files: set[Path] = field(default_factory=set)
    """Files that other new documents take."""


def new_document(view: StoredView, content: Content, where: Where, document: str) -> NewDocument:
    """The document of a view that has none here. `document` is the id that the view says, if it says one.

    It stands in this folder if that is one of documents, else where documents of its kind stand.
    """
    ids, files = where.ids, where.files
    made = document if document and document not in ids else made_id(f"{content.title or content.kind}.md", ids)
    folder = _folder(where.project, content.kind, where.cwd)
    path = where.output or _free(folder, made_id(f"{content.title or made}.md", ()), files)
    shown = path.relative_to(where.cwd).as_posix() if path.is_relative_to(where.cwd) else path.as_posix()
    defaults = where.project.configuration.front_matter_defaults()
    text, findings = _new_text(view, content, made, Reader(shown, defaults))
    ids.add(made)
    files.add(path)
    return NewDocument(made, path, text, view, content, findings, defaults)


def _new_text(view: StoredView, content: Content, document: str, reader: Reader) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a document of a view, with an id and where it goes. It compiles to what the server has."""
    about = content.about(entity=view.entity, project=view.project, is_draft=view.type == DRAFT)
    found = document_of(content.spec, about)[1]
    if found is not None:
        text = print_view(replace(found, front=found.front.model_copy(update={"id": document})))
        read = reader.read(text)
        if read is not None and read.says(content):
            return text, ()
    # What the project says for its documents is in the way: it is overridden where it must be.
    front = FrontMatter(kind=content.kind, id=document, project=about.project_path)
    begun = "".join(f"{line}\n" for line in front_lines(front_options(front)))
    both = pulled(begun, content, reader)
    return both.text, both.findings


def _folder(project: Project, kind: str, cwd: Path) -> Path:
    if cwd != project.docs and cwd.is_relative_to(project.docs):
        return cwd
    usual = project.docs / _FOLDERS[kind]
    return usual if usual.is_dir() else project.docs


def _free(folder: Path, name: str, taken: Container[Path]) -> Path:
    paths = (folder / (f"{name}-{number}.md" if number > 1 else f"{name}.md") for number in count(1))
    return next(path for path in paths if path not in taken and not path.exists())
