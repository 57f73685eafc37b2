"""Run sets that no panel shows are noted; those that say the same as one that is shown are shown with it."""

import pytest

from support.findings import findings_of

RUNSET = "```runset\nname: main\n```\n\n"
PANEL = "```panel\ny: {metric}\n```\n\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (RUNSET + PANEL.format(metric="loss"), []),
        (RUNSET, [2]),
        (RUNSET + PANEL.format(metric="loss") + RUNSET + PANEL.format(metric="acc"), []),
        (RUNSET + PANEL.format(metric="loss") + RUNSET.replace("main", "other"), [10]),
    ],
    ids=["shown", "alone", "twice the same", "another one behind the panel"],
)
def test_run_sets_without_a_panel(text, lines):
    found = [finding for finding in findings_of(text) if finding.code.id == "RS208"]
    assert [finding.span.begin.line for finding in found] == lines
