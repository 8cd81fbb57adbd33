"""What a compaction has to do: the new rows set down by year, the years to write, the decimals of each indicator."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import LogReader
from quarterdeck.engine.segments import damage
from quarterdeck.engine.segments.coding import Coder
from quarterdeck.engine.segments.journal import Journal, Task
from quarterdeck.engine.segments.layout import FileMeta, Manifest, YearFiles
from quarterdeck.engine.segments.progress import Progress
from quarterdeck.engine.segments.spills import Spills, spilled, stored
from quarterdeck.engine.segments.writing import Extent, extents


def plan(
    folder: Path, log: LogReader, base: Manifest, last: int, *, generation: int, anew: bool, on_progress: Progress
) -> Journal:
    """Read the rows of batches after those of `base` up to `last`, and those of damaged years again."""
    coder = Coder(base.dictionaries, base.wide)
    spills = Spills(folder, generation)
    try:
        count = log.count(after=base.watermark, upto=last)
        for done in _set_down(spills, coder, log.facts(after=base.watermark, upto=last)):
            on_progress(done, 2 * count, Message(gettext_noop("Reading the log")))
        damaged = _damaged(folder, base, spills.years)
        if damaged:
            lost = [code for code in base.dictionaries.periods if Period(code).year in damaged]
            for done in _set_down(spills, coder, log.facts(upto=base.watermark, periods=lost)):
                on_progress(count + done, 2 * (count + done), Message(gettext_noop("Reading damaged years again")))
        read = spills.finish()
    finally:
        spills.abandon()
    kept = {year: files for year, files in base.years.items() if year not in damaged}
    todo, wide = _tasks(folder, coder, read, kept)
    years = {year: files for year, files in kept.items() if year not in todo}
    target = Manifest(generation, last, log.log_name(last), coder.dictionaries, years, wide)
    return Journal(base.generation, anew, target, todo)


def _set_down(spills: Spills, coder: Coder, facts: Iterable[pa.RecordBatch]) -> Iterator[int]:
    done = 0
    for one in facts:
        for year, rows in coder.by_year(one).items():
            spills.add(year, rows)
        done += one.num_rows
        yield done


def _damaged(folder: Path, base: Manifest, touched: Iterable[int]) -> set[int]:
    """The years whose files cannot be built upon; those that are built upon are compared with their digests."""
    found = set(damage.damaged_years(folder, base))
    for year in {*touched} & base.years.keys() - found:
        if wrong := damage.damaged_files(folder, base.years[year], thoroughly=True):
            damage.distrust(folder, *wrong)
            found.add(year)
    return found


def _tasks(
    folder: Path, coder: Coder, read: dict[int, FileMeta], kept: dict[int, YearFiles]
) -> tuple[dict[int, Task], tuple[str, ...]]:
    """The years to write, and the indicators of which they then hold no rows."""
    indicators = [one.indicator for one in coder.dictionaries.series]
    wide = dict(coder.wide)
    scales: dict[int, dict[str, int]] = {}
    for year, spill in read.items():
        needed = _needed(folder, spill, kept.get(year), indicators)
        wide.update(dict.fromkeys(one for one, extent in needed.items() if not extent.fits))
        scales[year] = {one: extent.decimals for one, extent in needed.items()}
    todo = {}
    for year in sorted({*read, *(year for year, files in kept.items() if wide.keys() & files.scales.keys())}):
        old = kept.get(year)
        together = {**(old.scales if old else {}), **scales.get(year, {})}
        without = {one: decimals for one, decimals in sorted(together.items()) if one not in wide}
        todo[year] = Task(read.get(year), old, without)
    return todo, tuple(sorted(wide))


def _needed(folder: Path, spill: FileMeta, old: YearFiles | None, indicators: list[str]) -> dict[str, Extent]:
    """What the values of each newly read indicator need in a year, together with those that it already has."""
    needed = extents(spilled(folder, spill), indicators)
    if old is None:
        return needed
    finer = {one for one, extent in needed.items() if extent.decimals > old.scales.get(one, extent.decimals)}
    held = extents(stored(folder, old, indicators), indicators) if finer else {}
    return {
        one: extent.with_(held[one] if one in finer else Extent(old.scales.get(one, 0)))
        for one, extent in needed.items()
    }
