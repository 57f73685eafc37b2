"""Read the log that wandb writes in offline mode: a `.wandb` file of framed protobuf records."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from wandb.proto.wandb_internal_pb2 import Record

BLOCK = 32 * 1024
HEADER = 7
FULL, FIRST, MIDDLE, LAST = 1, 2, 3, 4


def read_records(path: Path) -> Iterator[Record]:
    """The records of a log; one that was cut off at the end is left out."""
    content = path.read_bytes()
    if content[:4] != b":W&B":
        raise ValueError(f"{path} is not a log of wandb")
    parts: list[bytes] = []
    for kind, payload in _chunks(content):
        if kind in (FULL, FIRST):
            parts = []
        parts.append(payload)
        if kind in (FULL, LAST):
            yield Record.FromString(b"".join(parts))


def _chunks(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = HEADER
    while at + HEADER <= len(content):
        if BLOCK - at % BLOCK < HEADER:
            at += BLOCK - at % BLOCK
            continue
        _, length, kind = struct.unpack_from("<IHB", content, at)
        end = at + HEADER + length
        if not FULL <= kind <= LAST or end > len(content):
            return
        yield kind, content[at + HEADER : end]
        at = end
