"""Whatever a document and a server say: pulled, the document says what the server has, and little else changes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from runpress.backends.markdown import print_view
from runpress.conversion.document import document_of
from runpress.model.view import Report, View, Workspace
from runpress.publish.pulling.into_text import pulled
from runpress.publish.pulling.patching.reading import Reader
from runpress.publish.views.contents import Content
from support.view_edits import edited_reports, edited_workspaces
from support.views import documents, workspaces

READER = Reader("a.md")
SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)
REPORTS = documents().filter(lambda view: isinstance(view, Report))
PAIRS = st.tuples(REPORTS, REPORTS) | st.tuples(workspaces(), workspaces())


@st.composite
def edited(draw: st.DrawFn) -> tuple[View, View]:
    """A view, and what somebody on the server made of it."""
    view = draw(REPORTS | workspaces())
    edits = edited_workspaces(view) if isinstance(view, Workspace) else edited_reports(view)
    return view, draw(edits)[0]


def content_of(text: str) -> Content:
    """What a text says. Whether a document can say again what a server has is tried by `test_pulled_views`."""
    found = READER.read(text)
    assert found is not None
    said = found.content
    again = READER.read(document_of(said.spec, said.about())[0] or "")
    assume(again is not None and again.says(said))
    return said


def assert_pulled(own: str, wanted: Content) -> str:
    """The document, once pulled; what is pulled twice is as it was."""
    found = pulled(own, wanted, READER).text
    read = READER.read(found)
    assert read is not None
    assert read.says(wanted), found
    assert pulled(found, wanted, READER).text == found
    return found


def assert_stays(view: View) -> None:
    text = print_view(view)
    found = READER.read(text)
    assert found is not None
    assert pulled(text, found.content, READER).text == text


def assert_little_changes(views: tuple[View, View]) -> None:
    """Paragraphs and fences that are written the same on either side keep their text."""
    own, server = (print_view(view) for view in views)
    found = assert_pulled(own, content_of(server))
    front = own.split("\n\n", 1)[0]
    # Which run set a grid shows may be said by a fence above it instead of by its name.
    kept = {chunk for chunk in chunks(own) & chunks(server) if not chunk.startswith("```grid\nrunset: ")}
    assert kept - {front} <= chunks(found), found


def chunks(text: str) -> set[str]:
    return {chunk.strip("\n") for chunk in text.split("\n\n")}


@given(REPORTS | workspaces())
@settings(SETTINGS, max_examples=12)
def test_what_a_document_says_already_changes_no_byte(view: View) -> None:
    assert_stays(view)


@given(PAIRS)
@settings(SETTINGS, max_examples=12)
def test_a_document_says_what_the_server_has(views: tuple[View, View]) -> None:
    own, server = (print_view(view) for view in views)
    assert_pulled(own, content_of(server))


@given(edited())
@settings(SETTINGS, max_examples=12)
def test_what_nobody_changed_stays(views: tuple[View, View]) -> None:
    assert_little_changes(views)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(PAIRS)
@settings(SETTINGS, max_examples=3_000)
def test_very_many_documents_say_what_the_server_has(views: tuple[View, View]) -> None:
    own, server = (print_view(view) for view in views)
    assert_stays(views[0])
    assert_pulled(own, content_of(server))
