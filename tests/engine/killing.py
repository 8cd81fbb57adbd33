"""A process that compacts and compacts, to be killed; and one whose disk is full."""

import resource
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path

import pyarrow as pa

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.engine.segments import manifest
from quarterdeck.engine.segments.compaction import compact, rebuild
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.slabs.writing import write as slabs
from tests.engine.logs import HOW, INDICATORS, START, UNITS

YEARS = ("2021", "2022", "2023", "2024")
BATCHES = 60


@cache
def _batch(number: int, rows: int) -> tuple[datetime, pa.Table]:
    told = [
        Told(one, unit, f"{year}-M{month:02}", Decimal(number * month).scaleb(-(number % 3)))
        for one in INDICATORS
        for unit in UNITS[: 1 + number % 2]
        for year in YEARS[: 1 + number % len(YEARS)]
        for month in range(1, 1 + rows)
    ]
    log = MemoryLog()
    log.append(START, told, number)
    table = pa.Table.from_batches(log.facts())
    numbers = pa.array(range(number * 1000, number * 1000 + len(table)), pa.int64())
    return START + timedelta(hours=number * 7 % 11), table.set_column(0, table.schema.field(0), numbers)


def log_at(last: int, rows: int = 10) -> MemoryLog:
    """The first batches of the one log that all processes know, some of them dated back."""
    log = MemoryLog()
    for number in range(1, last + 1):
        log.append_table(*_batch(number, rows))
    return log


log_at(BATCHES)  # once for all processes that are forked from the one that has loaded this


def compact_for_ever(folder: str, ready: Connection) -> None:
    """Take one batch after the other, then make everything anew again and again."""
    log = log_at(BATCHES)
    held = manifest.read(Path(folder))
    last = held.watermark if held else 0
    ready.send("ready")
    while True:
        last += 1
        if last < BATCHES:
            compact(Path(folder), log_at(last), **HOW)
        else:
            rebuild(Path(folder), log, slabs=slabs, level_of=HOW["level_of"])  # type: ignore[arg-type]


def compact_on_a_full_disk(folder: str, room: int, told: Connection) -> None:
    """Compact where no file can be longer than so many bytes, and tell what was said."""
    log = log_at(40, rows=12)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        compact(Path(folder), log, slabs=slabs, level_of=HOW["level_of"])  # type: ignore[arg-type]
        told.send(None)
    except QuarterdeckError as error:
        told.send((type(error).__name__, str(error.message), str(error.remedy), error.place))
