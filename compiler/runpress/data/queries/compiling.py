"""Ibis expressions to SQL, once a shape. Ibis is loaded when a shape is new: it takes a while."""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

_LOCK = threading.RLock()
MOST_KEPT = 1000


class Compiler:
    """Compiled SQL by shape; kept in a folder, too, so that the next process need not compile it."""

    def __init__(self, folder: Path | None = None, *, most: int = MOST_KEPT) -> None:
        self._folder = folder
        self._most = most
        self._compiled: dict[Hashable, str] = {}

    def sql(self, shape: Hashable, build: Callable[[], Any]) -> str:
        """The SQL of a shape; `build` makes its expression."""
        with _LOCK:
            found = self._compiled.get(shape) or self._kept(shape)
            if found is None:
                import ibis

                found = str(ibis.to_sql(build(), dialect="duckdb"))
                self._keep(shape, found)
            self._compiled[shape] = found
            if len(self._compiled) > self._most:
                del self._compiled[next(iter(self._compiled))]
            return found

    def _kept(self, shape: Hashable) -> str | None:
        if self._folder is None:
            return None
        try:
            checksum, _, sql = _file(self._folder, shape).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeDecodeError):
            return None
        return sql if checksum == _checksum(sql) else None

    def _keep(self, shape: Hashable, sql: str) -> None:
        if self._folder is None:
            return
        path = _file(self._folder, shape)
        with suppress(OSError, UnicodeEncodeError):
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_suffix(f".{threading.get_ident()}.part")
            aside.write_text(f"{_checksum(sql)}\n{sql}", encoding="utf-8", newline="")
            aside.replace(path)
            self._prune(path.parent)

    def _prune(self, folder: Path) -> None:
        """Each filter that is tried leaves a query behind: remove the oldest."""
        kept = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: max(0, len(kept) - self._most)]:
            path.unlink(missing_ok=True)


def _file(folder: Path, shape: Hashable) -> Path:
    digest = blake2b(f"{makers()} {shape!r}".encode("utf-8", "surrogatepass"), digest_size=16)
    return folder / f"{digest.hexdigest()}.sql"


def _checksum(sql: str) -> str:
    return f"-- {zlib.crc32(sql.encode('utf-8', 'surrogatepass')):08x}"


@cache
def makers() -> str:
    """What makes SQL and answers besides queries and data: the modules of this package, and Ibis."""
    sources = sorted(Path(__file__).parent.parent.rglob("*.py"))
    return f"{version('ibis-framework')} {zlib.crc32(b''.join(path.read_bytes() for path in sources)):08x}"


def setting(name: str, type_name: str) -> Any:
    """An Ibis value that is set for each query, so that its SQL stays the same: `setting("low", "float64")`."""
    return _variable(type_name)(name).name(name)


@cache
def _variable(type_name: str) -> Any:
    import ibis

    def getvariable(name):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - given below, as the type is a value
        ...

    getvariable.__annotations__ = {"name": str, "return": ibis.dtype(type_name)}
    return ibis.udf.scalar.builtin(getvariable)


@cache
def whole_quotient() -> Any:
    """An Ibis function: the whole part of a quotient of whole numbers (Ibis itself divides doubles)."""
    import ibis

    def divide(dividend: int, divisor: int) -> int: ...  # type: ignore[empty-body]  # its body is the engine's

    return ibis.udf.scalar.builtin(divide)
