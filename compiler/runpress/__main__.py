"""`python -m runpress` is `runpress`."""

from __future__ import annotations

from runpress.cli.program import run

run()
