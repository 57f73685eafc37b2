"""The pages of codes tell the truth: the bad example gives the code, the good one does not."""

from __future__ import annotations

import re

import pytest

from runpress.conversion.spec import compile_spec
from runpress.diagnostics import CODES
from runpress.diagnostics.explain import page
from runpress.source import SourceFile
from support.findings import findings_of

_EXAMPLE = re.compile(r"^(`{4,})markdown\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
# Codes whose examples need files, run data, a server or bytes that a page cannot show, or are about what is published.
_NEEDS_MORE = ("CF", "DA", "PB", "WB", "LK301", "LK303", "PN201", "RS209", "RS210", "RS216", "RS217")
CHECKED = [code for code in CODES if not code.startswith(_NEEDS_MORE) and _EXAMPLE.search(page(code))]


# Codes of what is found when a view is published: their examples stand in a report, above a panel.
_PUBLISHED = ("RS212", "RS213", "RS214", "PN204")


def _codes(text: str) -> set[str]:
    return {finding.code.id for finding in findings_of(text)}


def _published_codes(text: str) -> set[str]:
    source = SourceFile("a.md", f"---\nkind: report\n---\n\n{text}\n```panel\ny: loss\n```\n")
    return {finding.code.id for finding in compile_spec(source).findings}


@pytest.mark.parametrize("code", CHECKED)
def test_the_bad_example_gives_the_code_and_the_good_one_does_not(code):
    bad, good = (match.group(2) for match in list(_EXAMPLE.finditer(page(code)))[:2])
    codes = _published_codes if code in _PUBLISHED else _codes
    assert code in codes(bad)
    assert code not in codes(good)


def test_most_pages_are_checked():
    assert len(CHECKED) > 20


def test_a_word_that_is_no_code_has_no_page():
    assert page("../secret") == ""
    assert page("__init__") == ""
