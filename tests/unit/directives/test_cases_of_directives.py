"""Text in, findings out, with exact places."""

from __future__ import annotations

import re

import pytest

from runpress.checking.fixes import with_edits
from runpress.diagnostics import CODES
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.cases import CASES, Case, parameters
from support.placed_findings import compiled_findings

OURS = re.compile(r"DX10[2345689]|DX11[12]|FM10[35789]|PN202|LY40[12]")


@pytest.mark.parametrize("case", parameters("directives"))
def test_findings_of_a_document(case: Case) -> None:
    assert compiled_findings(case.given) == case.expected


@pytest.mark.parametrize("code", [code for code in CODES if OURS.fullmatch(code) and code != "DX104"])
def test_every_code_is_produced_by_a_case(code: str) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in (CASES / "directives").glob("*.md"))
    assert f" {code} " in text, f"add a case to tests/cases/directives that gives {code}"


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("case", parameters("directives"))
def test_line_ends_and_byte_order_marks_move_nothing(case: Case, newline: str, bom: str) -> None:
    assert compiled_findings(bom + case.given.replace("\n", newline)) == case.expected


@pytest.mark.parametrize("case", parameters("directives"))
def test_fixes_leave_nothing_to_fix(case: Case) -> None:
    edits = [edit for finding in compile_document(SourceFile("a.md", case.given)).diagnostics for edit in finding.fix]
    if edits:
        mended = with_edits(case.given, edits)
        left = compile_document(SourceFile("a.md", mended)).diagnostics
        assert [finding.message for finding in left if finding.fix] == []
        assert mended != case.given
