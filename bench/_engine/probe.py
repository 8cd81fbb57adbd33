"""A process of its own that asks the engine first after a cold start, and then tells how much memory the works take.

Run by the bench as `python -m bench._engine.probe FOLDER ROWS SEED`; prints JSON.
"""

import json
import os
import resource
import statistics
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from bench._engine.logs import StillLog
from bench._engine.measuring import Watch, anonymous_mb, timed
from bench._engine.nation import Nation, size_of
from bench._engine.ours import Ours
from bench._engine.works import WORKS, Asked

ROOT = Path(__file__).resolve().parents[2]


def probed(folder: Path, rows: int, seed: int) -> dict[str, Any]:
    """What the process tells."""
    command = [sys.executable, "-m", "bench._engine.probe", str(folder.resolve()), str(rows), str(seed)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def cold(folder: Path) -> bool:
    """Put what is known of the files out of the page cache; False where we may not."""
    os.sync()
    for path in folder.iterdir():
        if path.is_file():
            number = os.open(path, os.O_RDONLY)
            os.posix_fadvise(number, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(number)
    try:
        Path("/proc/sys/vm/drop_caches").write_text("3")
    except OSError:
        return False
    return True


def main() -> None:
    """Measure and print."""
    folder, rows, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    nation = Nation(size_of(rows), seed)
    asked, log = Asked(nation), StillLog(nation)
    _read_ahead(nation)
    ready, dropped = anonymous_mb(), cold(folder)
    with Watch() as watch:
        made: list[Ours] = []
        first = timed(lambda: made.append(_asked_once(asked, folder, log)))
        ours = made[0]
        later = statistics.median(timed(lambda: ours.a(0)) for _ in range(5))
        after_a = anonymous_mb()
        works = {one: timed(ours.plainly(one)) for one in WORKS[1:-1]}
    told = {
        "dropped": dropped, "first": first, "later": later, "works": works, "before_mb": ready, "after_a_mb": after_a,
        "most_mb": watch.most, "with_cache_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }  # fmt: skip
    print(json.dumps(told))


def _read_ahead(nation: Nation) -> None:
    """What a server reads before its processes part: see `figures.queries.engine.read_ahead`."""
    import_module("quarterdeck.engine.matrices")
    nation.world.register.by_code, nation.world.statistical.days  # noqa: B018 - worked out once and remembered


def _asked_once(asked: Asked, folder: Path, log: StillLog) -> Ours:
    ours = Ours(asked, folder, log)
    ours.a(0)
    return ours


if __name__ == "__main__":
    main()
