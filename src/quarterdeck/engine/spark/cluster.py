"""Works on a cluster."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.sql.works.running import too_large
from quarterdeck.engine.sql.works.texts import SPARK

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


class Cluster:
    """A session on which works run. Small tables are handed over as files in `folder`, which the cluster must see."""

    dialect = SPARK

    def __init__(self, session: "SparkSession", folder: Path) -> None:
        self._session, self._folder = session, folder
        self._given = 0
        self._kept: list[DataFrame] = []

    def table(self, name: str, rows: pa.Table) -> None:
        """Make a small table known under a name."""
        self._given += 1
        path = self._folder / f"{name}-{self._given}.parquet"
        pq.write_table(rows, path)
        self._session.read.parquet(path.as_uri()).createOrReplaceTempView(name)

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Make the rows of Parquet files known under a name."""
        self._session.read.parquet(*(path.as_uri() for path in paths)).createOrReplaceTempView(name)

    def keep(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name; they stay on the disks of the workers."""
        from pyspark import StorageLevel

        frame = self._session.sql(text).persist(StorageLevel.DISK_ONLY)
        frame.createOrReplaceTempView(name)
        self._kept.append(frame)

    def rows(self, text: str) -> list[tuple[int, ...]]:
        """The few rows of a statement."""
        with _worded():
            return [tuple(row) for row in self._session.sql(text).collect()]

    def write(self, text: str, folder: Path) -> list[Path]:
        """Write the rows of a statement to Parquet files in a new folder; each holds a part, in the order of names."""
        with _worded():
            self._session.sql(text).write.parquet(folder.as_uri(), compression="zstd")
        for frame in self._kept:
            frame.unpersist()
        self._kept = []
        return sorted(folder.glob("part-*.parquet"))


@contextmanager
def _worded() -> Iterator[None]:
    """What a cluster could not do, in words."""
    from py4j.protocol import Py4JError
    from pyspark.errors import ArithmeticException, PySparkException

    try:
        yield
    except ArithmeticException as failure:
        raise too_large() from failure
    except (PySparkException, Py4JError) as failure:
        told = str(failure)
        if "ARITHMETIC_OVERFLOW" in told or "CAST_OVERFLOW" in told or "NUMERIC_VALUE_OUT_OF_RANGE" in told:
            raise too_large() from failure
        raise BadInput(
            Message(gettext_noop("The cluster gave up: {reason}"), {"reason": told.strip().splitlines()[0]}),
            remedy=gettext_noop("See that all its machines reach the folders under the same paths and have room, then "
                                "start again."),
        ) from failure  # fmt: skip
