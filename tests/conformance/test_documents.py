"""Documents beside the Python code that says the same: both give one spec, or ours says more.

`documents/AREA/NAME.md` is written by hand from the code of the case `AREA/NAME`. `differences.md` lists the cases whose
recorded spec is a defect of the package; there `NAME.json` stands beside the document and is what runpress gives.
"""

from __future__ import annotations

import json
import re

import pytest

from runpress.conversion.spec import Compilation, compile_spec
from runpress.diagnostics import Severity
from runpress.source import SourceFile
from support.normalise import differences, normalise
from support.recorded_specs import FOLDER, Case, recorded_cases

DOCUMENTS = FOLDER / "documents"
CASES = [case for case in recorded_cases() if case.python]
DIFFERENT = set(re.findall(r"^\| `([^`]+)` \|", (FOLDER / "differences.md").read_text(encoding="utf-8"), re.MULTILINE))


def compiled(case: Case) -> Compilation:
    path = DOCUMENTS / f"{case.name}.md"
    return compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_says_what_the_code_says(case: Case) -> None:
    spec = compiled(case).spec
    assert spec is not None
    if case.name in DIFFERENT:
        ours = json.loads((DOCUMENTS / f"{case.name}.json").read_text(encoding="utf-8"))
        assert list(differences(normalise(ours), normalise(spec))) == []
        assert list(differences(case.spec, normalise(spec), superset=True)) != [], "it is no difference: take it out"
    else:
        assert list(differences(case.spec, normalise(spec), superset=True)) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_view_has_the_title_and_the_owner_of_the_code(case: Case) -> None:
    about = compiled(case).about
    assert about is not None
    assert {
        "type": about.view_type,
        "displayName": about.title,
        "description": about.description,
        "entity": about.entity,
        "project": about.project,
    } == case.view


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_has_no_errors(case: Case) -> None:
    assert [finding for finding in compiled(case).findings if finding.severity is Severity.ERROR] == []


def test_every_difference_is_one_of_the_cases() -> None:
    assert {case.name for case in CASES} >= DIFFERENT
