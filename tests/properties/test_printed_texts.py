"""Whatever a text becomes, the document that is printed of it becomes the same."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings

from properties.test_any_text import TEXTS
from runpress.pipeline import compile_document
from runpress.source import SourceFile
from support.same_view import assert_comes_back


def check(text: str) -> None:
    compiled = compile_document(SourceFile("doc.md", text))
    if not any(finding.code.id in {"MD307", "DX101"} for finding in compiled.diagnostics):
        assert_comes_back(compiled.view)


SETTINGS = settings(suppress_health_check=list(HealthCheck), deadline=None)


@given(TEXTS)
@settings(SETTINGS, max_examples=300)
@example("*(*foo*)*")
@example("[<https://a.b>](/u)")
@example("$$\\\n$$0")
@example("<details>\n<summary>p\n<https://a.b>\nq</summary>\n</details>")
@example("`<details>\n<summary>![a](b)</summary>\n\nx\n</details>")
@example("- 0\n- <details>0")
@example("- <details>\n  <summary>a</summary>")
@example("- <DETAILS>```runset")
@example("a ![https://a.bc\\\\](u)")
@example("```embed\nmarkdown: |\n  \ufeffx\n```")
def test_any_text_comes_back(text: str) -> None:
    check(text)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@given(TEXTS)
@settings(SETTINGS, max_examples=20_000)
def test_very_many_texts_come_back(text: str) -> None:
    check(text)
