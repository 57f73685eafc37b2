"""The process around the command line, which starts and ends quickly."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from runpress.cli.main import main

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""More than start-up and a long document make: a look costs 5 ms a 20,000 objects, what it frees is some megabytes."""


def run() -> NoReturn:
    """Run the command line, and end with its exit code."""
    # Documents and modules are many small objects without cycles: looking for cycles after every few hundred takes time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    if "serve" not in sys.argv:  # the preview starts editors, which would inherit this
        # pydantic reads what all installed packages say of themselves, for plugins that our models have no use for.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _end(main())


def _end(code: int) -> NoReturn:
    """End without taking every object apart, which the end of the process makes unnecessary.

    Run data is another matter: its engine may have files to give back.
    """
    if "duckdb" in sys.modules:
        sys.exit(code)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):  # whoever read it is gone
            stream.flush()
    os._exit(code)
