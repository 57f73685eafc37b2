"""Whatever a document and a server say: pulled, the document says what the server has, and little else changes."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runpress.backends.markdown import print_view
from runpress.model.view import Report, View, Workspace
from runpress.publish.contents import Content
from runpress.publish.patching.reading import Reader
from runpress.publish.pulling import pulled
from support.views import documents, workspaces

SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)
READER = Reader("a.md")
REPORTS = documents().filter(lambda view: isinstance(view, Report))


def text_of(view: View) -> str:
    return print_view(view)


def stored(text: str) -> Content:
    found = READER.read(text)
    assert found is not None
    return found.content


def assert_says(text: str, wanted: Content) -> None:
    found = READER.read(text)
    assert found is not None
    assert found.says(wanted), text


@given(REPORTS | workspaces())
@settings(SETTINGS, max_examples=100)
def test_what_a_document_says_already_changes_no_byte(view: Report | Workspace) -> None:
    text = text_of(view)
    assert pulled(text, stored(text), READER).text == text


@given(st.tuples(REPORTS, REPORTS) | st.tuples(workspaces(), workspaces()))
@settings(SETTINGS, max_examples=100)
def test_a_document_says_what_the_server_has(views: tuple[View, View]) -> None:
    own, wanted = text_of(views[0]), stored(text_of(views[1]))
    found = pulled(own, wanted, READER)
    assert_says(found.text, wanted)
    assert pulled(found.text, wanted, READER).text == found.text
