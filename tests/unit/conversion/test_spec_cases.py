"""Prose beside the specs that W&B would store for it: `tests/cases/specs/prose`, and `simpler`, where W&B has less."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.conversion.document import document_of
from runpress.conversion.spec import Compilation, compile_spec
from runpress.diagnostics.codes import lowering
from runpress.source import SourceFile
from support.cases import CASES

PROSE = sorted((CASES / "specs" / "prose").glob("*.md"))
SIMPLER = sorted((CASES / "specs" / "simpler").glob("*.md"))
NOTES = vars(lowering).values()


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def compiled(path: Path) -> Compilation:
    return compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8")))


def pulled(found: Compilation) -> str:
    assert found.about is not None
    text, _, _ = document_of(found.spec, found.about)
    assert text is not None
    return text


@pytest.mark.parametrize("path", PROSE, ids=name)
def test_a_spec_gives_its_document_to_the_letter(path: Path) -> None:
    found = compiled(path)
    assert pulled(found) == path.read_text(encoding="utf-8")
    assert [finding.message for finding in found.findings if finding.code in NOTES] == []


@pytest.mark.parametrize("path", SIMPLER, ids=name)
def test_what_is_simpler_on_the_server_is_said_once(path: Path) -> None:
    found = compiled(path)
    said = {finding.code for finding in found.findings if finding.code in NOTES}
    assert said or path.stem in ("text", "queries")  # readers miss nothing there
    # A view keeps code in an item of a list, and that W&B's editor has no such items is said each time.
    left = {finding.code for finding in compile_spec(SourceFile("", pulled(found))).findings if finding.code in NOTES}
    # Whose runs stand at the top of a workspace without a project, nobody can say.
    assert left <= {lowering.LIST, lowering.PIN}
