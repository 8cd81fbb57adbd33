"""Works on a cluster."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.engine.sql.works.texts import SPARK

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


class Cluster:
    """A session on which works run. Small tables are handed over as files in `folder`, which the cluster must see."""

    dialect = SPARK

    def __init__(self, session: "SparkSession", folder: Path) -> None:
        self._session, self._folder = session, folder
        self._given = 0

    def table(self, name: str, rows: pa.Table) -> None:
        """Make a small table known under a name."""
        self._given += 1
        path = self._folder / f"{name}-{self._given}.parquet"
        pq.write_table(rows, path)
        self._session.read.parquet(path.as_uri()).createOrReplaceTempView(name)

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Make the rows of Parquet files known under a name."""
        self._session.read.parquet(*(path.as_uri() for path in paths)).createOrReplaceTempView(name)

    def rows(self, text: str) -> list[tuple[int, ...]]:
        """The few rows of a statement."""
        return [tuple(row) for row in self._session.sql(text).collect()]

    def write(self, text: str, folder: Path) -> list[Path]:
        """Write the rows of a statement to Parquet files in a new folder; each holds a part, in the order of names."""
        self._session.sql(text).write.parquet(folder.as_uri(), compression="zstd")
        return sorted(folder.glob("part-*.parquet"))

    def clear(self) -> None:
        """Remove the small tables."""
        shutil.rmtree(self._folder)
