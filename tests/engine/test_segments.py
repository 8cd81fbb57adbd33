"""Segments say what the log says, however often they are made."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quarterdeck.core.periods import Period
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.compaction import compact, rebuild
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current
from quarterdeck.engine.segments.rows import split
from quarterdeck.engine.segments.writing import Extent
from tests.engine.logs import (
    HOW,
    START,
    UNITS,
    Key,
    Row,
    all_rows,
    append,
    batches,
    everything,
    in_segments,
    log_of,
    plainly,
)

P = UNITS[0]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """An empty folder of the engine."""
    return tmp_path / "engine"


def narrow(log: MemoryLog, held: Manifest) -> dict[Key, list[Row]]:
    """What the segments must hold: every row of the log but those of wide indicators."""
    return {key: rows for key, rows in plainly(log, held.watermark).items() if key[0] not in held.wide}


def smallest_scales(rows: dict[Key, list[Row]]) -> dict[int, dict[str, int]]:
    """The decimals that each indicator needs in each year."""
    found: dict[int, dict[str, int]] = {}
    for key, told in rows.items():
        scales = found.setdefault(Period(key[5]).year, {})
        for row in told:
            needed = max(0, -int((row.value or Decimal(0)).normalize().as_tuple().exponent))
            scales[key[0]] = max(scales.get(key[0], 0), needed)
    return found


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches(), st.data())
def test_compacting_in_steps_and_rebuilding_both_say_what_the_log_says(drawn: list, data: st.DataObject) -> None:
    log = MemoryLog()
    with TemporaryDirectory() as name:
        steps, anew = Path(name, "steps"), Path(name, "anew")
        for one in drawn:
            append(log, one)
            if data.draw(st.booleans()):
                compact(steps, log, **HOW)
            assert everything(steps, current(steps, log), log) == all_rows(log)
        held, fresh = compact(steps, log, **HOW), rebuild(anew, log, **HOW)
        expected = narrow(log, held)
        assert in_segments(steps, held) == in_segments(anew, fresh) == expected
        assert held.wide == fresh.wide
        assert {year: dict(files.scales) for year, files in held.years.items()} == smallest_scales(expected)
        assert held == current(steps, log) == manifest.read(steps)


@given(st.lists(st.none() | st.decimals(-(10**19), 10**19, places=8), max_size=30), st.integers(0, 5))
def test_decimals_are_split_exactly(drawn: list[Decimal | None], offset: int) -> None:
    column = pa.array(drawn, pa.decimal128(28, 8))[offset:]
    whole, fraction, too_large = split(column)
    told = zip(column.to_pylist(), whole.tolist(), fraction.tolist(), too_large.tolist(), strict=True)
    for value, one, part, large in told:
        if value is None:
            assert (part, large) == (-1, False)
        elif large:
            assert not -(2**63) <= value.to_integral_value("ROUND_FLOOR") < 2**63
        else:
            assert one + Decimal(part).scaleb(-8) == value


def test_a_finer_value_rescales_its_indicator_in_its_year_only(folder: Path) -> None:
    log = MemoryLog()
    log.append(START, [Told("REVENUE", P, one, Decimal("2.5")) for one in ("2023", "2024")])
    first = compact(folder, log, **HOW)
    log.append(START, [Told("REVENUE", P, "2024-Q1", Decimal("0.00000001"))])
    second = compact(folder, log, **HOW)
    assert second.years[2023] == first.years[2023]
    assert (dict(first.years[2024].scales), dict(second.years[2024].scales)) == ({"REVENUE": 1}, {"REVENUE": 8})
    assert in_segments(folder, second) == plainly(log)


@pytest.mark.parametrize("large", ["9223372036854775807", "-92233720368547758.08", "99999999999999999999"])
def test_an_indicator_that_gets_too_large_leaves_the_segments_of_every_year(folder: Path, large: str) -> None:
    log = MemoryLog()
    for year in ("2022", "2023", "2024"):
        log.append(START, [Told("REVENUE", P, year, Decimal("1.12345678")), Told("RATE", P, year, Decimal(1))])
    compact(folder, log, **HOW)
    log.append(START, [Told("REVENUE", P, "2024-Q1", Decimal(large)), Told("REVENUE", P, "2024-Q2", Decimal("0.001"))])
    held = compact(folder, log, **HOW)
    assert held.wide == ("REVENUE",)
    assert {key[0] for key in in_segments(folder, held)} == {"RATE"}
    assert all(set(files.scales) == {"RATE"} for files in held.years.values())
    log.append(START, [Told("REVENUE", P, "2021", Decimal(1))])
    assert everything(folder, compact(folder, log, **HOW), log) == all_rows(log)


def test_a_year_of_wide_indicators_only_has_no_files(folder: Path) -> None:
    log = MemoryLog()
    log.append(START, [Told("REVENUE", P, "2024", Decimal(1)), Told("RATE", P, "2023", Decimal(1))])
    assert set(compact(folder, log, **HOW).years) == {2023, 2024}
    log.append(START, [Told("REVENUE", P, "2024", Decimal(10) ** 19)])
    held = compact(folder, log, **HOW)
    assert set(held.years) == {2023}
    assert everything(folder, held, log) == all_rows(log)


def test_extents_fit_as_long_as_every_value_between_them_fits() -> None:
    assert Extent(0, 0, 2**63 - 2).fits
    assert not Extent(0, 0, 2**63 - 1).fits
    assert Extent(8, -92233720366, 92233720366).fits
    assert not Extent(8, -92233720368, 0).fits


def test_nothing_new_changes_nothing(folder: Path) -> None:
    log = MemoryLog()
    assert compact(folder, log, **HOW) == Manifest()
    assert not (folder / manifest.NAME).exists()
    log.append(START, [Told("RATE", P, "2024", Decimal(1))])
    first = compact(folder, log, **HOW)
    stamp = (folder / manifest.NAME).stat().st_mtime_ns
    assert compact(folder, log, **HOW) == first
    assert (folder / manifest.NAME).stat().st_mtime_ns == stamp


def test_a_batch_without_rows_moves_the_watermark(folder: Path) -> None:
    log = log_of([(0, [Told("RATE", P, "2024", Decimal(1))]), (1, [])])
    assert compact(folder, log, **HOW).watermark == 2
