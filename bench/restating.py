"""Restating ten years of fifty indicators from the communes of June 2025 to the 3,321 of July, beside pandas.

Run with `make bench`. The register is that of the pack `vn`; the figures come from a seeded generator. Ours and the
rival take turns in one process, round after round. The rival is what an analyst would write: the figures as a long
table, merged with the same crosswalk, multiplied by the share, summed by the new unit; and, as its fastest form, the
same with one column a series. Prints medians in milliseconds and the ratio, after checking that both agree wherever
the shares are known.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from quarterdeck.areas.rules.registers import read_register
from quarterdeck.core.lineage import Crosswalk, Register, crosswalk
from quarterdeck.core.lineage.matrix import Matrix, matrix

PACK = Path(__file__).resolve().parents[1] / "packs" / "vn" / "areas"
FILES = ("units.csv", "changes.csv", "succession.csv")
YEARS, INDICATORS = 10, 50
FROM, TO = date(2025, 6, 30), date(2025, 7, 1)


def register() -> Register:
    """The register of the pack."""
    read = read_register({name: (PACK / name).read_bytes() for name in FILES})
    return Register([row.unit for row in read.units], [row.succession for row in read.successions])


def pairs_of(walk: Crosswalk) -> pd.DataFrame:
    """The crosswalk as an analyst has it: one row a pair, an unknown share empty."""
    told = [(one.source, one.target, None if one.share is None else float(one.share)) for one in walk.pairs]
    return pd.DataFrame(told, columns=["source", "target", "share"])


def long_table(sources: list[str], values: np.ndarray) -> pd.DataFrame:
    """One row a figure."""
    series = np.arange(values.shape[1])
    return pd.DataFrame({
        "source": np.repeat(np.array(sources, dtype=object), len(series)), "series": np.tile(series, len(sources)),
        "value": values.reshape(-1).astype(np.float64),
    })  # fmt: skip


def merged(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Merge, multiply, sum, on the long table."""
    both = figures.merge(pairs, on="source")
    both["part"] = both["value"] * both["share"]
    return both.groupby(["target", "series"], sort=False)["part"].sum()


def merged_wide(figures: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The same with one column a series."""
    both = pairs.merge(figures, left_on="source", right_index=True)
    columns = [name for name in both.columns if name not in ("source", "target", "share")]
    return both[columns].mul(both["share"], axis=0).groupby(both["target"], sort=False).sum()


def timed(work: Callable[[], object]) -> float:
    """How long one go takes, in milliseconds."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def agree(ready: Matrix, values: np.ndarray, wide: pd.DataFrame) -> int:
    """How many units both tell alike; raises `AssertionError` where an exact sum differs."""
    ours = ready.apply(values)
    rows = {uid: row for uid, row in ready.row.items() if ready.exact[row] and uid in wide.index}
    theirs = wide.loc[list(rows)].to_numpy()
    mine = ours.values[list(rows.values())]
    assert np.array_equal(mine, theirs.astype(np.int64)), "the sums of whole units differ"
    return len(rows)


def main() -> None:
    """Measure, print, and write what was measured."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--json", type=Path)
    asked = options.parse_args()
    begun = time.perf_counter()
    walk = crosswalk(register(), FROM, TO, level=3)
    made_in = (time.perf_counter() - begun) * 1000
    ready, pairs = matrix(walk), pairs_of(walk)
    values = np.random.default_rng(1).integers(0, 1_000_000, (len(ready.sources), YEARS * INDICATORS))
    long, wide = long_table(list(ready.sources), values), pd.DataFrame(values.astype(np.float64), index=ready.sources)
    alike = agree(ready, values, merged_wide(wide, pairs))
    works = {
        "ours": lambda: ready.apply(values),
        "ours with the matrix made anew": lambda: matrix(crosswalk_again(walk)).apply(values),
        "pandas, one column a series": lambda: merged_wide(wide, pairs),
        "pandas, long table": lambda: merged(long, pairs),
    }
    rounds = [{name: timed(work) for name, work in works.items()} for _ in range(asked.rounds)]
    medians = {name: statistics.median(one[name] for one in rounds) for name in works}
    print(f"{len(ready.sources)} communes to {len(walk.into)}, {values.shape[1]} series; {alike} exact sums agree")
    print(f"register read and crosswalk made in {made_in:.0f} ms")
    for name, taken in medians.items():
        print(f"{name:32} {taken:9.1f} ms  {taken / medians['ours']:7.1f} x")
    if asked.json:
        asked.json.write_text(json.dumps({"median_ms": medians, "crosswalk_ms": made_in}, indent=2))


def crosswalk_again(walk: Crosswalk) -> Crosswalk:
    """An equal crosswalk that nothing is remembered of."""
    return Crosswalk(walk.pairs, walk.start, walk.end, walk.by)


if __name__ == "__main__":
    main()
