"""The pages of codes tell the truth: the bad example gives the code, the good one does not."""

from __future__ import annotations

import re

import pytest

from runpress.diagnostics import CODES
from runpress.diagnostics.explain import page
from support.findings import findings_of

_EXAMPLE = re.compile(r"^(`{4,})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
# Codes whose examples need files, run data or bytes that a page cannot show, or are about what is published.
_NEEDS_MORE = ("CF", "DA", "WB", "LK301", "PN201", "RS209", "RS210")
CHECKED = [code for code in CODES if not code.startswith(_NEEDS_MORE) and _EXAMPLE.search(page(code))]


def _codes(text: str) -> set[str]:
    return {finding.code.id for finding in findings_of(text)}


@pytest.mark.parametrize("code", CHECKED)
def test_the_bad_example_gives_the_code_and_the_good_one_does_not(code):
    bad, good = (match.group(2) for match in list(_EXAMPLE.finditer(page(code)))[:2])
    assert code in _codes(bad)
    assert code not in _codes(good)


def test_most_pages_are_checked():
    assert len(CHECKED) > 20


def test_a_word_that_is_no_code_has_no_page():
    assert page("../secret") == ""
    assert page("__init__") == ""
