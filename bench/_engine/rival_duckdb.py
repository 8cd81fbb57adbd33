"""DuckDB over the append-only log: a native table sorted by year, indicator and area; the newest row by `arg_max`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from bench._engine.nation import DAY_KNOWN, LAST_YEAR, TURN, Nation
from bench._engine.works import Asked, Counted, Dashboard, Line, Restated

KEY = "indicator, breakdown, scenario, area, year, period"
DASHBOARD = """
with newest as (
  select indicator, area, scenario, period, arg_max_null(value, known) v from obs
  where indicator in $indicators and area in $areas and breakdown = 0 and year in ($year, $year - 1)
  group by all
), cells as (
  select indicator, area,
    case when count(v) filter (period in $quarter) = 3 then sum(v) filter (period in $quarter) end now,
    case when count(v) filter (period in $before) = 3 then sum(v) filter (period in $before) end earlier,
    case when count(v) filter (period in $to_date) = 9 then sum(v) filter (period in $to_date) end to_date,
    max(v) filter (period = $plan) plan
  from newest group by all
)
select indicator, area, now, earlier, round((now - earlier) * 100.0 / earlier, 8), to_date, plan,
  round(to_date * 100.0 / plan, 8),
  case when now is not null and count(now) over (partition by indicator, area = $province) > 1
    then rank() over (partition by indicator, area = $province order by now desc nulls last) end
from cells
"""
ROLL_UP = """
with newest as (
  select indicator, breakdown, area, period, arg_max_null(value, known) v from obs
  where year = $year and scenario = 0 group by all
), sums as (
  select coalesce(district, province, country) unit, count(*) n, sum(v)::bigint v
  from newest join communes on area = commune where v is not null
  group by grouping sets ((indicator, breakdown, period, district), (indicator, breakdown, period, province),
    (indicator, breakdown, period, country))
)
select level, count(*), sum(n), count(*) filter (n = needed), coalesce(sum(v) filter (n = needed), 0)
from sums join units using (unit) group by level
"""
KNOWN = f"""
select indicator, breakdown, scenario, year, count(v), coalesce(sum(v), 0)
from (select {KEY}, arg_max_null(value, known) v from obs where known <= $day group by all) group by all
having count(v) > 0
"""
RESTATED = """
with yearly as (
  select indicator, breakdown, area, year, sum(v)::bigint v, count(v) n from (
    select indicator, breakdown, area, year, period, arg_max_null(value, known) v from obs
    where scenario = 0 and area >= $first group by all)
  group by all having n = 12
), told as (
  select indicator, breakdown, target, year, any_value(whole) whole, sum(v * share) v
  from yearly join walk on area = source and era = (year >= $turn)::int
  group by all having count(*) = any_value(needed)
)
select whole, count(*), sum(v) from told group by whole
"""
CHILDREN = f"""
with newest as (select {KEY}, arg_max_null(value, known) v from obs group by all),
sums as (
  select indicator, breakdown, scenario, above unit, year, period, sum(v)::bigint v, count(v) n
  from newest join parents on area = below group by all
), pairs as (
  select p.v - s.v gap from sums s join newest p
    on p.indicator = s.indicator and p.breakdown = s.breakdown and p.scenario = s.scenario and p.area = s.unit
      and p.period = s.period
  join children c on c.unit = s.unit and c.era = (s.year >= $turn)::int and c.needed = s.n
  where p.v is not null
)
select count(*), count(*) filter (gap != 0), sum(abs(gap)) from pairs
"""


class DuckDB:
    """The rival."""

    name = "duckdb"

    def __init__(self, asked: Asked, folder: Path, tables: Iterator[pa.Table]) -> None:
        self._asked, self._base = asked, duckdb.connect(str(folder / "rival.duckdb"))
        self._base.execute("set threads = 2")
        self._base.execute("set memory_limit = '10GB'")
        self._base.execute(f"set temp_directory = '{folder}'")
        self._base.execute("set preserve_insertion_order = true")
        first = True
        for table in tables:
            self._base.register("incoming", table)
            order = "from incoming order by year, indicator, area, period"
            self._base.execute(f"create table obs as {order}" if first else f"insert into obs {order}")
            self._base.unregister("incoming")
            first = False
        self._surroundings(asked.nation)
        self._base.execute("checkpoint")

    def _surroundings(self, nation: Nation) -> None:
        asked = self._asked
        wide = list(zip(*asked.communes_of, strict=True))
        units = range(len(nation.units))
        walk = list(zip(*asked.pairs, strict=True))
        for name, columns in {
            "communes": dict(zip(("commune", "district", "province", "country"), wide, strict=True)),
            "units": {"unit": units, "level": nation.levels, "needed": asked.needed},
            "parents": {"below": units, "above": nation.above},
            "pairs": dict(zip(("era", "source", "target", "share", "whole"), walk, strict=True)),
            "children": dict(zip(("era", "unit", "needed"), zip(*asked.children, strict=True), strict=True)),
        }.items():
            self._base.register("incoming", pa.table({key: pa.array(one) for key, one in columns.items()}))
            self._base.execute(f"create table {name} as from incoming")
            self._base.unregister("incoming")
        self._base.execute("create table walk as select *, count(*) over (partition by era, target) needed from pairs")

    def a(self, province: int) -> list[tuple[Any, ...]]:
        """The dashboard of a province."""
        asked, areas = self._asked, self._asked.areas(province)
        return self._base.execute(DASHBOARD, {
            "indicators": asked.indicators, "areas": areas, "year": LAST_YEAR, "quarter": asked.quarter,
            "before": asked.before, "to_date": asked.to_date, "plan": asked.plan, "province": areas[0],
        }).fetchall()  # fmt: skip

    def dashboard(self, answer: list[tuple[Any, ...]]) -> Dashboard:
        """The dashboard in the form that is compared."""
        return {(one[0], one[1]): Line(*one[2:]) for one in answer}

    def b(self) -> Counted:
        """The roll-up."""
        found = self._base.execute(ROLL_UP, {"year": LAST_YEAR}).fetchall()
        return {one[0]: tuple(map(int, one[1:])) for one in found}

    def c(self) -> Counted:
        """As known."""
        found = self._base.execute(KNOWN, {"day": DAY_KNOWN.replace(tzinfo=None)}).fetchall()
        return {tuple(one[:4]): (one[4], int(one[5])) for one in found}

    def d(self) -> Restated:
        """In today's borders."""
        told = {"first": self._asked.nation.first[3], "turn": TURN.year}
        found = {one[0]: one[1:] for one in self._base.execute(RESTATED, told).fetchall()}
        return Restated(found[True][0], int(found[True][1]), *found.get(False, (0, 0.0)))

    def e(self) -> Counted:
        """Children to parent."""
        return {"": tuple(map(int, self._base.execute(CHILDREN, {"turn": TURN.year}).fetchone()))}

    def append(self, table: pa.Table) -> None:
        """Take newer rows in."""
        self._base.register("incoming", table)
        self._base.execute("insert into obs from incoming")
        self._base.unregister("incoming")

    def close(self) -> None:
        """Let go."""
        self._base.close()
