"""Stored reports come back as they were, whatever is in them."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings

from runpress.backends.markdown import print_block
from runpress.codec.about import About
from runpress.codec.blocks import decode_blocks, encode_blocks, reading, writing
from runpress.codec.fields import Decoding, Encoding
from runpress.codec.ids import repeated_ids
from runpress.codec.json_text import objects_in
from runpress.codec.report import decode_report, encode_report
from runpress.conversion.document import document_of
from runpress.conversion.spec import compile_spec
from runpress.diagnostics.codes import stored as codes
from runpress.model.blocks.base import Dialect
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.stored_reports import stored_blocks, stored_reports


def block_comes_back(stored: Any, dialect: Dialect) -> None:
    before = copy.deepcopy(stored)
    blocks = decode_blocks([stored], reading(Decoding(dialect=dialect, markdown=print_block)))
    assert stored == before, "decoding changed what it was given"
    assert len(blocks) == 1
    again = encode_blocks(blocks, writing(Encoding(dialect=dialect, markdown=print_block), blocks, None))
    assert list(differences(normalise([before]), normalise(again))) == []


def report_comes_back(spec: dict[str, Any]) -> None:
    before = copy.deepcopy(spec)
    report = decode_report(spec, Decoding(repeated=repeated_ids(objects_in(spec)), markdown=print_block))
    assert spec == before, "decoding changed what it was given"
    assert report is not None
    again = encode_report(report, Encoding(markdown=print_block))
    assert list(differences(normalise(before), normalise(again))) == []
    assert encode_report(report, Encoding(markdown=print_block)) == again, "encoding gives the same each time"


@pytest.mark.parametrize("dialect", ["sdk", "editor"])
@given(stored=stored_blocks())
def test_blocks_come_back_as_they_were(dialect: Dialect, stored: Any) -> None:
    block_comes_back(stored, dialect)


@given(stored_reports())
def test_reports_come_back_as_they_were(spec: dict[str, Any]) -> None:
    report_comes_back(spec)


@given(stored_reports())
def test_views_come_back_as_they_were(spec: dict[str, Any]) -> None:
    """What a spec can hold: view to spec to view."""
    view = decode_report(spec, Decoding(repeated=repeated_ids(objects_in(spec)), markdown=print_block))
    assert view is not None
    stored = encode_report(view, Encoding(markdown=print_block))
    assert decode_report(stored, Decoding(repeated=repeated_ids(objects_in(stored)), markdown=print_block)) == view


def document_comes_back(spec: dict[str, Any]) -> None:
    text, _, oddities = document_of(spec, About("report", "T"))
    assert text is not None
    again = compile_spec(SourceFile("", text)).spec
    assert list(differences(normalise(spec), normalise(again))) == []
    assert [oddity.message for oddity in oddities if oddity.code is codes.KEPT_RAW and not oddity.path] == []


@given(stored_reports())
def test_documents_come_back_as_they_were(spec: dict[str, Any]) -> None:
    document_comes_back(spec)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=20_000)
@given(stored_reports())
def test_very_many_documents_come_back_as_they_were(spec: dict[str, Any]) -> None:
    document_comes_back(spec)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("dialect", ["sdk", "editor"])
@settings(max_examples=20_000)
@given(stored=stored_blocks())
def test_very_many_blocks_come_back_as_they_were(dialect: Dialect, stored: Any) -> None:
    block_comes_back(stored, dialect)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@settings(max_examples=20_000)
@given(stored_reports())
def test_very_many_reports_come_back_as_they_were(spec: dict[str, Any]) -> None:
    report_comes_back(spec)
