"""Every code of runpress, by area. A new code is one line in the module of its area and one page
`diagnostics/explain/CODE.md`.
"""

from __future__ import annotations

from collections.abc import Iterator

from runpress.diagnostics.codes import (
    accessibility,
    configuration,
    data,
    directives,
    front_matter,
    layout,
    links,
    lowering,
    panels,
    prose,
    publishing,
    runsets,
    stored,
)
from runpress.diagnostics.diagnostic import Code

AREAS = (
    front_matter,
    directives,
    runsets,
    panels,
    prose,
    links,
    accessibility,
    layout,
    data,
    configuration,
    stored,
    lowering,
    publishing,
)


def _declared() -> Iterator[Code]:
    for area in AREAS:
        for value in vars(area).values():
            if isinstance(value, Code):
                yield value


CODES: dict[str, Code] = {code.id: code for code in sorted(_declared(), key=lambda code: code.id)}
