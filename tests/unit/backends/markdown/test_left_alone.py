"""A document whose canonical form would mean something else is left as it is, and that is said."""

from __future__ import annotations

import pytest

from runpress.backends.markdown import formatting
from runpress.source import SourceFile

SOURCE = SourceFile("a.md", "One.\n\nTwo *three*.\n")


def test_it_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    # No document is known for which this happens: a wrong printer stands for one.
    monkeypatch.setattr(formatting, "_canonical", lambda *_, **__: "One.\n\nTwo three.\n")
    formatted = formatting.format_source(SOURCE)
    assert formatted.text == SOURCE.text
    (finding,) = formatted.findings
    assert finding.code.id == "CF712"
    assert (finding.span.begin.line, finding.span.begin.column) == (3, 5)


def test_front_matter_that_is_not_closed_is_the_reason() -> None:
    """A rule is written `---`, which would close it."""
    source = SourceFile("a.md", "---\nkind: report\n\na\n\n***\n")
    formatted = formatting.format_source(source)
    assert formatted.text == source.text
    assert [finding.code.id for finding in formatted.findings] == ["FM101"]
