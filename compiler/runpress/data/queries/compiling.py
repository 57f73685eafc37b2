"""Ibis expressions to SQL, once a shape. Ibis is loaded when a shape is new."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import cache
from typing import Any

_LOCK = threading.RLock()


class Compiler:
    """Compiled SQL by shape."""

    def __init__(self) -> None:
        self._compiled: dict[Hashable, str] = {}

    def sql(self, shape: Hashable, build: Callable[[], Any]) -> str:
        """The SQL of a shape; `build` makes its expression."""
        with _LOCK:
            found = self._compiled.get(shape)
            if found is None:
                import ibis

                found = str(ibis.to_sql(build(), dialect="duckdb"))
                self._compiled[shape] = found
            return found


def setting(name: str, type_name: str) -> Any:
    """An Ibis value that is set for each query, so that its SQL stays the same: `setting("low", "float64")`."""
    return _variable(type_name)(name).name(name)


@cache
def _variable(type_name: str) -> Any:
    import ibis

    def getvariable(name):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the annotations are given below
        ...

    getvariable.__annotations__ = {"name": str, "return": ibis.dtype(type_name)}
    return ibis.udf.scalar.builtin(getvariable)


@cache
def whole_quotient() -> Any:
    """An Ibis function: the whole part of a quotient of whole numbers (Ibis itself divides doubles)."""
    import ibis

    @ibis.udf.scalar.builtin
    def divide(dividend: int, divisor: int) -> int: ...  # type: ignore[empty-body]

    return divide
