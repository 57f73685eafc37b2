"""Bad documents and the exact words that their authors read."""

import pytest

from support.cases import CASES, parameters, read_cases
from support.findings import findings_of, shown


@pytest.mark.parametrize("case", parameters("diagnostics"))
def test_a_bad_document_gives_these_findings(case):
    assert shown(findings_of(case.given)) == case.expected


@pytest.mark.parametrize("case", read_cases(CASES / "diagnostics" / "yaml.md"), ids=lambda case: case.title)
def test_byte_order_marks_and_line_ends_move_nothing(case):
    assert shown(findings_of("\ufeff" + case.given.replace("\n", "\r\n"))) == case.expected
