"""Prove that the segments say what the log says: every file by its digest, every row by working it out plainly.

What the files must hold is worked out once more by SQL straight from the rows of the log, in words and decimals,
without anything that compaction uses but the dictionaries.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow as pa

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import DIGITS, LogReader
from quarterdeck.engine.segments import damage, disk, manifest
from quarterdeck.engine.segments.compaction import alone
from quarterdeck.engine.segments.layout import Dictionaries, Manifest, Series, YearFiles
from quarterdeck.engine.segments.progress import Progress, unheard

EXAMPLES = 20
UNKNOWN = -1
"""Stands for a word of the log that no dictionary of the segments has."""
_KEY = "series, unit, period"
_ROW = f"{_KEY}, value, mark, batch, row, superseded_by"
_AT_ONCE = 20
_BESIDE = "verify-"


@dataclass(frozen=True, slots=True)
class Difference:
    """What the files of a year have otherwise than the log: so many rows, of which some are shown.

    `what` is "missing" for rows that the log has and the files have not, "extra" for the opposite. The year is 0 where
    the segments do not know the period at all.
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
    """Compare the segments with the log. Memory is bounded, the disk is used beside the segments.

    What is otherwise does not count from then on: it is read from the log until a compaction makes it again. Raises
    `Conflict` while they are compacted, and `BadInput` where the disk is full or the folder may not be written in.
    """
    full = gettext_noop("The disk is full: the segments cannot be compared with the log.")
    with disk.writing(folder, full), alone(folder):
        _clear(folder)
        held = manifest.read(folder) or Manifest()
        if held.watermark and held.log != log.log_name(held.watermark):
            return Report(held.generation, held.watermark, foreign=True)
        damaged = {
            name: year
            for year, files in held.years.items()
            for name in damage.damaged_files(folder, files, thoroughly=True)
        }
        with TemporaryDirectory(dir=folder, prefix=_BESIDE) as beside, _opened(Path(beside)) as base:
            rows = _take(base, log, held, on_progress)
            years = sorted({*_years(base), *held.years})
            found = []
            for done, year in enumerate(years):
                text = Message(gettext_noop("Comparing {year}"), {"year": year})
                on_progress(rows + rows * done // len(years), 2 * rows, text)
                if year not in damaged.values():
                    found += _differences(base, folder, held, year)
            strange = _is_strange(base)
        _distrust(folder, held, damaged, {one.year for one in found}, strange)
        count = sum(2 + len(files.slabs) for files in held.years.values())
        return Report(held.generation, held.watermark, count, rows, tuple(damaged), tuple(found))


@contextmanager
def _opened(beside: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    try:
        with duckdb.connect(
            str(beside / "log.duckdb"),
            config={"threads": 2, "memory_limit": "2GB", "temp_directory": str(beside / "temp")},
        ) as base:
            yield base
    except duckdb.Error as error:
        raise disk.told(error) or error from None


def _clear(folder: Path) -> None:
    """Remove what a comparison that was killed has left behind."""
    for left in folder.glob(f"{_BESIDE}*"):
        rmtree(left, ignore_errors=True)


def _is_strange(base: duckdb.DuckDBPyConnection) -> bool:
    """Whether the log has indicators or periods that the segments do not know at all."""
    found = base.execute(f"SELECT count(*) FROM facts WHERE {UNKNOWN} IN (series, period)").fetchall()  # noqa: S608 - no input
    return bool(found[0][0])


def _distrust(folder: Path, held: Manifest, damaged: Collection[str], years: set[int], strange: bool) -> None:
    """Let no answer come from what is otherwise; where it cannot be named by year, from no segment at all."""
    if strange or not years <= held.years.keys():
        manifest.write(folder, replace(held, log=""))
    elif years or damaged:
        damage.distrust(folder, *damaged, *(held.years[year].newest.name for year in sorted(years)))


def _take(base: duckdb.DuckDBPyConnection, log: LogReader, held: Manifest, on_progress: Progress) -> int:
    """The rows of the log that the segments must have, and the years and moments that order them."""
    _know(base, held)
    base.execute(
        "CREATE TABLE facts (row BIGINT, series INTEGER, unit INTEGER, period INTEGER, value DECIMAL(28, 8), "
        "mark SMALLINT, batch INTEGER)"
    )
    total, done = 2 * log.count(upto=held.watermark), 0
    chunks = log.facts(upto=held.watermark) if held.watermark else iter(())
    base.execute("BEGIN")
    while some := list(islice(chunks, _AT_ONCE)):
        base.register("chunk", pa.Table.from_batches(some))
        base.execute(
            f"INSERT INTO facts SELECT row, coalesce(s.number, {UNKNOWN}), coalesce(u.number, {UNKNOWN}), "  # noqa: S608 - no input
            f"coalesce(p.number, {UNKNOWN}), value, mark, batch FROM chunk "
            "LEFT JOIN known_series s USING (indicator, breakdown, scenario, regime) "
            "LEFT JOIN known_units u USING (unit) LEFT JOIN known_periods p USING (period) "
            "WHERE NOT list_contains(?::VARCHAR[], indicator)",
            [list(held.wide)],
        )
        done += sum(one.num_rows for one in some)
        on_progress(done, total, Message(gettext_noop("Reading the log")))
    base.execute("COMMIT")
    known = log.batches()
    base.register("moments", pa.table({"batch": known.numbers, "moment": known.moments}))
    return done


def _know(base: duckdb.DuckDBPyConnection, held: Manifest) -> None:
    """What the numbers in the segments stand for; the years of periods."""
    known = held.dictionaries
    named = {name: [getattr(one, name) for one in known.series] for name in Series._fields}
    strings = dict.fromkeys(Series._fields, pa.string())
    series = {name: pa.array(words, strings[name]) for name, words in named.items()}
    base.register("known_series", pa.table({"number": range(len(known.series)), **series}))
    units = pa.array(known.units, pa.string())
    base.register("known_units", pa.table({"number": range(len(units)), "unit": units}))
    periods = pa.array(known.periods, pa.string())
    base.register("known_periods", pa.table({"number": range(len(periods)), "period": periods}))
    years = {UNKNOWN: 0} | {number: Period(code).year for number, code in enumerate(known.periods)}
    base.register("years", pa.table({"period": list(years), "year": list(years.values())}))


def _years(base: duckdb.DuckDBPyConnection) -> list[int]:
    found = base.execute("SELECT DISTINCT year FROM years WHERE period IN (SELECT period FROM facts)").fetchall()
    return [year for (year,) in found]


def _differences(base: duckdb.DuckDBPyConnection, folder: Path, held: Manifest, year: int) -> list[Difference]:
    base.execute(
        f"CREATE OR REPLACE TEMP TABLE must AS SELECT {_KEY}, value, mark, batch, row, lead(batch) OVER "  # noqa: S608 - no input
        f"(PARTITION BY {_KEY} ORDER BY moment, batch) AS superseded_by "
        "FROM facts JOIN years USING (period) JOIN moments USING (batch) WHERE year = ?",
        [year],
    )
    base.execute(f"CREATE OR REPLACE TEMP TABLE have AS {_told(base, folder, held, held.years.get(year))}")
    return [] if _are_equal(base) else [*_compared(base, held, year)]


def _are_equal(base: duckdb.DuckDBPyConnection) -> bool:
    """The quick way, as rows of the log have different numbers: as many, and the same of each number."""
    unlike = " OR ".join(f"must.{name} IS DISTINCT FROM have.{name}" for name in _ROW.split(", "))
    counts = base.execute(
        "SELECT (SELECT count(*) FROM must) - (SELECT count(*) FROM have), count(*) "  # noqa: S608 - no input
        f"FROM must FULL JOIN have ON must.row = have.row WHERE {unlike}"
    )
    return counts.fetchall() == [(0, 0)]


def _compared(base: duckdb.DuckDBPyConnection, held: Manifest, year: int) -> Iterator[Difference]:
    for what, some, others in (("missing", "must", "have"), ("extra", "have", "must")):
        rows = f"SELECT {_ROW} FROM {some} EXCEPT ALL SELECT {_ROW} FROM {others}"  # noqa: S608 - no input
        base.execute(f"CREATE OR REPLACE TEMP TABLE wrong AS {rows}")
        count = base.execute("SELECT count(*) FROM wrong").fetchall()[0][0]
        if count:
            shown = base.execute(f"SELECT * FROM wrong ORDER BY ALL LIMIT {EXAMPLES}").fetchall()  # noqa: S608 - no input
            yield Difference(year, what, count, tuple(_text(one, held.dictionaries) for one in shown))


def _told(base: duckdb.DuckDBPyConnection, folder: Path, held: Manifest, files: YearFiles | None) -> str:
    """The query for what the files of a year say. Cast to HUGEINT, decimals would take ten times as long."""
    if files is None:
        return "SELECT * FROM must WHERE false"
    steps = [10 ** (DIGITS - files.scales.get(one.indicator, 0)) for one in held.dictionaries.series]
    base.register("scaled", pa.table({"series": range(len(steps)), "steps": steps}))
    value = "(value::DECIMAL(19, 0) * steps::DECIMAL(9, 0) * 0.00000001::DECIMAL(9, 8))::DECIMAL(28, 8)"
    newest, superseded = (_quoted(folder / one.name) for one in (files.newest, files.superseded))
    return (
        f"SELECT {_KEY}, {value} AS value, mark, batch, row, superseded_by FROM ("  # noqa: S608 - no input
        f"SELECT *, NULL::INTEGER AS superseded_by FROM read_parquet({newest}) "
        f"UNION ALL SELECT * FROM read_parquet({superseded})) LEFT JOIN scaled USING (series)"
    )


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _text(row: tuple[Any, ...], known: Dictionaries) -> str:
    series, unit, period, value, mark, batch, number, by = row
    names = (
        *(known.series[series] if 0 <= series < len(known.series) else "?"),
        *(
            names[place] if 0 <= place < len(names) else "?"
            for names, place in ((known.units, unit), (known.periods, period))
        ),
    )
    told = None if value is None else value.normalize()
    place = " · ".join(one for one in names if one)
    return f"{place}: {told}, mark {mark}, batch {batch}, row {number}" + (f", replaced in batch {by}" if by else "")
