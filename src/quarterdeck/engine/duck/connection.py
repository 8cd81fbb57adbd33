"""The one DuckDB of this process."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import NamedTuple

import duckdb

THREADS, MEMORY = 2, "2GB"
SPILLS = "duck"
"""The folder beside the segments into which it writes what does not fit into memory."""

_UNSOUND = "partitioned_execution"
"""An optimizer of DuckDB 2.0 that loses filters in large window queries."""


class _Open(NamedTuple):
    process: int
    folder: Path
    database: duckdb.DuckDBPyConnection


_LOCK = Lock()
_open: _Open | None = None


@contextmanager
def cursor(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own to the process's database, for one question about the segments in a folder."""
    own = _database(folder).cursor()
    try:
        yield own
    finally:
        own.close()


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    global _open
    with _LOCK:
        if _open is None or _open.process != os.getpid() or _open.folder != folder:
            _open = _Open(os.getpid(), folder, _opened(folder))
        return _open.database


def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """It reads the files it is told to and nothing else: no extension is loaded, no setting is changed by a query."""
    database = duckdb.connect(
        ":memory:",
        config={"threads": THREADS, "memory_limit": MEMORY, "temp_directory": str(folder / SPILLS),
                "preserve_insertion_order": False, "autoinstall_known_extensions": False,
                "autoload_known_extensions": False},
    )  # fmt: skip
    database.execute("SET parquet_metadata_cache = true")
    known = database.execute("SELECT name FROM duckdb_optimizers() WHERE name = ?", [_UNSOUND]).fetchall()
    if known:
        database.execute(f"SET disabled_optimizers = '{_UNSOUND}'")
    return database
