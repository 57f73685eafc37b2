"""Filters from the case files: canonical forms, and findings with their carets."""

import pytest

from runpress.diagnostics.render import PLAIN, full
from runpress.model.filters import parse_filter, print_filter
from runpress.source import SourceFile
from support.cases import CASES, read_cases


def _cases(name):
    return [pytest.param(case, id=f"{case.line} {case.title}") for case in read_cases(CASES / "filters" / name)]


@pytest.mark.parametrize("case", _cases("canonical.md"))
def test_a_filter_has_one_canonical_form(case):
    source = SourceFile("f", case.given)
    expression, findings = parse_filter(source.text, source.span)
    if case.expected == "error\n":
        assert expression is None
        assert findings
    else:
        assert not findings
        assert print_filter(expression) + "\n" == case.expected


@pytest.mark.parametrize("case", _cases("errors.md"))
def test_every_mistake_is_shown_at_its_place(case):
    source = SourceFile("f", case.given.rstrip("\n"))
    _, findings = parse_filter(source.text, source.span)
    shown = "\n\n".join("\n".join(full.block(finding, PLAIN)) for finding in findings) + "\n"
    assert shown == case.expected.replace(" \n", "\n")
