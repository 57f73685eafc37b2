"""Documents and, beside each, the spec that it becomes: `tests/cases/specs/AREA/NAME.md` and `NAME.json`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from runpress.conversion.document import pull_json
from runpress.conversion.envelope import view_object
from runpress.conversion.spec import Compilation, compile_spec
from runpress.diagnostics import Severity
from runpress.source import SourceFile

FOLDER = Path(__file__).parent.parent / "cases" / "specs"
DOCUMENTS = sorted(FOLDER.rglob("*.md"))


def name_of(path: Path) -> str:
    return path.relative_to(FOLDER).with_suffix("").as_posix()


def compiled(path: Path) -> Compilation:
    return compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8")))


def spec_beside(path: Path) -> Any:
    return json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_document_becomes_the_spec_beside_it(path: Path) -> None:
    assert compiled(path).spec == spec_beside(path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_document_has_no_errors(path: Path) -> None:
    assert [finding.message for finding in compiled(path).findings if finding.severity is Severity.ERROR] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_the_spec_becomes_a_document_of_the_same_bytes(path: Path) -> None:
    first = compiled(path)
    assert first.about is not None
    assert first.spec is not None
    text = pull_json(SourceFile(path.name, json.dumps(view_object(first.about, first.spec)))).text
    assert json.dumps(compile_spec(SourceFile(path.name, text or "")).spec) == json.dumps(first.spec)
