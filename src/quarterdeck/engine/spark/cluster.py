"""Works on a cluster."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED
from quarterdeck.engine.sql.works.running import too_large
from quarterdeck.engine.sql.works.texts import SPARK

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


_TYPES = {
    pa.int8(): "TINYINT", pa.int16(): "SMALLINT", pa.int32(): "INT", pa.int64(): "BIGINT", pa.bool_(): "BOOLEAN",
    pa.string(): "STRING",
}  # fmt: skip


def _type(of: pa.DataType) -> str:
    return f"DECIMAL({of.precision}, {of.scale})" if pa.types.is_decimal(of) else _TYPES[of]


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
        self._read([path], rows.schema).createOrReplaceTempView(name)

    def files(self, name: str, paths: Sequence[Path]) -> None:
        """Make the rows of Parquet files known under a name."""
        self._read(paths, SUPERSEDED if name == "superseded" else NEWEST).createOrReplaceTempView(name)

    def _read(self, paths: Sequence[Path], schema: pa.Schema) -> "DataFrame":
        """The rows of files. What is in them is told, so that the cluster need not look first."""
        told = ", ".join(f"`{one.name}` {_type(one.type)}" for one in schema)
        return self._session.read.schema(told).parquet(*(path.as_uri() for path in paths))

    def name(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name; whoever reads them works them out."""
        self._session.sql(text).createOrReplaceTempView(name)

    def store(self, name: str, text: str) -> None:
        """Work out the rows of a statement, write them down, and make them known under a name."""
        self._given += 1
        path = (self._folder / f"{name}-{self._given}").as_uri()
        with _worded():
            frame = self._session.sql(text)
            frame.write.parquet(path)
        self._session.read.schema(frame.schema).parquet(path).createOrReplaceTempView(name)

    def keep(self, name: str, text: str) -> None:
        """Make the rows of a statement known under a name; they stay on the disks of the workers."""
        from pyspark import StorageLevel

        frame = self._session.sql(text).persist(StorageLevel.DISK_ONLY)
        frame.createOrReplaceTempView(name)
        self._kept.append(frame)

    def rows(self, text: str) -> list[tuple[Any, ...]]:
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
