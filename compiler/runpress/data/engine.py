"""The engine: DuckDB in this process, asked through its own API.

One database a store, one connection a thread. Nothing is loaded from the network: extensions are
neither installed nor looked for. Results come as Python rows, or as columns of doubles without a
Python object a value.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from runpress.data.buffers import Columns, columns_of
from runpress.errors import RunpressError

_SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "preserve_insertion_order": "true",
}

EngineError = duckdb.Error


class InterruptedQueryError(RunpressError):
    """A query was stopped before it had its answer."""


def raise_if_interrupted(error: Exception) -> None:
    """An interruption is no fault of the data."""
    if isinstance(error, duckdb.InterruptException):
        raise InterruptedQueryError("the query was stopped") from error


class Engine:
    """A database and its connections."""

    def __init__(self, *, memory_limit: str = "2GB", spill_dir: Path | None = None) -> None:
        settings: dict[str, Any] = dict(_SETTINGS, memory_limit=memory_limit)
        if spill_dir is not None:
            settings["temp_directory"] = str(spill_dir)
        self._root = duckdb.connect(":memory:", config=settings)
        self._local = threading.local()
        self._connections: set[duckdb.DuckDBPyConnection] = set()
        self._lock = threading.Lock()
        self._names = itertools.count()

    def new_name(self) -> str:
        """A name that nothing has yet."""
        return f"n{next(self._names)}"

    def new_table(self) -> str:
        """The name of a table in this thread's newest schema."""
        return f"{self._local.schema}.{self.new_name()}"

    def new_schema(self) -> str:
        """A new, empty schema; new tables of this thread belong to it."""
        name = self.new_name()
        self.run(f"CREATE SCHEMA {name}")
        self._local.schema = name
        return name

    def drop_schema(self, name: str) -> None:
        """Forget a schema and all that is in it."""
        self.run(f"DROP SCHEMA IF EXISTS {name} CASCADE")

    def connection(self) -> duckdb.DuckDBPyConnection:
        """This thread's connection."""
        connection: duckdb.DuckDBPyConnection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._root.cursor()
            self._local.connection = connection
            with self._lock:
                self._connections.add(connection)
        return connection

    def run(self, sql: str, parameters: Sequence[Any] | None = None) -> None:
        """Execute a statement for its effect."""
        self.connection().execute(sql, parameters or None).fetchall()

    def rows(self, sql: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return self.connection().execute(sql, parameters or None).fetchall()

    def describe(self, relation: str) -> list[tuple[str, Any]]:
        """Names and types of a relation's columns."""
        described = self.connection().sql(f"SELECT * FROM {relation} LIMIT 0")
        return list(zip(described.columns, described.types, strict=True))

    def columns(self, sql: str) -> Columns:
        """The columns of a query whose results are numbers."""
        return columns_of(self.connection().sql(sql))

    def interrupt(self) -> None:
        """Stop all queries that are running, in all threads; they raise `EngineError`."""
        with self._lock:
            for connection in self._connections:
                connection.interrupt()

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._root.close()
