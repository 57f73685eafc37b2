"""The guide's page on the Python API: its code runs, and prints what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import runpress

PAGE = Path(__file__).parents[2] / "content" / "guide" / "python.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = [code for _, code in re.findall(r"^(`{3,})python\n(.*?)^\1$", TEXT, re.MULTILINE | re.DOTALL)]


def test_there_is_an_example_for_each_part() -> None:
    assert len(EXAMPLES) == 5


@pytest.mark.parametrize("code", EXAMPLES, ids=range(len(EXAMPLES)))
def test_examples_run(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, str(PAGE), "exec"), {})  # noqa: S102 - the guide's own code
    said = re.findall(r"print\(difference\)  # (.*)", code)
    assert capsys.readouterr().out.splitlines() == said


def test_every_name_of_the_page_is_public() -> None:
    assert set(re.findall(r"\brp\.(\w+)", TEXT)) <= set(runpress.__all__)
