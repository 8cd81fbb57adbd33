"""The figures engine beside PostgreSQL, pandas and DuckDB, on a generated nation of a million to 100 million rows.

Run with `make bench` (a million rows) and `make bench-large` (100 million). What each work answers stands in
`bench/_engine/works.py`; all engines must answer the same before anything is timed, and take turns while it is. The
rivals run over the append-only log as their users would run them. Everything lies in a scratch folder that is removed.

The bounds are those at 100 million rows, whatever the size. "memory ms" is what it takes two threads to read the bytes
that the work cannot do without at the bandwidth measured in this run, and "distance" how many times longer ours takes.
"""

import argparse
import json
import shutil
import signal
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench._engine.appending import measured, newer, plain_of
from bench._engine.comparing import Rival, agreed, same_dashboards
from bench._engine.logs import StillLog
from bench._engine.making import made
from bench._engine.measuring import bandwidth, in_turns, must_read, timed
from bench._engine.nation import Nation, size_of
from bench._engine.ours import Ours
from bench._engine.probe import probed
from bench._engine.report import TEN_MILLION, Found
from bench._engine.rival_duckdb import DuckDB
from bench._engine.rival_pandas import Pandas
from bench._engine.rival_postgres import Postgres
from bench._engine.server import Server, has_server
from bench._engine.serving import Served
from bench._engine.stored import Stored
from bench._engine.tables import plain_from_log, plain_from_segments
from bench._engine.works import Asked

RIVALS = ("postgres", "pandas", "duckdb")
BUFFERS_MB = {"large": 4096, "small": 512}
COLD_STARTS = 3


