"""The exceptions of runpress: our bugs and the outside world, never an author's mistake.

    RunpressError
    ├── UsageError            a command line or configuration that cannot be obeyed   exit 2
    ├── NotPermittedError     no key, or not enough rights                            exit 3
    ├── DriftError            the server has moved on                                 exit 5
    └── NetworkError          no answer, or none that can be understood               exit 6

An author's mistake is a `Diagnostic` value in a list (see `runpress.diagnostics`).
"""

from __future__ import annotations

from typing import ClassVar


class RunpressError(Exception):
    """Base of all exceptions that runpress raises on purpose; its text is shown as it is."""

    exit_code: ClassVar[int] = 70
    hint: str | None = None
    """One next step."""


class UsageError(RunpressError):
    """The command line or the configuration asks for something that cannot be done."""

    exit_code = 2

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


class NotPermittedError(RunpressError):
    """The server knows us, but does not let us do this."""

    exit_code = 3
    hint = "`runpress doctor` says which key is used, where it comes from, and for which server"


class DriftError(RunpressError):
    """The server's copy is not the one that was last published."""

    exit_code = 5
    hint = "`runpress plan` shows what is there now"


class NetworkError(RunpressError):
    """The server did not answer, or not in its own language."""

    exit_code = 6
    hint: str | None = "`runpress doctor` tries the connection step by step"
