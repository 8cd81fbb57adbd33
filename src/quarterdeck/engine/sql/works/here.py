"""Works on this machine, by DuckDB."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from quarterdeck.engine.sql.works.running import too_large
from quarterdeck.engine.sql.works.texts import DUCKDB

MEMORY = "2GB"


class Here:
    """A connection on which works run. `folder` is for what does not fit into memory."""

    dialect = DUCKDB

    def __init__(self, folder: Path, memory: str) -> None:
        self._held = duckdb.connect(config={"temp_directory": str(folder), "memory_limit": memory})
        self._kept: list[str] = []
        # DuckDB 1.5.6 fails on "the first of several" over tables that it finds empty, in this step of its optimizer.
        self._held.execute("SET disabled_optimizers = 'top_n_window_elimination'")

    def table(self, name: str, rows: pa.Table) -> None:
        """Make a small table known under a name."""
        self._held.register("given", rows)
        self._held.execute(f'CREATE OR REPLACE TEMP TABLE "{name}" AS FROM given')
        self._held.unregister("given")

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Make the rows of Parquet files known under a name."""
        listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
        self._held.execute(
            f'CREATE OR REPLACE VIEW "{name}" AS FROM read_parquet([{listed}], hive_partitioning = false)'
        )

    def keep(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name."""
        self._run(f'CREATE OR REPLACE TEMP TABLE "{name}" AS {text}')
        self._kept.append(name)

    def rows(self, text: str) -> list[tuple[int, ...]]:
        """The few rows of a statement."""
        return self._held.execute(text).fetchall()

    def write(self, text: str, folder: Path) -> list[Path]:
        """Write the rows of a statement to a Parquet file in a new folder."""
        folder.mkdir()
        path = folder / "rows.parquet"
        quoted = str(path).replace("'", "''")
        self._run(f"COPY ({text}) TO '{quoted}' (FORMAT parquet)")
        for name in self._kept:
            self._held.execute(f'DROP TABLE "{name}"')
        self._kept = []
        return [path]

    def _run(self, text: str) -> None:
        try:
            self._held.execute(text)
        except (duckdb.OutOfRangeException, duckdb.ConversionException) as failure:
            raise too_large() from failure

    def close(self) -> None:
        """Give back memory and files."""
        self._held.close()


@contextmanager
def here(folder: Path, memory: str = MEMORY) -> Iterator[Here]:
    """This machine, whose connection is closed in the end."""
    machine = Here(folder, memory)
    try:
        yield machine
    finally:
        machine.close()
