"""Slabs hold what was given, open fast, and say so where a file is damaged."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.periods import Period
from quarterdeck.engine.segments.layout import NEWEST, SUPERSEDED, Dictionaries, FileMeta, Series, YearFiles
from quarterdeck.engine.slabs.form import ABSENT, MISSING, BlockKey, Layout, Replaced
from quarterdeck.engine.slabs.opening import Corrupt, Slabs
from quarterdeck.engine.slabs.writing import Writer, write

SERIES = (Series("A"), Series("A", scenario="plan"), Series("B", breakdown="f"), Series("A", regime="x"))
UNITS = ("p1", "d1", "d2", "c1", "c2", "c3")
LEVELS = {"p": 1, "d": 2, "c": 3}
PERIODS = ("2024-M02", "2024", "2024-M01", "2024-Q1", "2024-M03")
DICTIONARIES = Dictionaries(SERIES, UNITS, PERIODS)
SCALES = {"A": 2, "B": 0}

Row = tuple[int, int, int, int | None, int, int, int]


@dataclass
class Year:
    """The files of a year in a folder."""

    folder: Path
    files: YearFiles

    def slabs(self) -> Slabs:
        return Slabs(self.folder, self.files, DICTIONARIES)

    def path(self, suffix: str) -> Path:
        return self.folder / f"y7{suffix}"


def table(rows: Iterable[tuple[int | None, ...]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in rows], schema=schema)


def written(folder: Path, newest: Iterable[Row], superseded: Iterable[tuple[int | None, ...]] = ()) -> Year:
    paths = folder / "newest.parquet", folder / "superseded.parquet"
    pq.write_table(table(newest, NEWEST), paths[0], row_group_size=4)
    pq.write_table(table(superseded, SUPERSEDED), paths[1], row_group_size=4)
    slabs = write(folder, "y7", *paths, DICTIONARIES, lambda uid: LEVELS[uid[0]], SCALES)
    none = FileMeta("", 0, "")
    return Year(folder, YearFiles(none, none, slabs, SCALES))


KEYS = st.tuples(st.integers(0, 3), st.integers(0, 5), st.integers(0, 4))
TOLD = st.tuples(st.none() | st.integers(-(2**62), 2**62), st.integers(0, 2**13), st.integers(1, 2**31 - 1))


@st.composite
def newest_rows(draw: st.DrawFn) -> list[Row]:
    found = draw(st.dictionaries(KEYS, TOLD))
    return [(*key, *found[key], number) for number, key in enumerate(sorted(found))]


@given(newest_rows())
def test_every_row_stands_in_its_cell_and_nothing_else_does(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        slabs = written(Path(folder), rows).slabs()
        held = {
            (series, int(unit), int(period)): (int(block.values[row, column]), int(block.marks[row, column]),
                                               int(block.batches[row, column]))
            for level in slabs.levels
            for series in slabs.series_at(level)
            if (block := slabs.block(series, level)) is not None
            for row, unit in enumerate(block.units)
            for column, period in enumerate(block.periods)
        }  # fmt: skip
        told = {key: one for key, one in held.items() if one != (MISSING, ABSENT, 0)}
        expected = {
            (series, unit, period): (MISSING if value is None else value, mark, batch)
            for series, unit, period, value, mark, batch, _row in rows
        }
        assert told == expected


@given(newest_rows())
def test_blocks_have_the_units_of_their_level_and_their_periods_in_order_of_time(rows: list[Row]) -> None:
    with TemporaryDirectory() as folder:
        slabs = written(Path(folder), rows).slabs()
        levels = {LEVELS[UNITS[row[1]][0]] for row in rows}
        assert slabs.levels == tuple(sorted(levels))
        assert list(slabs.blocks["level"]) == sorted(slabs.blocks["level"])
        for level in slabs.levels:
            mine = [row for row in rows if LEVELS[UNITS[row[1]][0]] == level]
            assert set(slabs.units_at(level).tolist()) == {row[1] for row in mine}
            assert slabs.series_at(level) == tuple(sorted({row[0] for row in mine}))
            for series in slabs.series_at(level):
                block = slabs.block(series, level)
                assert block is not None
                codes = sorted({Period(PERIODS[row[2]]) for row in mine if row[0] == series})
                assert [PERIODS[number] for number in block.periods] == [period.code for period in codes]
                assert block.scale == SCALES[SERIES[series].indicator]
                assert block.values.shape == (len(slabs.units_at(level)), len(block.periods))


def test_replaced_rows_come_back_as_they_were_given(tmp_path: Path) -> None:
    replaced = [(0, 3, 0, 5, 1, 2, 9, 3), (0, 3, 0, None, 2, 1, 8, 2), (2, 4, 1, -7, 0, 1, 7, 4)] * 3
    found = written(tmp_path, [(0, 3, 0, 5, 1, 9, 1)], replaced).slabs().superseded
    assert found.series.tolist() == [row[0] for row in replaced]
    assert found.unit.tolist() == [row[1] for row in replaced]
    assert found.period.tolist() == [row[2] for row in replaced]
    assert found.value.tolist() == [MISSING if row[3] is None else row[3] for row in replaced]
    assert found.mark.tolist() == [row[4] for row in replaced]
    assert found.batch.tolist() == [row[5] for row in replaced]
    assert found.superseded_by.tolist() == [row[7] for row in replaced]


def test_a_year_without_rows_has_no_blocks(tmp_path: Path) -> None:
    slabs = written(tmp_path, []).slabs()
    assert slabs.levels == ()
    assert slabs.block(0, 1) is None
    assert slabs.series_at(1) == ()
    assert len(slabs.superseded.series) == 0


def test_the_metadata_tell_the_size_and_the_digest_of_each_file(tmp_path: Path) -> None:
    year = written(tmp_path, [(0, 0, 0, 5, 0, 1, 1)])
    assert sorted(one.name for one in year.files.slabs) == sorted(
        f"y7{suffix}" for suffix in (".index", ".values", ".marks", ".batches", ".replaced")
    )
    for one in year.files.slabs:
        content = (tmp_path / one.name).read_bytes()
        assert one.size == len(content)
        assert one.digest == hashlib.blake2b(content).hexdigest()


@pytest.mark.parametrize("suffix", [".values", ".marks", ".batches"])
def test_a_damaged_block_is_found_when_it_is_first_looked_at(tmp_path: Path, suffix: str) -> None:
    year = written(tmp_path, [(0, 0, 0, 5, 0, 1, 1), (2, 0, 0, 6, 0, 1, 2)])
    flip(year.path(suffix), -1)
    slabs = year.slabs()
    assert slabs.block(0, 1) is not None
    with pytest.raises(Corrupt, match=f"y7{suffix}") as found:
        slabs.block(2, 1)
    assert found.value.file == year.path(suffix)


def test_damaged_replaced_rows_are_found_when_they_are_first_looked_at(tmp_path: Path) -> None:
    year = written(tmp_path, [(0, 0, 0, 5, 0, 1, 1)], [(0, 0, 0, 5, 0, 1, 1, 1)])
    flip(year.path(".replaced"), 3)
    with pytest.raises(Corrupt, match=r"y7\.replaced"):
        _ = year.slabs().superseded


@pytest.mark.parametrize("place", [0, 20, -5, -1])
def test_a_damaged_index_is_found_on_opening(tmp_path: Path, place: int) -> None:
    year = written(tmp_path, [(0, 0, 0, 5, 0, 1, 1)])
    flip(year.path(".index"), place)
    with pytest.raises(Corrupt, match=r"y7\.index"):
        year.slabs()


def test_a_file_that_was_cut_off_or_is_gone_is_found_on_opening(tmp_path: Path) -> None:
    year = written(tmp_path, [(0, 0, 0, 5, 0, 1, 1)])
    year.path(".values").write_bytes(year.path(".values").read_bytes()[:-1])
    with pytest.raises(Corrupt, match=r"y7\.values"):
        year.slabs()
    year.path(".values").unlink()
    with pytest.raises(Corrupt, match=r"y7\.values"):
        year.slabs()


def test_a_key_that_occurs_twice_is_refused_and_leaves_no_files(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        written(tmp_path, [(0, 0, 0, 5, 0, 1, 1), (0, 0, 0, 6, 0, 2, 2)])
    assert [path.name for path in tmp_path.glob("y7*")] == []


def test_rows_of_a_series_that_do_not_stand_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="together"):
        written(tmp_path, [(0, 0, 0, 5, 0, 1, 1), (1, 0, 0, 6, 0, 2, 2), (0, 1, 0, 6, 0, 2, 3)])


def test_arrays_written_directly_are_read_the_same(tmp_path: Path) -> None:
    key, empty = BlockKey(3, 0), BlockKey(1, 2)
    units = {1: np.array([0], dtype=np.int32), 3: np.array([5, 3], dtype=np.int32)}
    columns = {key: np.array([2, 0], dtype=np.int32), empty: np.array([1], dtype=np.int32)}
    values = np.array([[1, MISSING], [-8, 3]])
    marks, batches = np.array([[0, ABSENT], [7, 2]], dtype=np.int16), np.array([[4, 0], [5, 6]], dtype=np.int32)
    ones = np.ones(1, dtype=np.int32)
    with Writer(tmp_path, "y7", Layout(units, columns, {key: 1, empty: 0})) as writer:
        writer.put(key, values, marks, batches)
        with pytest.raises(ValueError, match="put before"):
            writer.put(key, values, marks, batches)
        with pytest.raises(ValueError, match="1 × 1"):
            writer.put(empty, values, marks, batches)
        writer.replace(iter([Replaced(ones, ones, ones, values[0, :1], marks[0, :1], ones, ones)]), 1)
        slabs = writer.close()
    none = FileMeta("", 0, "")
    found = Slabs(tmp_path, YearFiles(none, none, slabs, {}), DICTIONARIES)
    block, nothing = found.block(0, 3), found.block(2, 1)
    assert block is not None
    assert nothing is not None
    assert block.values.tolist() == values.tolist()
    assert block.marks.tolist() == marks.tolist()
    assert block.batches.tolist() == batches.tolist()
    assert (block.units.tolist(), block.periods.tolist(), block.scale) == ([5, 3], [2, 0], 1)
    assert found.blocks["most"].tolist() == [0, 8]
    assert (nothing.values.tolist(), nothing.marks.tolist()) == ([[MISSING]], [[ABSENT]])
    assert found.superseded.value.tolist() == [1]


def flip(path: Path, place: int) -> None:
    content = bytearray(path.read_bytes())
    content[place] ^= 64
    path.write_bytes(bytes(content))