class Bench:
    """One run."""

    def __init__(self, options: argparse.Namespace, folder: Path, stack: ExitStack) -> None:
        self.options, self.folder, self.stack = options, folder, stack
        self.nation = Nation(size_of(options.rows), options.seed)
        self.asked, self.found = Asked(self.nation), Found(options.rows)
        self.segments = folder / "home" / "engine"
        self.log = folder / "log" if options.rows <= TEN_MILLION else None

    def run(self) -> Found:
        """Generate, compare, measure."""
        self._generate()
        self._probe()
        server = self._server()
        stored = self._stored(server) if server else None
        ours = Ours(self.asked, self.segments, stored.log if stored else StillLog(self.nation))
        rivals = self._rivals(server)
        say("  ".join(["answers agree:", *agreed(self.asked, ours, rivals)]))
        self._in_turns(ours, rivals)
        if stored:
            self._over_http(stored)
            self._append(stored, ours, rivals)
        for rival in rivals:
            rival.close()
        return self.found

    def _generate(self) -> None:
        begun = time.perf_counter()
        manifest = made(self.nation, self.segments, self.log)
        rows = sum(one.newest.rows + one.superseded.rows for one in manifest.years.values())
        size = sum(path.stat().st_size for path in self.segments.iterdir()) >> 20
        say(f"{rows:,} rows generated with segments and slabs in {time.perf_counter() - begun:.1f} s, {size:,} MB")
        speed = bandwidth()
        say(f"memory is read at {speed / 1e9:.1f} GB/s")
        needed = must_read(self.nation, self.segments, manifest)
        self.found.physical = {work: size / speed * 1000 for work, size in needed.items()}

    def _probe(self) -> None:
        told = [probed(self.segments, self.options.rows, self.options.seed) for _ in range(COLD_STARTS)]
        first, later = (statistics.median(one[name] for one in told) for name in ("first", "later"))
        state = "page cache dropped" if told[0]["dropped"] else "page cache warm: only root may drop it"
        works = ", ".join(
            f"({name}) {statistics.median(one['works'][name] for one in told):,.0f} ms" for name in told[0]["works"]
        )
        most = max(told, key=lambda one: float(one["most_mb"]))
        self.found.notes += [
            f"(a) first in a fresh process: {first:.1f} ms (bound 100), then {later:.1f} ms; {state}; "
            f"median of {COLD_STARTS} processes, {max(one['first'] for one in told):.1f} at most",
            f"first go of the others in the same process: {works}",
            f"memory beside the page cache: {most['most_mb']:,.0f} MB at most (bound 4,096), of it "
            f"{most['before_mb']:,.0f} MB before the store opens; with mapped files {most['with_cache_mb']:,.0f} MB",
        ]

    def _server(self) -> Server | None:
        if not has_server():
            say("PostgreSQL is not installed: no (f), and no such rival")
            return None
        big = self.options.rows >= TEN_MILLION
        server = Server(self.folder, BUFFERS_MB["large" if big else "small"])
        self.stack.callback(server.close)
        return server

    def _stored(self, server: Server) -> Stored:
        begun = time.perf_counter()
        stored = Stored(self.nation, server.address, self.segments.parent)
        self.stack.callback(stored.close)
        say(f"a store with its log on PostgreSQL set up in {time.perf_counter() - begun:.1f} s")
        return stored

    def _rivals(self, server: Server | None) -> list[Rival]:
        found: list[Rival] = []
        for name in self.options.rivals:
            if name != "duckdb" and self.log is None:
                say(f"{name} is left out: it runs up to {TEN_MILLION:,} rows")
                continue
            if name == "postgres" and server is None:
                continue
            begun = time.perf_counter()
            found.append(self._rival(name, server))
            say(f"{name} loaded in {time.perf_counter() - begun:.1f} s")
        return found

    def _rival(self, name: str, server: Server | None) -> Rival:
        tables = plain_from_log(self.nation, self.log) if self.log else plain_from_segments(self.nation, self.segments)
        if name == "postgres" and server:
            return Postgres(self.asked, server.address, tables)
        return Pandas(self.asked, tables) if name == "pandas" else DuckDB(self.asked, self.folder, tables)

    def _in_turns(self, ours: Ours, rivals: list[Rival]) -> None:
        engines = [ours, *rivals]
        turns = {one.name: cycle(range(self.nation.size.provinces)) for one in engines}
        dashboards = {one.name: lambda one=one: one.a(next(turns[one.name])) for one in engines}
        self.found.times["a"] = in_turns(dashboards, self.options.dashboards)
        again = in_turns({"ours": lambda: ours.again(0)}, self.options.rounds)["ours"]
        self.found.notes.append(f"(a) asked again while nobody has written: {again:.2f} ms; not counted above")
        for work in "bcde":
            works = {ours.name: ours.plainly(work), **{one.name: getattr(one, work) for one in rivals}}
            self.found.times[work] = in_turns(works, self.options.rounds)
            say(f"({work}) " + ", ".join(f"{name} {taken:,.1f} ms" for name, taken in self.found.times[work].items()))

    def _over_http(self, stored: Stored) -> None:
        served = Served(self.asked, stored.cookie())
        try:
            provinces = cycle(range(self.nation.size.provinces))
            taken = in_turns({"http": lambda: served.ask(next(provinces))}, self.options.dashboards)["http"]
            size = len(served.ask(0)) / 1024
            self.found.notes.insert(0, f"(a) over HTTP as JSON, signed in: {taken:.1f} ms, {size:.0f} kB (bound 30 ms)")
        finally:
            served.close()

    def _append(self, stored: Stored, ours: Ours, rivals: list[Rival]) -> None:
        took = measured(self.nation, self.segments, stored, ours, rounds=3)
        self.found.bounds["f"] = took.log + 1000
        self.found.times["f"] = {"ours": took.log + took.first}
        self.found.notes += [
            f"(f) {took.rows:,} rows. COPY into the log itself, with its foreign keys: {took.log:,.0f} ms (bound: "
            f"1,000 more); into a table with its indexes only {took.indexed:,.0f} ms, without any {took.plain:,.0f} ms",
            f"(f) the first (a) after it {took.first:.1f} ms, the next {took.second:.1f} ms, with all rows in the tail",
        ]
        rows = plain_of(self.nation, newer(self.nation, self.segments, int(stored.log.batches().numbers[-1])))
        for rival in rivals:
            append = timed(lambda rival=rival: rival.append(rows))
            self.found.times["f"][rival.name] = append + timed(lambda rival=rival: rival.a(0))
        same_dashboards(self.asked, ours, rivals, [0])


def say(text: str) -> None:
    """Print at once."""
    print(text, flush=True)


def main() -> None:
    """Measure, print, and write what was measured."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=lambda text: int(text.replace("_", "")), default=1_000_000)
    options.add_argument("--rivals", type=lambda text: [one for one in text.split(",") if one], default=list(RIVALS))
    options.add_argument("--rounds", type=int, default=5, help="of each work but the dashboard")
    options.add_argument("--dashboards", type=int, default=41)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folder", type=Path, help="where to work; by default a folder that is removed")
    options.add_argument("--json", type=Path)
    asked = options.parse_args()
    if unknown := set(asked.rivals) - set(RIVALS):
        options.error(f"no such rival: {', '.join(sorted(unknown))}; there are {', '.join(RIVALS)}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped and the folder removed
    folder = Path(tempfile.mkdtemp(prefix="quarterdeck-bench-", dir=asked.folder))
    try:
        with ExitStack() as stack:
            found = Bench(asked, folder, stack).run()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    for line in found.lines():
        say(line)
    if asked.json:
        asked.json.write_text(json.dumps(found.records(), indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
