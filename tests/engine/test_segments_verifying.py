"""Damage and differences are found, named and mended."""

import logging
import random
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings

from quarterdeck.core.errors import BadInput
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.checksums import meta_of
from quarterdeck.engine.segments.compaction import compact, mend, rebuild
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import Corrupt, checked, current
from quarterdeck.engine.segments.verifying import verify
from quarterdeck.engine.slabs.writing import write as slabs
from tests.engine.logs import HOW, INDICATORS, START, UNITS, all_rows, batches, everything, in_segments, log_of, plainly

P = UNITS[0]
WITH_SLABS = HOW | {"slabs": slabs}


@pytest.fixture
def log() -> MemoryLog:
    """Rows of three years, some of them replaced."""
    made = MemoryLog()
    for value in range(3):
        periods = ("2022", "2023", "2024", "2024-Q1")
        made.append(START, [Told(one, P, when, Decimal(value)) for one in INDICATORS for when in periods])
    return made


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    content = bytearray(path.read_bytes())
    content[place % len(content)] ^= 1 << place % 8
    path.write_bytes(content)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(batches())
def test_segments_verify_against_their_log(drawn: list) -> None:
    with TemporaryDirectory() as name:
        log = log_of(drawn)
        compact(Path(name), log, **HOW)
        report = verify(Path(name), log)
        assert (report.equal, report.differences, report.damaged) == (True, (), ())
        assert report.rows == log.count()


def test_what_segments_say_otherwise_is_told_row_by_row(tmp_path: Path, log: MemoryLog) -> None:
    other = MemoryLog()
    for value in range(3):
        rows = [Told(one, P, when, Decimal(value)) for one in INDICATORS for when in ("2022", "2023", "2024")]
        changed = [one._replace(value=Decimal("7.5")) if one[:3] == ("RATE", P, "2023") else one for one in rows]
        other.append(START, changed if value == 2 else rows)
    manifest.write(tmp_path, replace(compact(tmp_path, other, **HOW), log=log.log_name(3)))
    told = {(one.year, one.what): one for one in verify(tmp_path, log).differences}
    assert {year for year, _ in told} == {0, 2022, 2023, 2024}
    assert (told[0, "missing"].rows, (0, "extra") in told) == (9, False)
    assert any("RATE" in one and "7.5" in one for one in told[2023, "extra"].examples)
    assert told[2024, "missing"].rows == told[2024, "extra"].rows == 8
    assert current(tmp_path, log) == Manifest(), "the log has a period that the segments do not know"
    assert in_segments(tmp_path, compact(tmp_path, log, **HOW)) == plainly(log)


@pytest.mark.parametrize("doubled", [1, 2])
def test_a_doubled_row_is_found(tmp_path: Path, log: MemoryLog, doubled: int) -> None:
    held = compact(tmp_path, log, **HOW)
    path = tmp_path / held.years[2023].newest.name
    table = pq.read_table(path)
    pq.write_table(pa.concat_tables([table.slice(0, 1)] * doubled + [table.slice(doubled - 1)]), path)
    years = dict(held.years)
    years[2023] = replace(years[2023], newest=meta_of(path, 3))
    manifest.write(tmp_path, replace(held, years=years))
    assert verify(tmp_path, log).equal is False


@pytest.mark.parametrize("again", [compact, rebuild])
def test_a_value_changed_in_a_file_with_a_fitting_digest_is_found_and_no_longer_used(
    tmp_path: Path, log: MemoryLog, again: Callable[..., Manifest]
) -> None:
    held = compact(tmp_path, log, **HOW)
    path = tmp_path / held.years[2023].newest.name
    table = pq.read_table(path)
    place = table.schema.get_field_index("value")
    wrong = table.set_column(place, table.schema.field(place), [[99, *table["value"].to_pylist()[1:]]])
    pq.write_table(wrong, path)
    years = dict(held.years)
    years[2023] = replace(years[2023], newest=meta_of(path, 3))
    manifest.write(tmp_path, replace(held, years=years))
    report = verify(tmp_path, log)
    assert [(one.year, one.what, one.rows) for one in report.differences] == [(2023, "missing", 1), (2023, "extra", 1)]
    assert not report.equal
    assert "99" in report.differences[1].examples[0]
    after = current(tmp_path, log)
    assert after.damaged == (2023,), "what differs is read from the log"
    assert everything(tmp_path, after, log) == all_rows(log)
    assert in_segments(tmp_path, again(tmp_path, log, **HOW)) == plainly(log)
    assert verify(tmp_path, log).equal


@pytest.mark.parametrize("how", ["flip", "truncate", "remove", "empty"])
def test_every_damaged_file_is_named_and_mended(tmp_path: Path, log: MemoryLog, how: str) -> None:
    held = compact(tmp_path, log, **WITH_SLABS)
    chance = random.Random(how)
    for place in range(2 + len(held.years[2024].slabs)):
        before = manifest.read(tmp_path)
        assert before is not None
        files = before.years[2024]
        name = (files.newest, files.superseded, *files.slabs)[place].name
        path = tmp_path / name
        if how == "flip":
            flip(path, chance.randrange(1 << 30))
        elif how == "truncate":
            path.write_bytes(path.read_bytes()[: chance.randrange(path.stat().st_size)])
        elif how == "remove":
            path.unlink()
        else:
            path.write_bytes(b"")
        report = verify(tmp_path, log)
        assert (report.damaged, report.equal) == ((name,), False)
        assert everything(tmp_path, current(tmp_path, log), log) == all_rows(log) if how != "flip" else True
        mended = mend(tmp_path, log, **WITH_SLABS)
        assert verify(tmp_path, log).equal
        assert in_segments(tmp_path, mended) == plainly(log)
        assert {mended.years[year] == before.years[year] for year in (2022, 2023)} == {True}
        assert mended.years[2024] != before.years[2024]


