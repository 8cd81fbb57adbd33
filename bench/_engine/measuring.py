"""What a machine can do, what a process holds, and how long things take."""

import statistics
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from bench._engine.nation import COMMUNE, DAY_KNOWN, LAST_YEAR, Nation
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.slabs.opening import Slabs

THREADS, MEGABYTES = 2, 512
TURN_MS = 100.0
"""How long a turn lasts at least."""


def timed(work: Callable[[], object]) -> float:
    """How long one go takes, in milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def in_turns(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The median of each, measured in turns after one go that does not count.

    In its turn each is repeated until `TURN_MS` have passed, and the median of the turn counts: otherwise a work of two
    milliseconds would be measured with the caches as a rival's ten seconds have left them.
    """
    for work in works.values():
        work()
    taken = [{name: _turn(work) for name, work in works.items()} for _ in range(rounds)]
    return {name: statistics.median(one[name] for one in taken) for name in works}


def _turn(work: Callable[[], object]) -> float:
    taken = [timed(work)]
    while sum(taken) < TURN_MS:
        taken.append(timed(work))
    return statistics.median(taken)


def bandwidth() -> float:
    """Bytes a second that two threads read from memory: the best of five sums over half a gigabyte."""
    data = np.ones(MEGABYTES << 17, dtype=np.int64)
    parts = np.array_split(data, THREADS)
    with ThreadPoolExecutor(THREADS) as threads:
        best = min(timed(lambda: list(threads.map(np.sum, parts))) for _ in range(5))
    return data.nbytes / best * 1000


def must_read(nation: Nation, folder: Path, manifest: Manifest) -> dict[str, int]:
    """Bytes of the slabs that each work cannot do without.

    (a) 22 values a line, (b) the communes' values of a year, (c) values and batches of the years that had begun, and
    the rows that newer ones replaced, (d) the communes' actual values of all years, (e) all values.
    """
    plans = np.array([one.scenario == "plan" for one in nation.series])
    found = dict.fromkeys("abcde", 0)
    found["a"] = 30 * (1 + nation.size.districts // nation.size.provinces) * 22 * 8
    for year, files in manifest.years.items():
        blocks = Slabs(folder, files, manifest.dictionaries).blocks
        cells = blocks["rows"].astype(np.int64) * blocks["columns"]
        communes = int(cells[(blocks["level"] == COMMUNE) & ~plans[blocks["series"]]].sum()) * 8
        found["b"] += communes if year == LAST_YEAR else 0
        found["c"] += int(cells.sum()) * 12 + files.superseded.rows * 28 if year <= DAY_KNOWN.year else 0
        found["d"] += communes
        found["e"] += int(cells.sum()) * 8
    return found


def anonymous_mb() -> float:
    """What this process holds resident beside the page cache, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1024


class Watch:
    """The most that this process held while it was watched."""

    def __init__(self) -> None:
        self.most = 0.0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self._over.wait(0.01):
            self.most = max(self.most, anonymous_mb())

    def __enter__(self) -> "Watch":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()
