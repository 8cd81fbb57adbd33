"""PostgreSQL 15 over the append-only log: a covering index, statistics, no just-in-time compiler, warm."""

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import psycopg
import pyarrow as pa
from pyarrow import csv

from bench._engine.nation import DAY_KNOWN, LAST_YEAR, TURN
from bench._engine.works import Asked, Counted, Dashboard, Line, Restated

TABLE = """
create table obs (indicator smallint not null, breakdown smallint not null, scenario smallint not null,
  area int not null, year smallint not null, period smallint not null, value bigint, batch int not null,
  known timestamp not null)
"""
AFTER = """
create index obs_key on obs (indicator, area, breakdown, scenario, period, known desc) include (value);
create index obs_year on obs using brin (year) with (pages_per_range = 32);
create table communes (commune int primary key, district int, province int, country int);
create table units (unit int primary key, level int, needed int);
create table parents (below int primary key, above int);
create table walk (era int, source int, target int, share float8, whole bool, needed int,
  primary key (era, source, target));
create table children (era int, unit int, needed int, primary key (era, unit));
"""
NEWEST = """
newest as (
  select distinct on (indicator, area, breakdown, scenario, period) indicator, breakdown, scenario, area, year, period,
    value v from obs where {} order by indicator, area, breakdown, scenario, period, known desc
)
"""
DASHBOARD = f"""
with {
    NEWEST.format('''indicator = any(%(indicators)s) and area = any(%(areas)s) and breakdown = 0
    and scenario in (0, 1) and period between %(first)s and %(plan)s''')
},
cells as (
  select indicator, area,
    case when count(v) filter (where period = any(%(quarter)s)) = 3
      then sum(v) filter (where period = any(%(quarter)s)) end as now,
    case when count(v) filter (where period = any(%(before)s)) = 3
      then sum(v) filter (where period = any(%(before)s)) end as earlier,
    case when count(v) filter (where period = any(%(to_date)s)) = 9
      then sum(v) filter (where period = any(%(to_date)s)) end as to_date,
    max(v) filter (where period = %(plan)s) as plan
  from newest group by indicator, area
)
select indicator, area, now, earlier, round((now - earlier) * 100 / earlier, 8), to_date, plan,
  round(to_date * 100 / plan, 8),
  case when now is not null and count(now) over (partition by indicator, area = %(province)s) > 1
    then rank() over (partition by indicator, area = %(province)s order by now desc nulls last) end
from cells
"""
ROLL_UP = f"""
with {NEWEST.format("year = %(year)s and scenario = 0")},
sums as (
  select coalesce(district, province, country) unit, count(*) n, sum(v) v
  from newest join communes on area = commune where v is not null
  group by grouping sets ((indicator, breakdown, period, district), (indicator, breakdown, period, province),
    (indicator, breakdown, period, country))
)
select level, count(*), sum(n), count(*) filter (where n = needed),
  coalesce(sum(sums.v) filter (where n = needed), 0)
from sums join units using (unit) group by level
"""
KNOWN = f"""
with {NEWEST.format("known <= %(day)s")}
select indicator, breakdown, scenario, year, count(v), sum(v) from newest
group by indicator, breakdown, scenario, year having count(v) > 0
"""
RESTATED = f"""
with {NEWEST.format("scenario = 0 and area >= %(first)s")},
yearly as (
  select indicator, breakdown, area, year, sum(v)::bigint v from newest
  group by indicator, breakdown, area, year having count(v) = 12
), told as (
  select indicator, breakdown, target, year, bool_and(whole) whole, sum(v * share) v
  from yearly join walk on area = source and era = (year >= %(turn)s)::int
  group by indicator, breakdown, target, year having count(*) = max(needed)
)
select whole, count(*), sum(case when whole then v::bigint::numeric else v::numeric end) from told group by whole
"""
CHILDREN = f"""
with {NEWEST.format("true")},
sums as (
  select indicator, breakdown, scenario, above unit, year, period, sum(v)::bigint v, count(v) n
  from newest join parents on area = below group by indicator, breakdown, scenario, above, year, period
), pairs as (
  select p.v - s.v gap from sums s join newest p
    on p.indicator = s.indicator and p.breakdown = s.breakdown and p.scenario = s.scenario and p.area = s.unit
      and p.period = s.period
  join children c on c.unit = s.unit and c.era = (s.year >= %(turn)s)::int and c.needed = s.n
  where p.v is not null
)
select count(*), count(*) filter (where gap != 0), sum(abs(gap)) from pairs
"""


