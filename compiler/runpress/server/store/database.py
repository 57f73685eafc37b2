"""The database: opened once, used from many threads, one writer at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect

from runpress.server.store.tables import METADATA

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

_BUSY_MS = 10_000


class Database:
    """Connections for reading, and transactions for writing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writing = Lock()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection; what it reads is one state."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction: all of it is on disk afterwards, or, if it raises, nothing."""
        with self._writing, self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def open_database(folder: Path) -> Database:
    """The database of a folder, made if it is not there; its files are the owner's alone."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "server.sqlite"
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    METADATA.create_all(engine)
    _add_columns(engine)
    return Database(engine)


def _add_columns(engine: Engine) -> None:
    """Columns that came later than the database; they may all be null."""
    with engine.begin() as connection:
        for table in METADATA.tables.values():
            known = {column["name"] for column in inspect(connection).get_columns(table.name)}
            for column in table.columns:
                if column.name not in known:
                    words = column.type.compile(engine.dialect)
                    connection.exec_driver_sql(f"ALTER TABLE {table.name} ADD COLUMN {column.name} {words}")


def _configure(connection: Any, _record: Any) -> None:
    """Writers do not stop readers, and a commit is on disk. Transactions are begun by us alone."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={_BUSY_MS}", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
