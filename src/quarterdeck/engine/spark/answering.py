"""Runs the plan of a question on a cluster: the steps that DuckDB runs, in the words of Spark."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.spark.cluster import Cluster
from quarterdeck.engine.sql.cells import Step
from quarterdeck.engine.sql.dialect import SPARK
from quarterdeck.engine.sql.prepared import Prepared
from quarterdeck.engine.sql.program import words
from quarterdeck.engine.sql.relations import Relations
from quarterdeck.engine.sql.restating import EXCEPTIONS
from quarterdeck.engine.sql.sources import Source, Sources, newest_step
from quarterdeck.engine.sql.works.texts import spoken

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

BESIDE = "spark"
"""The folder beside the segments for what is handed over and worked out on the way; the cluster must see it."""


def answer(plan: Plan, held: Held, session: "SparkSession") -> pa.Table:
    """The answer to a question, as every other way gives it.

    It pays for questions that one machine cannot hold: each takes a cluster seconds, however small it is. Raises
    `BadInput` where its numbers leave 38 digits.
    """
    prepared = Prepared(plan, held)
    program = prepared.program(SPARK)
    with _beside(held.folder) as folder:
        cluster = Cluster(session, folder)
        _hand_over(cluster, prepared.relations)
        newest = newest_step(_sources(cluster, prepared, held), SPARK)
        cluster.store(newest.name, spoken(newest.sql, SPARK.name))
        if prepared.restates:
            exceptional = cluster.rows(spoken(EXCEPTIONS, SPARK.name))
            _hand_over(cluster, prepared.in_borders(exceptional))
        _run(cluster, program.steps, program.answer)
        rows = pa.concat_tables(
            pq.ParquetFile(path).read() for path in cluster.write(spoken(program.answer, SPARK.name), folder / "answer")
        )
    return prepared.told(rows)


@contextmanager
def _beside(segments: Path) -> Iterator[Path]:
    (segments / BESIDE).mkdir(exist_ok=True)
    with TemporaryDirectory(dir=segments / BESIDE) as folder:
        yield Path(folder)


def _hand_over(cluster: Cluster, relations: Relations) -> None:
    for name, rows in relations.items():
        cluster.table(name, rows)


def _sources(cluster: Cluster, prepared: Prepared, held: Held) -> Sources:
    files: list[Source] = []
    for year in prepared.years:
        for path in held.parquet(year)[: 2 if prepared.vintage else 1]:
            name = f"rows_{len(files)}"
            cluster.files(name, [path])
            files.append(Source(name, year))
    return Sources(files, len(prepared.tail) > 0, prepared.distinct)


def _run(cluster: Cluster, steps: Sequence[Step], last: str) -> None:
    """Make every step known under its name: one that several others read is worked out once and written down."""
    reads = Counter(word for text in (*(one.sql for one in steps), last) for word in words(text))
    for one in steps:
        if reads[one.name] > 1:
            cluster.store(one.name, spoken(one.sql, SPARK.name))
        else:
            cluster.name(one.name, spoken(one.sql, SPARK.name))
