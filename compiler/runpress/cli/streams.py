"""Standard streams that a command can rely on: they are there, and a reader who leaves ends no work."""

from __future__ import annotations

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_OUT: Final = "standard output"


def keep_streams() -> None:
    """Put sound streams in place of closed ones, and of an output that somebody may stop reading."""
    # In this order, so that no file that is opened later gets the number of a standard stream.
    sys.stdin = sys.stdin or _nowhere("r")
    sys.stdout = _lasting(sys.stdout, _OUT)
    sys.stderr = _lasting(sys.stderr, "")


def write_result(text: str) -> None:
    """Write a document, JSON or code to standard output: in a file or a pipe it is UTF-8 with line feeds everywhere."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None and not sys.stdout.isatty():
        reconfigure(encoding="utf-8", errors=sys.stdout.errors, newline="\n")
    sys.stdout.write(text)


def _lasting(stream: TextIO | None, name: str) -> TextIO:
    """A stream like this one; with a name it says so if it cannot be written, else there is nobody to tell."""
    if stream is None:
        return _nowhere("w")
    is_terminal = stream.isatty()
    return io.TextIOWrapper(
        io.BufferedWriter(_Lasting(stream.fileno(), name)),
        encoding=stream.encoding,
        errors=stream.errors,
        line_buffering=is_terminal or not name,
    )


def _nowhere(mode: Literal["r", "w"]) -> TextIO:
    """A stream without content, open as long as the process."""
    return Path(os.devnull).open(mode, encoding="utf-8")


class _Lasting(io.RawIOBase):
    """What is written to a file descriptor, until nobody reads it any more: the rest goes nowhere."""

    def __init__(self, number: int, name: str) -> None:
        self._number = number
        self._name = name

    def writable(self) -> bool:
        """It is only written to."""
        return True

    def fileno(self) -> int:
        """The number that the system knows it by."""
        return self._number

    def isatty(self) -> bool:
        """Whether somebody looks at it."""
        return os.isatty(self._number)

    def write(self, content: ReadableBuffer) -> int:
        """Write some bytes. A command is not ended by a reader who has read enough: `publish | head` publishes."""
        part = memoryview(content)
        try:
            return os.write(self._number, part)
        except BlockingIOError:
            raise
        except OSError as error:
            self._give_up()
            if error.errno == errno.EPIPE or not self._name:
                return len(part)
            raise OSError(error.errno, error.strerror, self._name) from None

    def _give_up(self) -> None:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._number)
            os.close(nowhere)