class Postgres:
    """The rival."""

    name = "postgres"

    def __init__(self, asked: Asked, address: str, tables: Iterator[pa.Table]) -> None:
        self._asked, self._base = asked, psycopg.connect(address, autocommit=True)
        self._base.execute(TABLE)
        for table in tables:
            copied(self._base, "obs", table)
        self._base.execute(AFTER)
        self._surroundings()
        self._base.execute("vacuum (analyze) obs")
        self._base.execute("analyze")

    def _surroundings(self) -> None:
        asked, nation = self._asked, self._asked.nation
        needed: dict[tuple[int, int], int] = {}
        for era, _, target, _, _ in asked.pairs:
            needed[era, target] = needed.get((era, target), 0) + 1
        units = range(len(nation.units))
        self._filled("communes", asked.communes_of)
        self._filled("units", zip(units, nation.levels.tolist(), asked.needed.tolist(), strict=True))
        self._filled("parents", zip(units, nation.above.tolist(), strict=True))
        self._filled("walk", ((*one, needed[one[0], one[2]]) for one in asked.pairs))
        self._filled("children", asked.children)

    def _filled(self, table: str, rows: Iterable[Sequence[object]]) -> None:
        with self._base.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
            for row in rows:
                copy.write_row(row)

    def a(self, province: int) -> list[tuple[Any, ...]]:
        """The dashboard of a province."""
        asked, areas = self._asked, self._asked.areas(province)
        return self._base.execute(DASHBOARD, {
            "indicators": asked.indicators, "areas": areas, "quarter": asked.quarter, "before": asked.before,
            "to_date": asked.to_date, "plan": asked.plan, "province": areas[0],
            "first": asked.before[0],
        }, prepare=True).fetchall()  # fmt: skip

    def dashboard(self, answer: list[tuple[Any, ...]]) -> Dashboard:
        """The dashboard in the form that is compared."""
        found = {}
        for indicator, area, now, then, growth, to_date, plan, reached, rank in answer:
            whole = [None if one is None else int(one) for one in (now, then, to_date, plan)]
            rates = [None if one is None else float(one) for one in (growth, reached)]
            found[indicator, area] = Line(whole[0], whole[1], rates[0], whole[2], whole[3], rates[1], rank)
        return found

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
        whole, divided = found[True], found.get(False, (0, 0))
        return Restated(whole[0], int(whole[1]), divided[0], float(divided[1]))

    def e(self) -> Counted:
        """Children to parent."""
        return {"": tuple(map(int, self._base.execute(CHILDREN, {"turn": TURN.year}).fetchone() or ()))}

    def append(self, table: pa.Table) -> None:
        """Take newer rows in."""
        copied(self._base, "obs", table)

    def close(self) -> None:
        """Let go."""
        self._base.close()


def copied(base: psycopg.Connection, into: str, table: pa.Table) -> None:
    """COPY rows into a table, by the names of their columns."""
    text = io.BytesIO()
    csv.write_csv(table, text, csv.WriteOptions(include_header=False, quoting_style="all_valid"))
    names = ", ".join(table.column_names)
    with base.cursor() as cursor, cursor.copy(f"copy {into} ({names}) from stdin (format csv)") as copy:
        view = text.getbuffer()
        for place in range(0, len(view), 1 << 20):
            copy.write(view[place : place + (1 << 20)])
