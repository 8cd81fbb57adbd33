"""What is measured, and what every engine must answer: the same counts and the same sums, to the last hundredth.

(a) **Dashboard.** For 30 indicators, a province and its districts, as reported: the value of the third quarter of 2025
(three months summed, told only if all three are known), the same quarter of 2024, the growth in per cent, the year to
date (nine months), the plan of the year, the per cent of the plan reached to date, and the rank of each district among
those of the province by the value of the quarter, the largest first, equals sharing a rank. Provinces take turns.

(b) **Roll-up.** From the communes' newest figures of 2025, for every actual series and month, the sum of every
district, every province and the country, told only if every commune has a value, and how many of them have one.
Counted by level: cells with any value, values in them, cells that are told, and their sum. (Ours rolls up plans too.)

(c) **As known.** Of everything that arrived up to 30 June 2021, per series (plans too) and year: of how many keys the
row that was newest then has a value, and the sum of those values.

(d) **In today's borders.** For every actual series, year and commune of today: the year's value, which is the sum of
twelve months and known if all are; before 2021 restated from the communes of then by the shares of their successions,
and told if every predecessor's year is known. Whole units are summed exactly. Where units are divided, ours shares
out every month by largest remainder so that nothing is lost, and then sums the year; rivals multiply the year by the
share and leave it unrounded. There counts must be the same, and totals may differ by a hundredth a month. (Ours
restates all levels and plans too.)

(e) **Children to parent.** For every series (plans too) and period: for every district, province and the country that
has a value, and all of whose units directly below have one, whether that is their sum. Counted: how many were
compared, how many differ, and by how much in all.

(f) **Append.** A million newer figures of 2024 and 2025 (half of the keys, where there are fewer) go with COPY to the
log, the table of observations of a store on PostgreSQL, and the next dashboard is made of them. The bound is a COPY of
the same rows into a table with the same columns and indexes, but without foreign keys and triggers, and a second.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from bench._engine.nation import COMMUNE, COUNTRY, DISTRICT, LAST_YEAR, PERIODS_A_YEAR, PROVINCE, TURN, Ints, Nation
from quarterdeck.core.lineage import crosswalk
from quarterdeck.core.lineage.crosswalk import Crosswalk

WORKS = ("a", "b", "c", "d", "e", "f")
NAMES = {
    "a": "dashboard, 30 indicators", "b": "roll-up of a year", "c": "as known on a past day",
    "d": "ten years in today's borders", "e": "children to parent", "f": "append 1M, then (a)",
}  # fmt: skip
BOUNDS = {"a": 5.0, "b": 100.0, "c": 500.0, "d": 300.0, "e": 1000.0}
"""What the issue asks for at 100 million rows, in milliseconds; (f) is bounded by a bare COPY and a second."""
RATIOS = {
    ("a", "postgres"): 10, ("a", "pandas"): 40, ("b", "postgres"): 100, ("b", "pandas"): 100, ("c", "duckdb"): 5,
    ("d", "postgres"): 100, ("d", "pandas"): 100, ("e", "pandas"): 50,
}  # fmt: skip
"""How many times faster than a rival at ten million rows."""


class Line(NamedTuple):
    """A line of the dashboard; amounts in hundredths, growth and per cent rounded to eight decimals by the exact."""

    now: int | None
    then: int | None
    growth: float | None
    to_date: int | None
    plan: int | None
    reached: float | None
    rank: int | None


Dashboard = dict[tuple[int, int], Line]
"""By numbers of indicator and area."""
Counted = dict[object, tuple[int, ...]]
"""Counts and sums by what they are of."""


class Restated(NamedTuple):
    """How many values there are and what they sum to: of plain sums, and where units are divided."""

    whole: int
    whole_sum: int
    divided: int
    divided_sum: float


@dataclass(frozen=True)
class Asked:
    """What the works ask of a nation."""

    nation: Nation

    @cached_property
    def indicators(self) -> list[int]:
        """The numbers of the indicators of the dashboard."""
        return np.flatnonzero(self.nation.everywhere)[:30].tolist()

    def areas(self, province: int) -> list[int]:
        """The province, then its districts."""
        number = self.nation.first[PROVINCE] + province
        below = np.flatnonzero((self.nation.above == number) & (self.nation.levels == DISTRICT))
        return [number, *below.tolist()]

    @cached_property
    def base(self) -> int:
        """The number of the first period of the last year."""
        return (LAST_YEAR - self.nation.years[0]) * PERIODS_A_YEAR

    @cached_property
    def quarter(self) -> list[int]:
        """July to September."""
        return [self.base + month for month in (6, 7, 8)]

    @cached_property
    def before(self) -> list[int]:
        """The same a year ago."""
        return [one - PERIODS_A_YEAR for one in self.quarter]

    @cached_property
    def to_date(self) -> list[int]:
        """January to September."""
        return [self.base + month for month in range(9)]

    @property
    def plan(self) -> int:
        """The period of the plan."""
        return self.base + 12

    @cached_property
    def walk(self) -> Crosswalk:
        """From the communes before the turn to those of today."""
        return crosswalk(self.nation.register, TURN.replace(year=TURN.year - 1), TURN, level=COMMUNE)

    @cached_property
    def pairs(self) -> list[tuple[int, int, int, float, bool]]:
        """The crosswalk as rivals have it: before the turn (0) and since (1), source, target, share, whether the
        target is a plain sum."""
        numbers = {one.uid: number for number, one in enumerate(self.nation.units)}
        whole = {one: all(each.share == 1 for each in pairs) for one, pairs in self.walk.into.items()}
        found = [
            (0, numbers[one.source], numbers[one.target], float(one.share or 0), whole[one.target])
            for one in self.walk.pairs
            if one.target is not None
        ]
        today = self.nation.alive(LAST_YEAR)
        found += [(1, one, one, 1.0, True) for one in today[self.nation.levels[today] == COMMUNE].tolist()]
        return found

    @cached_property
    def children(self) -> list[tuple[int, int, int]]:
        """How many units each has directly below before the turn (0) and since (1): era, unit, count."""
        found = []
        for era, year in enumerate((TURN.year - 1, TURN.year)):
            above = self.nation.above[self.nation.alive(year)]
            units, counts = np.unique(above[above >= 0], return_counts=True)
            found += [(era, *pair) for pair in zip(units.tolist(), counts.tolist(), strict=True)]
        return found

    @cached_property
    def communes_of(self) -> list[tuple[int, int, int, int]]:
        """The communes of the last year: commune, district, province, country."""
        alive = self.nation.alive(LAST_YEAR)
        mine = alive[self.nation.levels[alive] == COMMUNE]
        district = self.nation.above[mine]
        columns = (mine, district, self.nation.above[district], np.full(len(mine), COUNTRY))
        return list(zip(*(one.tolist() for one in columns), strict=True))

    @cached_property
    def needed(self) -> Ints:
        """Of how many communes each unit above them consists in the last year."""
        lists = np.array(self.communes_of)[:, 1:].reshape(-1)
        return np.bincount(lists, minlength=len(self.nation.units))


def differences(ours: Dashboard, theirs: Dashboard) -> list[str]:
    """What two dashboards tell otherwise: amounts and ranks at all, per cents by more than floating point explains."""
    found = [f"{key} is only in one" for key in sorted(ours.keys() ^ theirs.keys())]
    for key in ours.keys() & theirs.keys():
        for name, mine, other in zip(Line._fields, ours[key], theirs[key], strict=True):
            near = mine is not None and other is not None and abs(mine - other) <= 2e-8 * max(1, abs(mine))
            if mine != other and not (name in ("growth", "reached") and near):
                found.append(f"{key} {name}: {mine} and {other}")
    return found
