"""Run data: where it comes from, what can be asked of it, and statistics over it.

`protocol` says what can be asked; `open_store` gives what answers. The engine is loaded when a store
is opened, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from runpress.data.config import SourceConfig

if TYPE_CHECKING:
    from runpress.data.store import Store

__all__ = ["SourceConfig", "open_store"]


def _now() -> datetime:
    return datetime.now(UTC)


def open_store(
    sources: Sequence[SourceConfig], *, cache_dir: Path | None = None, clock: Callable[[], datetime] = _now
) -> Store:
    """A store over these sources.

    Buckets and compiled queries are kept under `cache_dir` (None: nowhere). The clock is asked by
    `within_last` alone.
    """
    from runpress.data.store import Store

    return Store(sources, cache_dir=cache_dir, clock=clock)
