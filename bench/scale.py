"""How works over everything grow with the number of rows and of workers.

    .venv/bin/python bench/scale.py --rows 1000000,10000000 --on memory,here
    .venv/bin/python bench/scale.py --rows 10000000 --on 1,2 --json scale.json

`--on`: `memory` are the kernels of the engine over mapped arrays (median of three, warm); `here` is the SQL of the
works by DuckDB on this machine; a number is so many workers of a Spark cluster on loopback, one core each, which is
started for it. SQL is run once, from Parquet files to Parquet files: what a result costs to write as segments comes on
top and is measured apart. The nation is that of `bench/engine.py`; everything lies in a scratch folder that is removed.
How many numbers came out is compared between all places.
"""

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._engine.logs import StillLog
from bench._engine.making import made
from bench._engine.nation import COMMUNE, DAY_KNOWN, LAST_YEAR, Nation, size_of
from bench._engine.ours import Ours
from bench._engine.works import Asked
from quarterdeck.engine.facts import KnownOn
from quarterdeck.engine.held import Held
from quarterdeck.engine.spark.cluster import Cluster
from quarterdeck.engine.spark.sessions import session
from quarterdeck.engine.sql.works.here import here
from quarterdeck.engine.sql.works.results import Result
from quarterdeck.engine.sql.works.running import Machine, Order, Work, started, worked
from tests.engine.cluster import cluster, missing

TODAY = date(LAST_YEAR, 12, 31)
ORDERS = (
    Order(Work.VINTAGE, KnownOn(at=DAY_KNOWN)), Order(Work.ROLL_UP, level=COMMUNE), Order(Work.RESTATE, borders=TODAY),
    Order(Work.CHECK),
)  # fmt: skip
MEMORY, HERE = "memory", "here"
Seconds = dict[str, float]


def main() -> None:
    """Measure what the options ask for, print a table, write JSON."""
    options = _options()
    found: list[dict[str, object]] = []
    for rows in (int(one) for one in options.rows.split(",")):
        with tempfile.TemporaryDirectory(prefix="quarterdeck-scale-", dir=options.folder) as folder:
            nation = Nation(size_of(rows), options.seed)
            begun = time.perf_counter()
            manifest = made(nation, Path(folder) / "segments", None)
            held = Held(Path(folder) / "segments", manifest, StillLog(nation))
            count = sum(one.newest.rows + one.superseded.rows for one in manifest.years.values())
            print(f"{count:,} rows made in {time.perf_counter() - begun:.1f} s", flush=True)
            for place in options.on.split(","):
                found += [{"rows": count, "on": place, **one} for one in _measured(place, nation, held, Path(folder))]
    if options.json:
        Path(options.json).write_text(json.dumps(found, indent=1))


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", default="1000000")
    options.add_argument("--on", default="memory,here")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, help="where the scratch folder is made")
    options.add_argument("--json")
    return options.parse_args()


def _measured(place: str, nation: Nation, held: Held, folder: Path) -> Iterator[dict[str, object]]:
    load = os.getloadavg()[0]
    if place == MEMORY:
        measure = _in_memory(nation, held)
        for order in ORDERS:
            yield _told(place, order, load, measure(order))
        return
    with _machine(place, folder) as machine:
        for order in ORDERS:
            yield _told(place, order, load, _in_sql(order, machine, nation, held, folder))


def _told(place: str, order: Order, load: float, seconds: Seconds) -> dict[str, object]:
    shown = "  ".join(f"{name} {value:,.3f}" for name, value in seconds.items())
    print(f"{place:>8} {order.work.value:<10} {shown}  (load before: {load:.1f})", flush=True)
    return {"work": order.work.value, "load": load, **seconds}


def _in_memory(nation: Nation, held: Held) -> Callable[[Order], Seconds]:
    ours = Ours(Asked(nation), held.folder, held.log)
    works = {Work.VINTAGE: "c", Work.ROLL_UP: "b", Work.RESTATE: "d", Work.CHECK: "e"}

    def measure(order: Order) -> Seconds:
        taken = []
        for _ in range(4):
            begun = time.perf_counter()
            ours.plainly(works[order.work])()
            taken.append(time.perf_counter() - begun)
        return {"first": taken[0], "seconds": statistics.median(taken[1:])}

    return measure


@contextmanager
def _machine(place: str, folder: Path) -> Iterator[Machine]:
    if place == HERE:
        (folder / "spill").mkdir(exist_ok=True)
        with here(folder / "spill", memory="4GB") as machine:
            yield machine
        return
    if missing():
        raise SystemExit(missing())
    workers = int(place)
    settings = {
        "spark.executor.memory": "3g", "spark.driver.memory": "2g", "spark.executor.cores": "1",
        "spark.sql.shuffle.partitions": str(4 * workers),
    }  # fmt: skip
    small = Path(tempfile.mkdtemp(dir=folder))
    with cluster(workers, memory="4g") as running, session(running.address, settings) as held:
        machine = Cluster(held, small)
        machine.rows("SELECT 1")  # the first work should not pay for the start of the workers
        yield machine


def _in_sql(order: Order, machine: Machine, nation: Nation, held: Held, folder: Path) -> Seconds:
    run = started(order, held, nation.world)
    parts, out = Path(tempfile.mkdtemp(dir=folder)), Path(tempfile.mkdtemp(dir=folder))
    result, seconds, writing, count = Result(run, out), 0.0, 0.0, 0
    for year in run.years:
        begun = time.perf_counter()
        paths = worked(run, machine, year, parts / str(year))
        done = time.perf_counter()
        result.add(year, paths)
        seconds += done - begun
        writing += time.perf_counter() - done
        count += sum(pq.read_metadata(path).num_rows for path in paths)
    result.finish()
    shutil.rmtree(parts)
    shutil.rmtree(out)
    return {"seconds": seconds, "writing": writing, "numbers": count}


if __name__ == "__main__":
    main()
