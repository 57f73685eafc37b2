"""Panels and grids beside the specs that W&B would store for them: `tests/cases/specs/panels` and `grids`."""

from __future__ import annotations

from pathlib import Path

import pytest

from runpress.conversion.document import document_of
from runpress.conversion.spec import compile_spec
from runpress.diagnostics import Severity
from runpress.model.panels import PANELS
from runpress.source import SourceFile
from support.cases import CASES

PATHS = sorted(path for area in ("panels", "grids") for path in (CASES / "specs" / area).glob("*.md"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_spec_gives_its_document_to_the_letter(path: Path) -> None:
    found = compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8")))
    assert found.about is not None
    text, _, oddities = document_of(found.spec, found.about)
    assert text == path.read_text(encoding="utf-8")
    assert [each for each in oddities if each.code.severity is Severity.ERROR] == []


def test_every_type_and_every_option_that_is_stored_has_a_case() -> None:
    said: dict[str, set[str]] = {word: set() for word in PANELS}
    for path in PATHS:
        found = compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8")))
        for block in found.view.blocks if found.view else ():
            for panel in getattr(block, "panels", ()):
                said[panel.type] |= panel.model_fields_set
    common = {"type", "title", "width", "height", "layout", "runset", "alt", "auto", "id", "extra", "beside", "omit"}
    ours_alone = {"run-table": set(PANELS["run-table"].model_fields)}
    missing = {
        word: set(PANELS[word].model_fields) - said[word] - common - ours_alone.get(word, set()) for word in PANELS
    }
    assert {word: names for word, names in missing.items() if names} == {}
    assert set().union(*said.values()) >= {"title", "width", "height", "layout", "id", "extra", "beside", "omit"}
