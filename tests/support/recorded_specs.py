"""Specs recorded from the real `wandb-workspaces`, and stored ones that it damages: `tests/conformance/cases.json`.

A case has `name`, `kind` (`report` or `workspace`), `view` (what stands beside the spec), and `spec`, the package's
output. Cases made from Python have that code in `python`; cases of what only the editor stores have `input` and no
code: there `input` is what must come back, and `spec`, if any, is what the package makes of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent.parent / "conformance"


@dataclass(frozen=True)
class Case:
    """One recorded case."""

    name: str
    kind: str
    view: Mapping[str, str]
    python: str
    spec: Any
    input: Any
    tags: tuple[str, ...]

    @property
    def stored(self) -> Any:
        """What a server would hold."""
        return self.spec if self.input is None else self.input


@cache
def recorded_cases() -> tuple[Case, ...]:
    """All of them, in their order."""
    found = json.loads((FOLDER / "cases.json").read_text(encoding="utf-8"))["cases"]
    return tuple(
        Case(
            name=case["name"],
            kind=case["kind"],
            view=case["view"],
            python=case.get("python") or "",
            spec=case.get("spec"),
            input=case.get("input"),
            tags=tuple(case["tags"]),
        )
        for case in found
    )
