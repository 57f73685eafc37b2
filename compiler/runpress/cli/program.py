"""The process around the command line, which starts and ends quickly."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import NoReturn

from runpress.cli.main import main
from runpress.cli.streams import keep_streams

_OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""More than start-up and a long document make: a look costs 5 ms a 20,000 objects, what it frees is some megabytes."""


def run() -> NoReturn:
    """Run the command line, and end with its exit code."""
    keep_streams()
    # Documents and modules are many small objects without cycles: looking for cycles after every few hundred takes time.
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, 20, 50)
    if "serve" not in sys.argv:  # the preview starts editors, which would inherit this
        # pydantic reads what all installed packages say of themselves, for plugins that our models have no use for.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    _end(_said(main()))


def _said(code: int) -> int:
    """The exit code, once all that was printed has arrived."""
    try:
        sys.stdout.flush()
    except OSError as error:
        from runpress.cli.failures import failure_of, show

        failure = failure_of(error)
        show(failure, as_json=False)
        return code or failure.code
    return code


def _end(code: int) -> NoReturn:
    """End without taking every object apart, which the end of the process makes unnecessary.

    Run data is another matter: its engine may have files to give back.
    """
    if "duckdb" in sys.modules:
        sys.exit(code)
    with suppress(OSError, ValueError):  # the disk below a redirected stream is full
        sys.stderr.flush()
    os._exit(code)
