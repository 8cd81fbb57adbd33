"""The segments as readers see them: the current manifest, files that are what they must be, and the live tail."""

import logging
import os
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from quarterdeck.core.periods import Period
from quarterdeck.engine.facts import FACTS, LogReader
from quarterdeck.engine.segments import damage, manifest
from quarterdeck.engine.segments.checksums import Corrupt, is_sound
from quarterdeck.engine.segments.layout import FileMeta, Manifest

__all__ = ["Corrupt", "checked", "current", "tail"]

logger = logging.getLogger(__name__)
_EMPTY = Manifest()


class _Seen(NamedTuple):
    """What the files were like when they were read."""

    stamp: tuple[object, ...]
    manifest: Manifest


_READ: dict[Path, _Seen] = {}
_CHECKED: dict[tuple[Path, str], str] = {}
_FOREIGN: dict[Path, Manifest] = {}
"""The manifest of another log of which that was said already."""


def current(folder: Path, log: LogReader) -> Manifest:
    """The manifest that counts; the same object for as long as nothing changed.

    It is empty where there is none, where it cannot be read and where it was made from another log. Years of which a
    file is missing or damaged are left out, and named in `damaged`.
    """
    stamp = _stamps(folder)
    seen = _READ.get(folder)
    if seen is None or seen.stamp != stamp:
        seen = _READ[folder] = _Seen(stamp, _read(folder))
        _forget_others(folder, manifest.files_of(seen.manifest))
    if seen.manifest.watermark and seen.manifest.log != log.log_name(seen.manifest.watermark):
        if _FOREIGN.get(folder) is not seen.manifest:
            _FOREIGN[folder] = seen.manifest
            logger.warning("The segments in %s were made from another log and do not count", folder)
        return _EMPTY
    return seen.manifest


def is_current(folder: Path, held: Manifest | None) -> bool:
    """Whether neither manifest nor damage has changed on disk since this one was read; of its log nothing is asked."""
    seen = _READ.get(folder)
    return seen is not None and seen.manifest is held and seen.stamp == _stamps(folder)


def checked(folder: Path, meta: FileMeta) -> Path:
    """A file whose content was compared with its digest when this process first used it.

    Raises `Corrupt` where it is not what was written; from then on its year is read from the log.
    """
    key = (folder, meta.name)
    if _CHECKED.get(key) != meta.digest:
        if not is_sound(folder, meta):
            damage.distrust(folder, meta.name)
            raise Corrupt(folder / meta.name)
        _CHECKED[key] = meta.digest
    return folder / meta.name


def tail(
    log: LogReader, held: Manifest, *, indicators: Collection[str] | None = None, units: Collection[str] | None = None,
    periods: Collection[str] | None = None,
) -> pa.Table:  # fmt: skip
    """The rows that match and are not in the segments: of newer batches, of wide indicators, of damaged years."""
    found = [*log.facts(after=held.watermark, indicators=indicators, units=units, periods=periods)]
    if held.watermark:
        for some, when in _left_out(held, indicators, periods):
            found += log.facts(upto=held.watermark, indicators=some, units=units, periods=when)
    return pa.Table.from_batches(found, FACTS)


def _left_out(
    held: Manifest, indicators: Collection[str] | None, periods: Collection[str] | None
) -> Iterator[tuple[Collection[str], Collection[str] | None]]:
    """Of which indicators and periods rows of old batches are not in the segments, each once."""
    wide = set(held.wide) if indicators is None else set(held.wide).intersection(indicators)
    if wide:
        yield wide, periods
    if not held.damaged:
        return
    known = {one.indicator for one in held.dictionaries.series} - set(held.wide)
    among = held.dictionaries.periods if periods is None else periods
    unread = {code for code in among if Period(code).year in held.damaged}
    asked = known if indicators is None else known.intersection(indicators)
    if unread and asked:
        yield asked, unread


def _read(folder: Path) -> Manifest:
    found = manifest.read(folder)
    if found is None:
        return _EMPTY
    damaged = damage.damaged_years(folder, found)
    if not damaged:
        return found
    years = {year: files for year, files in found.years.items() if year not in damaged}
    return replace(found, years=years, damaged=damaged)


def _forget_others(folder: Path, counted: set[str]) -> None:
    for key in [key for key in _CHECKED if key[0] == folder and key[1] not in counted]:
        _CHECKED.pop(key, None)


def _stamps(folder: Path) -> tuple[object, ...]:
    return _stamp(folder / manifest.NAME), _stamp(folder / damage.NAME)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        told = os.stat(path)
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns, told.st_size
