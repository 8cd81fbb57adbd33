"""A nation that never was: its areas in time, its indicators, and when its figures arrive. All from one seed.

100 million rows are 3,321 communes in 340 districts in 34 provinces, and 900 communes that ended on 1 January 2021:
60% of them went whole into one of 600 new communes, 40% were split between two in twentieths. Smaller forms have the
same share of areas; below a million rows there are fewer indicators and years instead.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.lineage import Register, Share, Succession, Unit
from quarterdeck.core.lineage.units import POPULATION
from quarterdeck.engine.facts import Batches, micros
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.layout import Dictionaries, Series
from quarterdeck.engine.world import World

FULL = 100_000_000
LAST_YEAR, TURN = 2025, date(2021, 1, 1)
BEGIN = date(2004, 1, 1)
COUNTRY, PROVINCE, DISTRICT, COMMUNE = 0, 1, 2, 3
BREAKDOWNS = ("", "F", "M")
PERIODS_A_YEAR = 13  # twelve months and the year itself
LATEST = 11  # months after the last year in which revisions stop
DAY_KNOWN = datetime(2021, 6, 30, 23, 59, 59, tzinfo=UTC)
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Size:
    """How much there is of everything."""

    rows: int
    communes: int
    districts: int
    provinces: int
    retired: int
    indicators: int
    years: int

    @property
    def heirs(self) -> int:
        """Communes that began with the turn."""
        return self.retired * 2 // 3


def size_of(rows: int) -> Size:
    """The size that brings about so many rows."""
    part = min(1.0, max(rows, 1_000_000) / FULL)
    communes = round(3321 * part)
    small = max(rows, 1) / 1_000_000
    return Size(
        rows=rows, communes=communes, districts=max(4, round(340 * part)), provinces=max(2, round(34 * part)),
        retired=max(6, 6 * round(150 * part)), indicators=250 if small >= 1 else max(6, round(250 * small * 1.6)),
        years=10 if small >= 1 else 6,
    )  # fmt: skip


@dataclass(frozen=True)
class Nation:
    """The areas and everything else that figures are drawn for. Numbers of units are their places in `units`."""

    size: Size
    seed: int

    @property
    def years(self) -> range:
        """The years with figures."""
        return range(LAST_YEAR + 1 - self.size.years, LAST_YEAR + 1)

    @cached_property
    def layout(self) -> tuple[Ints, Ints, Ints]:
        """The province of each district, and of each commune its district and how it lives: 0 always, 1 until the
        turn, 2 since. Communes of a district stand together."""
        size = self.size
        province = np.arange(size.districts, dtype=np.int64) * size.provinces // size.districts
        eventful = np.linspace(0, size.districts - 1, size.retired // 6).round().astype(np.int64)
        settled = np.arange(size.communes - size.heirs, dtype=np.int64) % size.districts
        district = np.concatenate([settled, np.repeat(eventful, 6), np.repeat(eventful, 4)])
        lives = np.repeat([0, 1, 2], [len(settled), len(eventful) * 6, len(eventful) * 4])
        order = np.lexsort((lives, district))
        return province, district[order], lives[order]

    @cached_property
    def first(self) -> tuple[int, int, int, int]:
        """The number of the first unit of each level."""
        return 0, 1, 1 + self.size.provinces, 1 + self.size.provinces + self.size.districts

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Every version of every area: the country, provinces, districts, communes."""
        province, district, lives = self.layout
        found = [_unit("VN", COUNTRY, "", BEGIN, None)]
        found += [_unit(f"{one:02}", PROVINCE, "VN", BEGIN, None) for one in range(self.size.provinces)]
        found += [_unit(f"{n:03}", DISTRICT, f"{above:02}", BEGIN, None) for n, above in enumerate(province.tolist())]
        for number, (above, life) in enumerate(zip(district.tolist(), lives.tolist(), strict=True)):
            begin, end = (TURN if life == 2 else BEGIN), (TURN if life == 1 else None)
            found.append(_unit(f"{number:05}", COMMUNE, f"{above:03}", begin, end))
        return tuple(found)

    @cached_property
    def successions(self) -> tuple[tuple[int, int, Fraction], ...]:
        """Which retired commune went to which new one, by number, and how much of it."""
        _, district, lives = self.layout
        rng, found = np.random.default_rng([self.seed, 1]), []
        first = self.first[COMMUNE]
        for above in np.unique(district[lives == 1]).tolist():
            old = np.flatnonzero((district == above) & (lives == 1)) + first
            new = np.flatnonzero((district == above) & (lives == 2)) + first
            for place, one in enumerate(old.tolist()):
                share = Fraction(int(rng.integers(1, 20)), 20) if rng.random() < 0.4 else Fraction(1)
                heirs = (int(new[place % 4]), int(new[(place + 1) % 4]))
                found.append((one, heirs[0], share))
                if share != 1:
                    found.append((one, heirs[1], 1 - share))
        return tuple(found)

    @cached_property
    def register(self) -> Register:
        """The areas in time."""
        named = self.units
        links = [
            Succession(named[one].uid, named[heir].uid, "", {POPULATION: Share(share)})
            for one, heir, share in self.successions
        ]
        return Register(named, links)

    @cached_property
    def above(self) -> Ints:
        """The number of the unit above each unit; -1 above the country."""
        province, district, _ = self.layout
        return np.concatenate(
            [[-1], np.zeros(self.size.provinces), province + self.first[PROVINCE], district + self.first[DISTRICT]]
        ).astype(np.int64)  # fmt: skip

    @cached_property
    def levels(self) -> Ints:
        """The level of each unit."""
        return np.array([one.level for one in self.units], dtype=np.int64)

    @cached_property
    def province_of(self) -> Ints:
        """The number of the province of each unit; 0 for the country, which is in none."""
        found = np.arange(len(self.above))
        for _ in range(2):
            found = np.where(self.levels[found] > PROVINCE, self.above[found], found)
        return found

    def alive(self, year: int) -> Ints:
        """The numbers of the units that are alive all through a year."""
        gone = 2 if year < TURN.year else 1
        _, _, lives = self.layout
        return np.concatenate([np.arange(self.first[COMMUNE]), np.flatnonzero(lives != gone) + self.first[COMMUNE]])

    @cached_property
    def everywhere(self) -> NDArray[np.bool_]:
        """Which indicators all areas report; the others are those of some provinces, like those of the coast."""
        found = np.arange(self.size.indicators) % 20 < 7
        return found if self.size.indicators > 20 else np.arange(self.size.indicators) % 2 == 0

    def broken_down(self, indicator: int) -> int:
        """How many series of actual figures an indicator has: a fifth by sex and in total, 58 of 250."""
        return 3 if indicator % 13 in (0, 4, 8) else 1

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """Per indicator its actual series, then its plan."""
        found = []
        for number in range(self.size.indicators):
            code = self.code(number)
            found += [Series(code, breakdown) for breakdown in BREAKDOWNS[: self.broken_down(number)]]
            found.append(Series(code, "", "plan"))
        return tuple(found)

    @cached_property
    def first_series(self) -> Ints:
        """The number of the first series of each indicator."""
        counts = [self.broken_down(one) + 1 for one in range(self.size.indicators)]
        return np.cumsum([0, *counts])[:-1]

    def code(self, indicator: int) -> str:
        """The code of an indicator."""
        return f"I{indicator:03}"

    @cached_property
    def dictionaries(self) -> Dictionaries:
        """What the numbers stand for; the months and the year of each year stand together."""
        periods = [
            code for year in self.years for code in (*(f"{year}-M{month:02}" for month in range(1, 13)), str(year))
        ]
        return Dictionaries(self.series, tuple(one.uid for one in self.units), tuple(periods))

    @cached_property
    def batches(self) -> Batches:
        """One a month of arrival and province, known on the tenth of the month; one in a hundred dated back."""
        months, sources = self.size.years * 12 + LATEST, self.size.provinces
        rng = np.random.default_rng([self.seed, 2])
        start = datetime(self.years[0], 1, 10, 8, tzinfo=UTC)
        days = [_months_on(start, month) for month in range(months)]
        moments = np.array([micros(day) for day in days])[:, None] + np.arange(sources) * 60_000_000
        moments = moments.reshape(-1)
        back = rng.random(len(moments)) < 0.01
        moments = moments - back * (micros(start + timedelta(days=45)) - micros(start) + 1_000_000)
        return Batches(np.arange(1, len(moments) + 1, dtype=np.int32), moments.astype(np.int64))

    @cached_property
    def measures(self) -> dict[str, Measure]:
        """All are amounts that add up over months and areas."""
        return {
            code: Measure(code, "VND_mn", 2, "M", "per_period", "sum", "sum", "higher", "")
            for code in map(self.code, range(self.size.indicators))
        }

    @cached_property
    def world(self) -> World:
        """What the figures mean."""
        return World(self.measures, self.register, token=f"nation {self.seed} {self.size.rows}")


def _unit(code: str, level: int, above: str, begin: date, end: date | None) -> Unit:
    kind = ("country", "tinh", "huyen", "xa")[level]
    return Unit(f"{code}@{begin}", code, level, kind, f"{kind} {code}", f"{kind} {code}", above, begin, end)


def _months_on(day: datetime, months: int) -> datetime:
    month = day.month - 1 + months
    return day.replace(year=day.year + month // 12, month=month % 12 + 1)
