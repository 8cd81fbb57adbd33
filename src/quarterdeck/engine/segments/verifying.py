"""Prove that the segments say what the log says: every file by its digest, every row by working it out plainly.

What the files must hold is worked out once more by SQL straight from the rows of the log, in words and decimals,
without anything that compaction uses.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import DIGITS, LogReader
from quarterdeck.engine.segments import damage, manifest
from quarterdeck.engine.segments.compaction import alone
from quarterdeck.engine.segments.layout import Manifest, Series, YearFiles
from quarterdeck.engine.segments.progress import Progress, unheard
from quarterdeck.engine.segments.rows import STEPS

EXAMPLES = 20
_KEY = "indicator, breakdown, scenario, regime, unit, period"
_ROW = f"{_KEY}, value, mark, batch, row, superseded_by"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the files of a year have otherwise than the log: so many rows, of which some are shown.

    `what` is "missing" for rows that the log has and the files have not, "extra" for the opposite.
    """

    year: int
    what: str
    rows: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was compared, and what is not as it must be. `foreign`: the segments are those of another log."""

    generation: int = 0
    watermark: int = 0
    files: int = 0
    rows: int = 0
    damaged: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    foreign: bool = False

    @property
    def equal(self) -> bool:
        """Whether the segments say exactly what the log says."""
        return not (self.damaged or self.differences or self.foreign)


def verify(folder: Path, log: LogReader, *, on_progress: Progress = unheard) -> Report:
    """Compare the segments with the log; nothing is changed. Memory is bounded, the disk is used beside the segments.

    Raises `Conflict` while they are compacted, and `BadInput` where the disk is full.
    """
    with alone(folder):
        held = manifest.read(folder) or Manifest()
        if held.watermark and held.log != log.log_name(held.watermark):
            return Report(held.generation, held.watermark, foreign=True)
        damaged = {
            name: year
            for year, files in held.years.items()
            for name in damage.damaged_files(folder, files, thoroughly=True)
        }
        with TemporaryDirectory(dir=folder, prefix="verify-") as beside, _opened(Path(beside)) as base:
            rows = _take(base, log, held, on_progress)
            years = sorted({*_years(base), *held.years})
            found = []
            for done, year in enumerate(years):
                text = Message(gettext_noop("Comparing {year}"), {"year": year})
                on_progress(rows + rows * done // len(years), 2 * rows, text)
                if year not in damaged.values():
                    found += _differences(base, folder, held, year)
        count = sum(2 + len(files.slabs) for files in held.years.values())
        return Report(held.generation, held.watermark, count, rows, tuple(damaged), tuple(found))


@contextmanager
def _opened(beside: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    base = duckdb.connect(
        str(beside / "log.duckdb"),
        config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(beside / "temp")},
    )
    try:
        yield base
    except duckdb.IOException as error:
        if "No space left" not in str(error):
            raise
        raise BadInput(
            gettext_noop("The disk is full: the segments cannot be compared with the log."),
            remedy=gettext_noop("Make room and start again."),
            place=str(beside.parent),
        ) from error
    finally:
        base.close()


def _take(base: duckdb.DuckDBPyConnection, log: LogReader, held: Manifest, on_progress: Progress) -> int:
    """The rows of the log that the segments must have, and the years and moments that order them."""
    base.execute(
        "CREATE TABLE facts (row BIGINT, indicator VARCHAR, unit VARCHAR, period VARCHAR, breakdown VARCHAR, "
        "scenario VARCHAR, regime VARCHAR, value HUGEINT, mark SMALLINT, batch INTEGER)"
    )
    total, done = 2 * log.count(upto=held.watermark), 0
    for chunk in log.facts(upto=held.watermark) if held.watermark else ():
        base.register("chunk", chunk)
        base.execute(
            f"INSERT INTO facts SELECT * REPLACE ((value * {STEPS})::HUGEINT AS value) FROM chunk "  # noqa: S608 - no input
            "WHERE NOT list_contains(?::VARCHAR[], indicator)",
            [list(held.wide)],
        )
        base.unregister("chunk")
        done += chunk.num_rows
        on_progress(done, total, Message(gettext_noop("Reading the log")))
    known = log.batches()
    base.register("told", pa.table({"batch": known.numbers, "moment": known.moments}))
    base.execute("CREATE TABLE moments AS SELECT * FROM told")
    codes = [code for (code,) in base.execute("SELECT DISTINCT period FROM facts").fetchall()]
    years = [Period(code).year for code in codes]
    base.register("read", pa.table([pa.array(codes, pa.string()), pa.array(years, pa.int32())], ["period", "year"]))
    base.execute("CREATE TABLE years AS SELECT * FROM read")
    return done


def _years(base: duckdb.DuckDBPyConnection) -> list[int]:
    return [year for (year,) in base.execute("SELECT DISTINCT year FROM years").fetchall()]


def _differences(base: duckdb.DuckDBPyConnection, folder: Path, held: Manifest, year: int) -> list[Difference]:
    base.execute(
        f"CREATE OR REPLACE TEMP TABLE must AS SELECT {_KEY}, value, mark, batch, row, lead(batch) OVER "  # noqa: S608 - no input
        f"(PARTITION BY {_KEY} ORDER BY moment, batch) AS superseded_by "
        "FROM facts JOIN years USING (period) JOIN moments USING (batch) WHERE year = ?",
        [year],
    )
    base.execute(f"CREATE OR REPLACE TEMP TABLE have AS {_told(base, folder, held, held.years.get(year))}")
    found = []
    for what, some, others in (("missing", "must", "have"), ("extra", "have", "must")):
        rows = f"SELECT {_ROW} FROM {some} EXCEPT ALL SELECT {_ROW} FROM {others}"  # noqa: S608 - no input
        base.execute(f"CREATE OR REPLACE TEMP TABLE wrong AS {rows}")
        count = base.execute("SELECT count(*) FROM wrong").fetchall()[0][0]
        if count:
            shown = base.execute(f"SELECT * FROM wrong ORDER BY ALL LIMIT {EXAMPLES}").fetchall()  # noqa: S608 - no input
            found.append(Difference(year, what, count, tuple(_text(one) for one in shown)))
    return found


def _told(base: duckdb.DuckDBPyConnection, folder: Path, held: Manifest, files: YearFiles | None) -> str:
    """The query for what the files of a year say, in words and decimals."""
    if files is None:
        return "SELECT * FROM must WHERE false"
    known = held.dictionaries
    scales = [files.scales.get(one.indicator, 0) for one in known.series]
    named = {name: [getattr(one, name) for one in known.series] for name in Series._fields}
    steps = [10 ** (DIGITS - scale) for scale in scales]
    base.register("known_series", pa.table({"series": range(len(steps)), **named, "steps": steps}))
    base.register("known_units", pa.table({"unit": range(len(known.units)), "uid": list(known.units)}))
    base.register("known_periods", pa.table({"period": range(len(known.periods)), "code": list(known.periods)}))
    newest, superseded = (_quoted(folder / one.name) for one in (files.newest, files.superseded))
    return (
        "SELECT indicator, breakdown, scenario, regime, uid AS unit, code AS period, "  # noqa: S608 - no input
        "value::HUGEINT * steps::HUGEINT AS value, mark, batch, row, superseded_by FROM ("
        f"SELECT *, NULL::INTEGER AS superseded_by FROM read_parquet({newest}) "
        f"UNION ALL SELECT * FROM read_parquet({superseded})) "
        "JOIN known_series USING (series) JOIN known_units USING (unit) JOIN known_periods USING (period)"
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _text(row: tuple[object, ...]) -> str:
    *key, value, mark, batch, number, by = row
    told = None if value is None else Decimal(str(value)).scaleb(-DIGITS).normalize()
    place = " · ".join(str(one) for one in key if one)
    return f"{place}: {told}, mark {mark}, batch {batch}, row {number}" + (f", replaced in batch {by}" if by else "")
