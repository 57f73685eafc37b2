"""Stored workspaces come back as they were, whatever is in them: as views, and as documents."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings

from runpress.backends.markdown import print_view
from runpress.codec.fields import Decoding, Encoding
from runpress.codec.ids import repeated_ids
from runpress.codec.json_text import objects_in
from runpress.codec.workspace import decode_workspace, encode_workspace
from runpress.model.view import Workspace
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.stored_workspaces import stored_workspaces

PROJECT = "acme/demo"


def comes_back(spec: dict[str, Any]) -> Workspace:
    before = copy.deepcopy(spec)
    view = decode_workspace(spec, Decoding(project=PROJECT, repeated=repeated_ids(objects_in(spec))))
    assert spec == before, "decoding changed what it was given"
    again = encode_workspace(view, Encoding(project=PROJECT))
    assert list(differences(normalise(before), normalise(again))) == []
    assert encode_workspace(view, Encoding(project=PROJECT)) == again, "encoding gives the same each time"
    return view


def document_comes_back(view: Workspace, spec: dict[str, Any]) -> None:
    front = view.front.model_copy(update={"title": "T", "project": PROJECT})
    text = print_view(Workspace(front=front, runset=view.runset, sections=view.sections))
    compiled = compile_document(SourceFile("workspace.md", text))
    assert isinstance(compiled.view, Workspace), text
    again = encode_workspace(compiled.view, Encoding(project=PROJECT))
    assert list(differences(normalise(spec), normalise(again))) == [], text


@given(stored_workspaces())
def test_workspaces_come_back_as_they_were(spec: dict[str, Any]) -> None:
    comes_back(spec)


@settings(max_examples=50)
@given(stored_workspaces())
def test_their_documents_compile_to_what_was_stored(spec: dict[str, Any]) -> None:
    document_comes_back(comes_back(spec), spec)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=20_000)
@given(stored_workspaces())
def test_very_many_workspaces_come_back_as_they_were(spec: dict[str, Any]) -> None:
    document_comes_back(comes_back(spec), spec)