def test_a_flipped_bit_is_found_at_the_first_use_and_the_year_read_from_the_log(
    tmp_path: Path, log: MemoryLog, caplog: pytest.LogCaptureFixture
) -> None:
    held = compact(tmp_path, log, **HOW)
    meta = held.years[2023].newest
    flip(tmp_path / meta.name, 77)
    with caplog.at_level(logging.ERROR), pytest.raises(Corrupt) as found:
        checked(tmp_path, meta)
    assert found.value.file.name == meta.name
    assert meta.name in caplog.text
    after = current(tmp_path, log)
    assert (after.damaged, set(after.years)) == ((2023,), {2022, 2024})
    assert everything(tmp_path, after, log) == all_rows(log)
    log.append(START, [Told("RATE", P, "2024", Decimal("1.25"))])
    mended = compact(tmp_path, log, **HOW)
    assert current(tmp_path, log) == mended
    assert in_segments(tmp_path, mended) == plainly(log)


def test_nothing_is_built_upon_a_damaged_file(tmp_path: Path, log: MemoryLog) -> None:
    held = compact(tmp_path, log, **HOW)
    flip(tmp_path / held.years[2024].superseded.name, 123)
    log.append(START, [Told("RATE", P, "2024", Decimal("1.25"))])
    assert in_segments(tmp_path, compact(tmp_path, log, **HOW)) == plainly(log)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format":2}', b"\xff\xfe", b'{"format":1,"digest":"","body":{}}']
)
def test_an_unreadable_manifest_counts_as_none(
    tmp_path: Path, log: MemoryLog, content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    held = compact(tmp_path, log, **HOW)
    (tmp_path / manifest.NAME).write_bytes(content)
    assert current(tmp_path, log) == Manifest()
    assert manifest.NAME in caplog.text
    assert everything(tmp_path, current(tmp_path, log), log) == all_rows(log)
    again = compact(tmp_path, log, **HOW)
    assert again.generation > held.generation
    assert in_segments(tmp_path, again) == plainly(log)


def test_segments_of_another_log_are_refused_and_made_anew(tmp_path: Path, log: MemoryLog) -> None:
    compact(tmp_path, log_of([(5, [Told("RATE", P, "2024", Decimal(1))])]), **HOW)
    assert current(tmp_path, log) == Manifest()
    assert verify(tmp_path, log).foreign
    held = compact(tmp_path, log, **HOW)
    assert in_segments(tmp_path, held) == plainly(log)


def test_a_store_that_was_restored_and_went_on_is_another_log(tmp_path: Path) -> None:
    first = Told("RATE", P, "2024", Decimal(1))
    compact(tmp_path, log_of([(0, [first]), (1, [first])]), **HOW)
    restored = log_of([(0, [first])])
    assert current(tmp_path, restored) == Manifest()
    restored.append(START.replace(minute=30), [first])
    assert current(tmp_path, restored) == Manifest()
    assert in_segments(tmp_path, compact(tmp_path, restored, **HOW)) == plainly(restored)


def test_a_restored_store_with_another_batch_of_the_same_number_and_moment_is_another_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first, wrong, right = (Told("RATE", P, "2024", Decimal(one)) for one in (1, 7000, 8000))
    compact(tmp_path, log_of([(0, [first]), (1, [wrong])]), **HOW)
    restored = log_of([(0, [first]), (1, [right])])
    assert [current(tmp_path, restored) for _ in range(3)] == [Manifest()] * 3
    assert caplog.text.count("another log") == 1, "said once, not with every question"
    assert in_segments(tmp_path, compact(tmp_path, restored, **HOW)) == plainly(restored)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("IO Error: Could not write file: No space left on device", "disk is full"),
        ("Out of Memory Error: This limit was set by the 'max_temp_directory_size' setting.", "disk is full"),
        ("IO Error: Cannot open file: Read-only file system", "may not be written in"),
    ],
)
def test_a_comparison_for_which_there_is_no_room_is_told(
    tmp_path: Path, log: MemoryLog, monkeypatch: pytest.MonkeyPatch, words: str, said: str
) -> None:
    compact(tmp_path, log, **HOW)

    def failing(*_: object) -> int:
        raise duckdb.IOException(words)

    monkeypatch.setattr("quarterdeck.engine.segments.verifying._take", failing)
    with pytest.raises(BadInput, match=said) as found:
        verify(tmp_path, log)
    assert found.value.place == str(tmp_path)
    assert found.value.remedy
    assert not list(tmp_path.glob("verify-*"))


def test_what_a_killed_comparison_left_behind_is_removed(tmp_path: Path, log: MemoryLog) -> None:
    compact(tmp_path, log, **HOW)
    (tmp_path / "verify-old").mkdir()
    (tmp_path / "verify-old" / "log.duckdb").write_text("half")
    assert verify(tmp_path, log).equal
    assert not (tmp_path / "verify-old").exists()
