"""Every recorded spec becomes a document, and that document compiles to the spec that it came from."""

from __future__ import annotations

import json
from typing import Any

import pytest

from runpress.conversion.document import Pulled, pull_json
from runpress.conversion.envelope import view_object
from runpress.conversion.spec import compile_spec
from runpress.diagnostics import Severity
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.raw_forms import raw_bytes
from support.recorded_specs import Case, recorded_cases

CASES = recorded_cases()
UNKNOWN = {
    "reload/unknown-block",
    "reload/panel-unknown-panel",
    "hostile/opaque-panel-without-layout",
    "hostile/block-not-object",
    "hostile/block-without-type",
    "hostile/panel-without-viewtype",
}
"""Cases of blocks and panels that no one knows: only these have raw forms."""
MOST_RAW = 0.05


def pulled(stored: Any) -> Pulled:
    return pull_json(SourceFile("stored.json", json.dumps(stored)))


def document(case: Case) -> str:
    text = pulled(case.stored).text
    assert text is not None
    return text


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_compiles_to_what_was_stored(case: Case) -> None:
    compiled = compile_spec(SourceFile("stored.md", document(case)))
    assert list(differences(normalise(case.stored), normalise(compiled.spec))) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_of_that_spec_is_the_same_document(case: Case) -> None:
    first = compile_spec(SourceFile("stored.md", document(case)))
    assert first.about is not None
    assert first.spec is not None
    again = pulled(view_object(first.about, first.spec)).text
    second = compile_spec(SourceFile("stored.md", again or ""))
    assert json.dumps(first.spec) == json.dumps(second.spec)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_has_no_errors(case: Case) -> None:
    compiled = compile_spec(SourceFile("stored.md", document(case)))
    assert [finding.message for finding in compiled.findings if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("case", [case for case in CASES if case.name not in UNKNOWN], ids=lambda case: case.name)
def test_what_is_known_needs_no_raw_form(case: Case) -> None:
    text = document(case)
    assert raw_bytes(text) == 0, text


def test_little_of_all_documents_is_raw() -> None:
    texts = [document(case) for case in CASES]
    share = sum(map(raw_bytes, texts)) / sum(len(text.encode()) for text in texts)
    assert share <= MOST_RAW
