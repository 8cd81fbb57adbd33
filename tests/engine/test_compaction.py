"""Compaction loses and doubles nothing: killed, twice at once, on a full disk, while figures arrive."""

import errno
import os
import random
import signal
import time
from collections.abc import Callable
from decimal import Decimal
from multiprocessing import Pipe, get_context
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.checksums import replace_text
from quarterdeck.engine.segments.compaction import alone, compact, rebuild
from quarterdeck.engine.segments.layout import FileMeta, Manifest
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current, tail
from quarterdeck.engine.segments.verifying import verify
from quarterdeck.engine.slabs.writing import write as slabs
from tests.engine.killing import BATCHES, YEARS, compact_for_ever, compact_on_a_full_disk, log_at
from tests.engine.logs import HOW, START, UNITS, all_rows, everything, in_segments, no_slabs, one_level, plainly

KILLS = 100
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.engine.killing"])


def names(folder: Path) -> set[str]:
    """The files in a folder but the lock."""
    return {path.name for path in folder.iterdir()} - {"lock"}


def counted(folder: Path) -> set[str]:
    """The files that may lie in a folder where nobody is at work."""
    known = {manifest.NAME, manifest.PREVIOUS}
    return known.union(*(manifest.files_of(manifest.read(folder, name)) for name in tuple(known)))


def test_killed_at_a_hundred_random_moments_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    log, chance, killed = log_at(BATCHES), random.Random(4), 0
    expected = all_rows(log)
    generations = []
    while killed < KILLS:
        here, there = Pipe()
        child = PROCESSES.Process(target=compact_for_ever, args=(str(tmp_path), there), daemon=True)
        child.start()
        assert here.recv() == "ready"
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        assert child.exitcode == -signal.SIGKILL
        killed += 1
        held = current(tmp_path, log)
        assert held.damaged == ()
        assert everything(tmp_path, held, log) == expected
        generations.append(held.generation)
    assert generations == sorted(generations)
    assert generations[-1] > 3
    final = compact(tmp_path, log, **HOW)
    assert in_segments(tmp_path, final) == plainly(log)
    assert verify(tmp_path, log).equal
    assert names(tmp_path) <= counted(tmp_path)


def broken_after(years: int) -> Callable[..., tuple[FileMeta, ...]]:
    """Write slabs of so many years, then stop as a killed process does."""
    done = []

    def write(*_: object) -> tuple[FileMeta, ...]:
        if len(done) == years:
            raise KeyboardInterrupt
        done.append(1)
        return ()

    return write


@pytest.mark.parametrize("run", [compact, rebuild])
@pytest.mark.parametrize("finished", range(len(YEARS)))
def test_an_interrupted_run_does_not_do_finished_years_again(
    tmp_path: Path, run: Callable[..., Manifest], finished: int
) -> None:
    log = log_at(3)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, log, slabs=broken_after(finished), level_of=one_level)
    assert current(tmp_path, log) == Manifest()
    made = {path.name: path.stat().st_mtime_ns for path in tmp_path.glob("*.parquet")}
    written: list[str] = []

    def counting(_: Path, stem: str, *__: object) -> tuple[FileMeta, ...]:
        written.append(stem[:4])
        return ()

    held = run(tmp_path, log, slabs=counting, level_of=one_level)
    assert written == list(YEARS[finished:])
    kept = {name for name in made if name[:4] in YEARS[:finished]}
    assert {name: (tmp_path / name).stat().st_mtime_ns for name in kept} == {name: made[name] for name in kept}
    assert in_segments(tmp_path, held) == plainly(log)
    assert names(tmp_path) <= counted(tmp_path)


