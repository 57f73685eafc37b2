"""The guide's examples for people who come from `wandb-workspaces`: package, document and Python API say the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import runpress as rp
from runpress.diagnostics import Severity
from support.normalise import differences, normalise
from support.wandb_package import built_by, offline, spec_of

PAGE = Path(__file__).parents[2] / "content" / "guide" / "coming-from-wandb-workspaces.md"
FENCE = re.compile(r"^(`{3,})(python|markdown)\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
WITHOUT_EFFECT = ("searchQuery", "autoExpandSearchResults")


class Example(NamedTuple):
    title: str
    theirs: str
    document: str
    ours: str


def examples() -> Iterator[Example]:
    """Three fences each below a heading of level 3; what looks like a heading inside a fence is none."""
    text = PAGE.read_text(encoding="utf-8")
    fences = list(FENCE.finditer(text))[:-1]
    for first, second, third in zip(fences[::3], fences[1::3], fences[2::3], strict=True):
        assert [match[2] for match in (first, second, third)] == ["python", "markdown", "python"]
        title = text[: first.start()].rsplit("\n### ", 1)[1].partition("\n")[0]
        yield Example(title, first[3], second[3], third[3])


EXAMPLES = list(examples())


def view_of(code: str) -> Any:
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102 - the guide's own code
    return names["view"]


def test_every_example_of_the_tutorials_is_there() -> None:
    assert len(EXAMPLES) == 8


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_document_is_what_the_package_stores(example: Example) -> None:
    compiled = rp.compile(example.document)
    assert [finding.message for finding in compiled.diagnostics if finding.severity is not Severity.NOTE] == []
    with offline():
        theirs = spec_of(built_by(example.theirs))
    found = list(differences(theirs, normalise(rp.encode(compiled.view).spec)))
    assert [path for path, *_ in found if not path.endswith(WITHOUT_EFFECT)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_python_api_says_what_the_document_says(example: Example) -> None:
    view, compiled = view_of(example.ours), rp.compile(example.document)
    assert rp.compare(compiled.view, view) == ()
    assert json.dumps(rp.encode(view).spec) == json.dumps(rp.encode(compiled.view).spec)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_the_markdown_of_a_built_view_compiles_to_it(example: Example) -> None:
    view = view_of(example.ours)
    text = rp.to_markdown(view)
    assert rp.compare(view, rp.compile(text).view) == ()


def test_the_code_that_loads_a_view_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    match = list(FENCE.finditer(PAGE.read_text(encoding="utf-8")))[-1]
    monkeypatch.chdir(tmp_path)
    view = rp.workspace(title="Example W&B Workspace", project="acme/demo")
    Path("view.json").write_text(json.dumps(rp.view_object(view)), encoding="utf-8")
    exec(compile(match[3], str(PAGE), "exec"), {})  # noqa: S102 - the guide's own code
    assert capsys.readouterr().out.strip() == match[3].split("# ")[1].split("\n")[0]
    renamed = rp.decode(Path("renamed.json").read_text(encoding="utf-8")).view
    assert renamed is not None
    assert renamed.front.title == "Updated Workspace Name"
    assert rp.compare(renamed, rp.compile(Path("renamed.md").read_text(encoding="utf-8")).view) == ()
