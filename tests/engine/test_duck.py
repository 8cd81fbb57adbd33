"""DuckDB over the segments: what is right, what is too large for it, and that it reads no more than it is told to."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pytest

from quarterdeck.core.lineage import Register, Unit
from quarterdeck.core.measures import ObservationStatus, Qualifier
from quarterdeck.engine.duck import answer
from quarterdeck.engine.duck.answering import TOO_LARGE, answer_in_sql
from quarterdeck.engine.duck.connection import SPILLS, cursor
from quarterdeck.engine.facts import NOW, KnownOn, Mark
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import planned
from quarterdeck.engine.query import Areas, Question, Statement
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.world import World

START = datetime(2024, 1, 1, tzinfo=UTC)
BIRTH = date(2010, 1, 1)


def unit(uid: str, level: int, above: str = "") -> Unit:
    """A unit that has always been."""
    return Unit(uid, uid, level, "kind", f"{uid} vi", f"{uid} en", above, BIRTH)


def measure(code: str, unit_: str = "VND_bn", formula: str = "") -> Measure:
    """A measure that adds up over time and space."""
    return Measure(code, unit_, 2, "M", "per_period", "sum", "sum", "higher", "", formula)


WORLD = World(
    {one.code: one for one in (
        measure("REVENUE"), measure("COST"), measure("HEADS", "persons"),
        measure("PART", "VND_bn", "[REVENUE] * share([COST], [REVENUE])"),
    )},
    Register([unit("P", 1), *(unit(one, 2, "P") for one in "ABCD")]),
)  # fmt: skip


@contextmanager
def held(*batches: list[Told], in_segments: int = 99) -> Iterator[Held]:
    """A log of these batches, one an hour, the first so many of them in segments."""
    with TemporaryDirectory() as name:
        folder, log = Path(name), MemoryLog()
        for place, rows in enumerate(batches):
            log.append(START + timedelta(hours=place), rows)
            if place + 1 == min(in_segments, len(batches)):
                compact(folder, log, slabs=writing.write, level_of=lambda uid: WORLD.register.units[uid].level)
        yield Held(folder, current(folder, log), log)


def asked(one: Held, question: Question) -> list[dict[str, Any]]:
    """The answer as dictionaries."""
    found: list[dict[str, Any]] = answer_in_sql(planned(question, WORLD), one).to_pylist()
    return found


def level(*, period: str = "2024-M01", code: str = "REVENUE", known: KnownOn = NOW, **more: Any) -> Question:
    """The value of a unit, or of more."""
    return Question((code,), more.pop("areas", Areas(("A",))), (period,), known=known, **more)


MONTH = [Told("REVENUE", one, "2024-M01", Decimal(10 + place)) for place, one in enumerate("ABCD")]


@pytest.mark.parametrize("in_segments", [0, 1, 2, 3])
def test_the_newest_row_that_counts_as_known_is_told_wherever_it_lies(in_segments: int) -> None:
    later = [Told("REVENUE", "A", "2024-M01", Decimal("10.5"), mark=Mark(ObservationStatus.PROVISIONAL))]
    gone = [Told("REVENUE", "A", "2024-M01", None, mark=Mark(ObservationStatus.SUPPRESSED))]
    with held(MONTH, later, gone, in_segments=in_segments) as one:
        (now,) = asked(one, level())
        assert (now["value"], now["status"], now["why"]) == (None, "Q", "no_value")
        (before,) = asked(one, level(known=KnownOn(last_batch=2)))
        assert (before["value"], before["status"]) == (Decimal("10.5"), "P")
        (first,) = asked(one, level(known=KnownOn(at=START)))
        assert (first["value"], first["status"]) == (Decimal(10), "A")


def test_nothing_was_known_before_the_first_batch() -> None:
    with held(MONTH) as one:
        (cell,) = asked(one, level(known=KnownOn(at=START - timedelta(days=1))))
        assert (cell["value"], cell["why"], cell["reported"], cell["needed"]) == (None, "not_reported", 0, 1)


def test_equals_share_a_rank_and_the_next_one_is_skipped() -> None:
    rows = [Told("REVENUE", one, "2024-M01", Decimal(value)) for one, value in zip("ABCD", (7, 9, 9, 5), strict=True)]
    with held(rows) as one:
        cells = asked(one, level(areas=Areas(level=2), statements=(Statement.RANK,)))
        assert [cell["value"] for cell in cells] == [3, 1, 1, 4]


def test_a_sum_of_units_is_told_only_if_all_have_reported_and_says_how_many_have() -> None:
    with held(MONTH[:3]) as one:
        (cell,) = asked(one, level(areas=Areas(("P",)), rollup=2))
        assert (cell["value"], cell["why"], cell["reported"], cell["needed"]) == (None, "incomplete", 3, 4)
    with held(MONTH) as one:
        (cell,) = asked(one, level(areas=Areas(("P",)), rollup=2))
        assert (cell["value"], cell["why"], cell["reported"], cell["needed"]) == (Decimal(46), "", 4, 4)


def test_one_hedged_month_makes_the_quarter_approximate() -> None:
    hedged = Told("REVENUE", "A", "2024-M02", Decimal(1), mark=Mark(qualifier=Qualifier.OVER))
    with held([MONTH[0], hedged, Told("REVENUE", "A", "2024-M03", Decimal("0.25"))]) as one:
        (cell,) = asked(one, level(period="2024-Q1"))
        assert (cell["value"], cell["qualifier"], cell["computed"]) == (Decimal("11.25"), "about", True)


def test_lineage_names_the_rows_of_the_log_once_each() -> None:
    with held([*MONTH, Told("REVENUE", "A", "2023-M01", Decimal(8))]) as one:
        (cell,) = asked(one, level(statements=(Statement.CHANGE,), lineage=True))
        assert (cell["value"], cell["lineage"]) == (Decimal(25), [1, 5])


def test_numbers_that_leave_128_bits_are_worked_out_plainly_and_the_log_says_so(
    caplog: pytest.LogCaptureFixture,
) -> None:
    large = Decimal("98765432109876543210.12345678")
    rows = [Told("REVENUE", "A", "2024-M01", large), Told("COST", "A", "2024-M01", large - 1)]
    with held(rows) as one, caplog.at_level(logging.WARNING):
        plan = planned(level(code="PART"), WORLD)
        with pytest.raises(TOO_LARGE):
            answer_in_sql(plan, one)
        (cell,) = answer(plan, one).to_pylist()
        assert cell["value"] == large - 1
        assert "too large" in caplog.text


def test_sums_of_the_largest_figures_are_exact() -> None:
    large = Decimal("99999999999999999999.99999999")
    with held([Told("REVENUE", one, "2024-M01", large) for one in "ABCD"]) as one:
        (cell,) = asked(one, level(areas=Areas(("P",)), rollup=2))
        assert cell["value"] == Decimal("399999999999999999999.99999996")


def test_questions_that_are_asked_at_once_do_not_see_each_other() -> None:
    months = [[Told("REVENUE", one, f"2024-M{month:02}", Decimal(month)) for one in "ABCD"] for month in range(1, 9)]
    with held(*months) as one, ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda month: asked(one, level(period=f"2024-M{month:02}")), list(range(1, 9)) * 2)
        assert [cells[0]["value"] for cells in found] == [*range(1, 9), *range(1, 9)]


def test_only_the_files_of_the_years_asked_for_are_opened() -> None:
    rows = [Told("REVENUE", "A", f"{year}-M01", Decimal(year)) for year in (2022, 2023, 2024)]
    with held(rows) as one:
        for year in (2022, 2023):
            for meta in (one.manifest.years[year].newest, one.manifest.years[year].superseded):
                (one.folder / meta.name).unlink()
        (cell,) = asked(one, level())
        assert cell["value"] == 2024


def test_a_window_over_one_of_several_files_gives_that_file_s_rows_and_no_others(tmp_path: Path) -> None:
    # DuckDB 2.0 lost the filter on hive partitions in large window queries, and gave the rows of all files.
    for year in (2022, 2023, 2024):
        duckdb.sql(f"SELECT {year} AS y, range % 997 AS k, range AS v FROM range(200000)").write_parquet(
            str(tmp_path / f"{year}.parquet")
        )
    with cursor(tmp_path) as duck:
        ordered = f"SELECT y, row_number() OVER (PARTITION BY k ORDER BY v) AS nth FROM '{tmp_path}/2023.parquet'"
        assert duck.execute(f"SELECT COUNT(*), MIN(y), MAX(y) FROM ({ordered})").fetchone() == (200_000, 2023, 2023)
        known = {name for (name,) in duck.execute("SELECT name FROM duckdb_optimizers()").fetchall()}
        off = duck.execute("SELECT current_setting('disabled_optimizers')").fetchone()
        assert "partitioned_execution" not in known or (off and "partitioned_execution" in off[0])


def test_what_does_not_fit_into_memory_goes_beside_the_segments(tmp_path: Path) -> None:
    with cursor(tmp_path) as duck:
        settings = duck.execute("SELECT current_setting('temp_directory'), current_setting('threads')").fetchone()
        assert settings == (str(tmp_path / SPILLS), 2)


def test_a_folder_with_a_quote_in_its_name_is_read(tmp_path: Path) -> None:
    folder, log = tmp_path / "it's here", MemoryLog()
    folder.mkdir()
    log.append(START, MONTH)
    compact(folder, log, slabs=writing.write, level_of=lambda _: 2)
    (cell,) = asked(Held(folder, current(folder, log), log), level())
    assert cell["value"] == 10
