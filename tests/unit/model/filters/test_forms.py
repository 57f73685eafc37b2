"""The forms of filters that the reference shows: each is read, and together they are all there are."""

import pytest

from runpress.model.filters import nodes
from runpress.model.filters.forms import FORMS
from runpress.model.filters.parser import parse_filter
from runpress.model.filters.printer import print_filter
from runpress.source import SourceFile

KINDS = {
    nodes.Comparison, nodes.In, nodes.NotIn, nodes.Contains, nodes.Matches, nodes.Exists, nodes.WithinLast,
    nodes.And, nodes.Or, nodes.Not, nodes.Off,
}  # fmt: skip


def parsed(text):
    return parse_filter(text, SourceFile("f", text).span)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.syntax)
def test_each_example_is_read_and_printed_again(form):
    expression, findings = parsed(form.example)
    assert findings == []
    assert parsed(print_filter(expression)) == (expression, [])


def test_they_are_all_forms_that_there_are():
    def kinds(expression):
        yield type(expression)
        for inner in getattr(expression, "operands", ()) or filter(None, [getattr(expression, "operand", None)]):
            yield from kinds(inner)

    assert {kind for form in FORMS for kind in kinds(parsed(form.example)[0])} == KINDS


def test_units_and_operators_are_all_named():
    text = " ".join(f"{form.syntax} {form.doc}" for form in FORMS)
    assert {unit for unit in nodes.UNIT_SECONDS if f"`{unit}`" not in text} == set()
    assert {operator for operator in nodes.OPERATORS if f"{operator}" not in text} == set()
