"""Every recorded spec as code for `wandb-workspaces`, run with the real package.

What the package then writes is what was recorded, or a comment in the code says what it cannot say.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from runpress.codec.about import About
from runpress.exporters.wws import built, export
from support.normalise import differences, normalise
from support.recorded_specs import Case, recorded_cases
from support.wandb_package import built_by, offline, spec_of

CASES = recorded_cases()
NOTE = re.compile(r"^\s*# (?:wandb-workspaces cannot say|left out, wandb-workspaces)", re.MULTILINE)
UNSAYABLE = {
    "report/authors-threads-settings": "attributes with an underscore",
    "paragraph/inline-comment": "attributes with an underscore",
    "runset/additive-selection": "attributes with an underscore",
    "layout/shared-layout-object": "two panels in one place, from one `Layout` object",
    "workspace/runset-group-colors-ignored-without-groupby": "an id for colours that are left out",
}
"""Recorded code that says something by other means than the package's options."""


@pytest.fixture(scope="module", autouse=True)
def _offline() -> Iterator[None]:
    with offline():
        yield


def about(case: Case) -> About:
    view = case.view
    kind = "workspace" if case.kind == "workspace" else "report"
    return About(kind, view["displayName"], view["description"], view["entity"], view["project"])


def exported(case: Case) -> str:
    return export(about(case), json.loads(json.dumps(case.stored)))


@cache
def _of(name: str) -> tuple[str, Any]:
    """The code of a case, and what the package writes for it."""
    text = exported(next(case for case in CASES if case.name == name))
    return text, spec_of(built_by(text))


def code(case: Case) -> str:
    return _of(case.name)[0]


def theirs(case: Case) -> Any:
    return _of(case.name)[1]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_package_writes_what_was_stored_or_a_comment_says_what_it_cannot(case: Case) -> None:
    lost = list(differences(normalise(case.stored), theirs(case)))
    assert bool(lost) == bool(NOTE.search(code(case))), lost


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_the_package_will_write_is_known_beforehand(case: Case) -> None:
    part = built(about(case), case.stored)
    assert list(differences(normalise(part.said), theirs(case))) == []


@pytest.mark.parametrize("case", [case for case in CASES if case.python], ids=lambda case: case.name)
def test_whatever_the_package_has_an_option_for_comes_back_equal(case: Case) -> None:
    equal = not list(differences(case.spec, theirs(case)))
    assert equal is (case.name not in UNSAYABLE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_code_imports_just_what_it_uses(case: Case) -> None:
    tree = ast.parse(code(case))
    imported = {
        name.asname or name.name
        for node in tree.body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in node.names
    }
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {case.kind, "__name__"}
    assert imported == used


def test_code_is_formatted_as_formatters_do(tmp_path: Path) -> None:
    for at, case in enumerate(CASES):
        (tmp_path / f"case_{at}.py").write_text(code(case), encoding="utf-8")
    ruff = [
        sys.executable,
        "-m",
        "ruff",
        "format",
        "--check",
        "--isolated",
        "--quiet",
        "--line-length=88",
        str(tmp_path),
    ]
    assert subprocess.run(ruff, check=False, timeout=300, capture_output=True, text=True).stdout == ""


@pytest.mark.parametrize("case", CASES[::20], ids=lambda case: case.name)
def test_the_same_view_gives_the_same_code(case: Case) -> None:
    assert exported(case) == exported(case)


def test_the_id_of_a_project_is_no_loss() -> None:
    stored = next(case.stored for case in CASES if case.name == "runset/project")
    with_id = json.loads(json.dumps(stored))
    with_id["blocks"][1]["metadata"]["runSets"][0]["project"]["id"] = "UHJvamVjdA=="
    assert export(About("report"), with_id) == export(About("report"), stored)
