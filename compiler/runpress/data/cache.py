"""The bucket cache: answers to series queries on the disk, under a name that is the digest of the question.

An entry is a line that says what it is, a header in JSON, and doubles. A cut, changed or foreign entry
does not fit its checksum and counts as none. Entries come into being whole: written aside, renamed.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import zlib
from array import array
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from runpress.data.protocol import Series

_MAGIC = f"runpress series 1 {sys.byteorder}\n".encode()
_DOUBLE = 8
LARGEST_BYTES = 256 * 1024**2


class BucketCache:
    """Series by digest. Every failure of the disk means: not cached."""

    def __init__(self, folder: Path, *, largest_bytes: int = LARGEST_BYTES) -> None:
        self._folder = folder
        self._largest = largest_bytes

    def get(self, digest: str) -> list[Series] | None:
        """An answer, if it is there and whole."""
        path = self._path(digest)
        try:
            data = path.read_bytes()
            series = _decoded(data)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with suppress(OSError):
            os.utime(path)  # the oldest go first
        return series

    def put(self, digest: str, series: Sequence[Series]) -> None:
        """Keep an answer."""
        path = self._path(digest)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(_encoded(series))
                Path(aside).replace(path)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
            self._prune()
        except OSError:
            return

    def _path(self, digest: str) -> Path:
        return self._folder / f"{digest}.series"

    def _prune(self) -> None:
        """Remove the entries that were not used for longest until the rest is small enough."""
        entries = sorted(
            (status.st_mtime_ns, status.st_size, entry.path)
            for entry in os.scandir(self._folder)
            if (status := entry.stat())
        )
        total = sum(size for _, size, _ in entries)
        for _, size, path in entries:
            if total <= self._largest:
                return
            Path(path).unlink(missing_ok=True)
            total -= size


def _encoded(series: Sequence[Series]) -> list[bytes]:
    arrays: list[bytes] = []
    numbers: dict[int, int] = {}

    def kept(values: Sequence[float] | None) -> int | None:
        if values is None:
            return None
        if id(values) not in numbers:
            numbers[id(values)] = len(arrays)
            arrays.append(
                memoryview(values).tobytes() if isinstance(values, array | memoryview) else array("d", values).tobytes()
            )
        return numbers[id(values)]

    rows = [
        [one.run, one.metric, one.count, one.not_finite, *map(kept, (one.x, one.y, one.low, one.high))]
        for one in series
    ]
    header = json.dumps({"series": rows, "lengths": [len(part) // _DOUBLE for part in arrays]}).encode()
    checksum = zlib.crc32(header)
    for part in arrays:
        checksum = zlib.crc32(part, checksum)
    return [_MAGIC, f"{checksum} {len(header)}\n".encode(), header, *arrays]


def _decoded(data: bytes) -> list[Series] | None:
    if not data.startswith(_MAGIC):
        return None
    line_end = data.index(b"\n", len(_MAGIC))
    checksum, length = map(int, data[len(_MAGIC) : line_end].split())
    body = memoryview(data)[line_end + 1 :]
    if zlib.crc32(body) != checksum:
        return None
    header: dict[str, Any] = json.loads(bytes(body[:length]))
    doubles = body[length:].cast("B").cast("d")
    parts: list[memoryview[float]] = []
    at = 0
    for count in header["lengths"]:
        parts.append(doubles[at : at + count])
        at += count

    def part(number: int | None) -> Any:
        return None if number is None else parts[number]

    return [
        Series(run, metric, part(x), part(y), part(low), part(high), count, not_finite)
        for run, metric, count, not_finite, x, y, low, high in header["series"]
    ]