def test_what_came_after_an_interrupted_run_is_taken_with_it(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        compact(tmp_path, log_at(3), slabs=broken_after(1), level_of=one_level)
    log = log_at(5)
    held = compact(tmp_path, log, **HOW)
    assert held.watermark == 5
    assert in_segments(tmp_path, held) == plainly(log)


def test_a_damaged_piece_of_an_interrupted_run_is_not_used(tmp_path: Path) -> None:
    log = log_at(3)
    with pytest.raises(KeyboardInterrupt):
        compact(tmp_path, log, slabs=broken_after(2), level_of=one_level)
    for path in [*tmp_path.glob("*.parquet"), *tmp_path.glob("*-spill.arrow")]:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 4
        path.write_bytes(content)
    held = compact(tmp_path, log, **HOW)
    assert in_segments(tmp_path, held) == plainly(log)
    assert verify(tmp_path, log).equal


def test_a_second_compaction_is_refused_at_once(tmp_path: Path) -> None:
    log = log_at(2)
    refused = []

    def meanwhile(*_: object) -> tuple[FileMeta, ...]:
        for work in (lambda: compact(tmp_path, log, **HOW), lambda: verify(tmp_path, log)):
            with pytest.raises(Conflict) as found:
                work()
            refused.append(found.value)
        return ()

    held = compact(tmp_path, log, slabs=meanwhile, level_of=one_level)
    assert len(refused) == 2 * len(held.years)
    assert {one.place for one in refused} == {str(tmp_path)}
    assert "Wait" in str(refused[0].remedy)
    assert in_segments(tmp_path, held) == plainly(log)
    with alone(tmp_path):
        pass


def test_figures_that_arrive_during_compaction_stay_in_the_tail(tmp_path: Path) -> None:
    log = log_at(2)
    late = [Told("RATE", UNITS[0], "2022-M01", Decimal("0.5"))]

    def meanwhile(*_: object) -> tuple[FileMeta, ...]:
        log.append(START, late)
        return ()

    held = compact(tmp_path, log, slabs=meanwhile, level_of=one_level)
    assert held.watermark == 2
    assert len(tail(log, held)) == len(held.years)
    assert everything(tmp_path, held, log) == all_rows(log)
    assert in_segments(tmp_path, compact(tmp_path, log, **HOW)) == plainly(log)


def test_files_stay_for_readers_until_the_compaction_after_the_next(tmp_path: Path) -> None:
    first = compact(tmp_path, log_at(4), **HOW)
    second = compact(tmp_path, log_at(8), **HOW)
    assert in_segments(tmp_path, first) == plainly(log_at(4))
    third = compact(tmp_path, log_at(12), **HOW)
    assert in_segments(tmp_path, second) == plainly(log_at(8))
    assert in_segments(tmp_path, third) == plainly(log_at(12))
    assert not manifest.files_of(first) & names(tmp_path)


def test_what_is_not_ours_is_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", "2024.parquet", "2024-newest.parquet", "engine.json"):
        (tmp_path / name).write_text("mine")
    for count in (1, 2, 3):
        compact(tmp_path, log_at(count), **HOW)
    assert {"notes.txt", "2024.parquet", "2024-newest.parquet", "engine.json"} <= names(tmp_path)


@pytest.mark.parametrize("room", [0, 60, 500, 1200, 2500, 4000, 6000, 9000, 14000, 20000])
def test_a_full_disk_leaves_everything_as_it_was(tmp_path: Path, room: int) -> None:
    log = log_at(40, rows=12)
    before = compact(tmp_path, log_at(2, rows=12), slabs=slabs, level_of=one_level)
    files = names(tmp_path)
    here, there = Pipe()
    child = PROCESSES.Process(target=compact_on_a_full_disk, args=(str(tmp_path), room, there))
    child.start()
    told = here.recv()
    child.join()
    assert child.exitcode == 0
    if told is None:
        assert room == 20000
        assert current(tmp_path, log).watermark == 40
    else:
        kind, message, remedy, place = told
        assert (kind, place) == ("BadInput", str(tmp_path))
        assert "disk is full" in message
        assert "Make room" in remedy
        assert names(tmp_path) == files
        assert current(tmp_path, log) == before
    assert everything(tmp_path, current(tmp_path, log), log) == all_rows(log)
    compact(tmp_path, log, slabs=slabs, level_of=one_level)
    assert verify(tmp_path, log).equal


@pytest.mark.parametrize("write", range(9))
def test_a_disk_that_gets_full_at_any_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: int) -> None:
    log, plain, count = log_at(3), pq.write_table, iter(range(100))

    def full(*args: object, **more: object) -> None:
        if next(count) == write:
            raise OSError(errno.ENOSPC, "No space left on device")
        plain(*args, **more)

    monkeypatch.setattr("quarterdeck.engine.segments.writing.pq.write_table", full)
    if write < 2 * len(YEARS):
        with pytest.raises(BadInput):
            compact(tmp_path, log, **HOW)
        assert names(tmp_path) == set()
    assert in_segments(tmp_path, compact(tmp_path, log, **HOW)) == plainly(log)


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "disk is full"), (errno.EROFS, "may not be written in")])
@pytest.mark.parametrize("work", [compact, rebuild, verify])
def test_a_folder_in_which_nothing_can_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str, work: Callable[..., object]
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    more = {} if work is verify else HOW
    monkeypatch.setattr(Path, "open", failing)
    with pytest.raises(BadInput, match=said) as found:
        work(tmp_path, log_at(2), **more)
    assert (found.value.place, bool(found.value.remedy)) == (str(tmp_path), True)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_leaves_the_old_one_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "world.json"
    replace_text(path, "old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync" if failing == "fsync" else "pathlib.Path.replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_text(path, "new")
    assert [one.name for one in tmp_path.iterdir()] == ["world.json"]
    assert path.read_text() == "old"


def test_other_errors_of_the_disk_are_not_taken_for_a_full_one(tmp_path: Path) -> None:
    def failing(*_: object) -> tuple[FileMeta, ...]:
        raise OSError(errno.EIO, "Input/output error")

    with pytest.raises(OSError, match="Input/output") as found:
        compact(tmp_path, log_at(2), slabs=failing, level_of=one_level)
    assert found.value.errno == errno.EIO


def test_progress_never_goes_back_and_ends_at_the_total(tmp_path: Path) -> None:
    seen: list[tuple[int, int, Message]] = []
    compact(tmp_path, log_at(4), slabs=no_slabs, level_of=one_level, on_progress=lambda *now: seen.append(now))
    shares = [done / total for done, total, _ in seen]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert {str(text) for _, _, text in seen} >= {"Reading the log", "Writing 2021", "Done"}


def test_an_empty_store_has_nothing_to_compact(tmp_path: Path) -> None:
    assert compact(tmp_path, MemoryLog(), **HOW) == Manifest()
    assert names(tmp_path) == set()
