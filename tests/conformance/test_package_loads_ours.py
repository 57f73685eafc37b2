"""The real package loads what we store, and has the object that it made itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from runpress.conversion.spec import compile_spec
from runpress.source import SourceFile
from support.recorded_specs import FOLDER, Case, recorded_cases
from support.wandb_package import loaded, offline, spec_of

DIFFERENT = set(re.findall(r"^\| `([^`]+)` \|", (FOLDER / "differences.md").read_text(encoding="utf-8"), re.MULTILINE))
CASES = [case for case in recorded_cases() if case.python and case.name not in DIFFERENT]


@pytest.fixture(scope="module", autouse=True)
def _offline() -> Iterator[None]:
    with offline():
        yield


def shown(kind: str, spec: Any) -> tuple[str, Any] | None:
    """The package's object for a spec, as it shows itself and as it would save it; None if it cannot load it."""
    try:
        view = loaded(kind, json.loads(json.dumps(spec)))
    except Exception:  # noqa: BLE001 - whatever the package fails with
        return None
    return repr(view), spec_of(view)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_package_has_the_object_that_it_made(case: Case) -> None:
    path = FOLDER / "documents" / f"{case.name}.md"
    ours = compile_spec(SourceFile(path.name, path.read_text(encoding="utf-8"))).spec
    assert shown(case.kind, ours) == shown(case.kind, case.spec)
