"""Fixes are written into the text that they were made for, and into no other."""

from __future__ import annotations

from pathlib import Path

from runpress.checking import check_documents, find_targets
from runpress.checking.document_ids import NewIds
from runpress.checking.fixes import apply_fixes

FAULTY = "# Title\n\n```panel\ntype: line\ny: loss\nTitle: Loss\n```\n"


def test_a_document_that_was_saved_since_it_was_checked_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(FAULTY)
    (checked,) = check_documents(find_targets([file], cwd=tmp_path, environ={}).documents)
    assert any(finding.fix for finding in checked.findings)
    file.write_text(f"A new paragraph.\n\n{FAULTY}")
    assert apply_fixes(checked, NewIds()) is None
    assert file.read_text() == f"A new paragraph.\n\n{FAULTY}"
    file.write_text(FAULTY)
    assert apply_fixes(checked, NewIds()) is not None
    assert file.read_text() == FAULTY.replace("Title: Loss", "title: Loss")
