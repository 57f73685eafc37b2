"""Documents as they are published: read from their text, with what their surroundings say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import TypeAlias

from runpress.codec.about import About
from runpress.codec.json_text import Json
from runpress.codec.normal import is_equal
from runpress.conversion.spec import spec_of
from runpress.frozen import frozen
from runpress.model.front_matter import FrontMatterDefaults
from runpress.model.view import Report, Workspace
from runpress.pipeline import Compiled, compile_document
from runpress.publish.pulling.patching.items import Items, items_of
from runpress.publish.pulling.patching.pieces import Written, read_pieces
from runpress.publish.pulling.patching.places import canonical, places_of
from runpress.publish.pulling.patching.shapes import shaped, shapes_of
from runpress.publish.views.contents import Content
from runpress.source import SourceFile

Published: TypeAlias = Callable[[SourceFile, Report | Workspace], Report | Workspace]
"""From the view of a document to the one that is published: links to other documents lead to their addresses."""


@frozen
class Read:
    """A text as a document, and what it becomes on a server."""

    text: str
    source: SourceFile
    compiled: Compiled
    view: Report | Workspace
    about: About
    spec: dict[str, Json]

    def says(self, content: Content) -> bool:
        """Whether the document says what a server has."""
        about = self.about
        is_same = (content.title, content.description) == (about.title, about.description)
        return is_same and is_equal(self.spec, content.spec)

    def beside(self, content: Content) -> About:
        """What stands beside a spec of the server, in the project of this document."""
        return content.about(entity=self.about.entity, project=self.about.project)

    def items(self) -> Items:
        """What the document says, as a server has it."""
        known = canonical(self.view, self.about)
        return items_of(shaped(known, shapes_of(self.view, known)), self.view.front)

    def pieces(self, items: Items) -> Written:
        """The text, and which of its lines say which item."""
        return read_pieces(self.text, self.source, self.compiled, places_of(self.view, items))

    @property
    def content(self) -> Content:
        """What the document says, to be compared."""
        about = self.about
        return Content(about.kind, title=about.title, description=about.description, spec=self.spec)


def _as_it_is(_: SourceFile, view: Report | Workspace) -> Report | Workspace:
    return view


@frozen
class Reader:
    """What reads the texts of one document."""

    path: str
    """How the document is named in findings."""
    defaults: FrontMatterDefaults | None = None
    """What the project says."""
    published: Published = field(default=_as_it_is)

    def read(self, text: str) -> Read | None:
        """A text as a document; None if it is no view."""
        source = SourceFile(self.path, text)
        compiled = compile_document(source, defaults=self.defaults)
        if not isinstance(compiled.view, Report | Workspace):
            return None
        view = self.published(source, compiled.view)
        said = spec_of(Compiled(view, ()), source)
        if said.about is None or said.spec is None:
            return None
        return Read(text, source, compiled, view, replace(said.about, is_draft=False), said.spec)
