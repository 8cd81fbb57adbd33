"""The rows of the log that a question needs: of every key the newest that counts as known."""

from collections.abc import Sequence
from dataclasses import dataclass

from quarterdeck.engine.sql.cells import Step
from quarterdeck.engine.sql.dialect import Dialect


@dataclass(frozen=True, slots=True)
class Source:
    """The rows of one file of segments: `table` is how it is named in SQL, `year` tells what its numbers mean."""

    table: str
    year: int


@dataclass(frozen=True, slots=True)
class Sources:
    """Where rows are found. `tail` where the relation `tail` has rows; `distinct` where no key can be there twice."""

    files: Sequence[Source]
    tail: bool
    distinct: bool


def newest_step(sources: Sources, dialect: Dialect) -> Step:
    """The newest visible row of every wanted key, with its mark taken apart.

    Reads the relations `wanted_series`, `wanted_units`, `wanted_periods`, `batches` and `tail`.
    """
    parts = [_of_file(one, dialect) for one in sources.files]
    if sources.tail or not parts:
        parts.append(_of_tail(dialect))
    rows = " UNION ALL ".join(parts)
    told = (
        "SELECT f.subject, f.unit, f.period, f.value, f.mark % 32 AS raw, (f.mark // 32) % 4 AS qual, "
        "CASE WHEN (f.mark // 128) % 4 = 2 THEN 1 ELSE 0 END AS ill, b.nth, f.own, f.row_id"
    )
    seen = f"{told} FROM ({rows}) f JOIN batches b ON b.batch = f.batch AND b.visible = 1"
    if sources.distinct:
        return Step("newest", seen)
    ordered = (
        "SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.subject, s.unit, s.period ORDER BY s.nth DESC, s.own DESC) "
        f"AS ordinal FROM ({seen}) s"
    )
    return Step("newest", f"SELECT * FROM ({ordered}) o WHERE o.ordinal = 1")


def _of_file(source: Source, dialect: Dialect) -> str:
    return (
        f"SELECT s.subject, u.unit, p.period, {dialect.as_big('f.value')} * s.factor AS value, "
        f"CAST(f.mark AS INTEGER) AS mark, f.batch, s.own, f.row AS row_id FROM {source.table} f "
        f"JOIN wanted_series s ON s.year = {source.year} AND s.series = f.series "
        "JOIN wanted_units u ON u.held = f.unit JOIN wanted_periods p ON p.held = f.period"
    )


def _of_tail(dialect: Dialect) -> str:
    return (
        f"SELECT s.subject, u.unit, p.period, {dialect.as_big('f.value')} AS value, CAST(f.mark AS INTEGER) AS mark, "
        "f.batch, s.own, f.row_id FROM tail f JOIN subjects s ON s.indicator = f.indicator "
        "AND s.breakdown = f.breakdown AND s.scenario = f.scenario AND s.regime = f.regime "
        "JOIN unit_words u ON u.uid = f.unit JOIN period_words p ON p.code = f.period"
    )
