"""The parts of the works' SQL, in the dialect of DuckDB, and how other places say the same.

Tables: `newest` and `superseded` are the segments' rows; what the small ones hold, `relations`, `trees` and `walks`
say.
"""

from functools import lru_cache
from string import Template

import sqlglot
from sqlglot import exp

from quarterdeck.core.measures import ObservationStatus, Origin, Qualifier
from quarterdeck.engine.facts import Mark

DUCKDB, SPARK = "duckdb", "spark"

BROKEN = Mark(ObservationStatus.BREAK).packed
ESTIMATED = Mark(ObservationStatus.ESTIMATED).packed
ABOUT = Mark(qualifier=Qualifier.ABOUT).packed - Mark().packed
ILLUSTRATIVE = Mark(origin=Origin.ILLUSTRATIVE).packed - Mark().packed

NOW = "SELECT series, unit, period, value, mark, batch, row FROM newest"

THEN = """
SELECT n.series, n.unit, n.period, n.value, n.mark, n.batch, n.row
FROM newest AS n JOIN batches AS b ON b.batch = n.batch
WHERE b.shown
UNION ALL
SELECT r.series, r.unit, r.period, r.value, r.mark, r.batch, r.row
FROM (
  SELECT s.series, s.unit, s.period, s.value, s.mark, s.batch, s.row,
    row_number() OVER (PARTITION BY s.series, s.unit, s.period ORDER BY b.place DESC) AS nth
  FROM superseded AS s
  JOIN batches AS b ON b.batch = s.batch
  JOIN (
    SELECT n.series, n.unit, n.period FROM newest AS n JOIN batches AS c ON c.batch = n.batch WHERE NOT c.shown
  ) AS h ON h.series = s.series AND h.unit = s.unit AND h.period = s.period
  WHERE b.shown
) AS r
WHERE r.nth = 1
"""
"""The newest row of each key among those shown. Only where the newest of all is not shown, older ones are looked at."""

COUNTED = """
known AS ($known),
counted AS (
  SELECT s.subject, u.$who AS who, k.period, CAST(k.value AS HUGEINT) * s.factor AS value,
    CASE WHEN w.unit IS NOT NULL AND k.value IS NOT NULL THEN k.mark - (k.mark & 31) + $broken ELSE k.mark END AS mark,
    b.place, u.version, s.own, s.alone AND ($alone) AS alone
  FROM known AS k
  JOIN periods AS p ON p.period = k.period
  JOIN series AS s ON s.series = k.series AND s.year = p.year
  JOIN units AS u ON u.unit = k.unit
  JOIN batches AS b ON b.batch = k.batch
  LEFT JOIN breaks AS w ON w.unit = k.unit AND w.period = k.period
)
"""

FIGURES = """
figures AS (
  SELECT subject, who, period, value, mark, place FROM counted WHERE alone
  UNION ALL
  SELECT subject, who, period, value, mark, place
  FROM (
    SELECT subject, who, period, value, mark, place,
      row_number() OVER (PARTITION BY subject, who, period ORDER BY place DESC, version DESC, own DESC) AS nth
    FROM counted WHERE NOT alone
  ) AS several
  WHERE nth = 1
)
"""
"""The figure of each indicator, breakdown and scenario, area and period, of several reports and versions the newest."""

PLAIN_FIGURES = "figures AS (SELECT subject, who, period, value, mark, place FROM counted)"
"""The same where nothing is reported under two calendars and nobody has two versions."""

SAID = """
    min(CASE WHEN {told} THEN {mark} & 31 END) AS status,
    max(CASE WHEN {mark} & 96 <> 0 THEN $about ELSE 0 END)
      + max(CASE WHEN {mark} & 384 = $illustrative THEN $illustrative ELSE 0 END) AS hedges,
    max({mark}) AS mark, max({place}) AS place
"""
"""What several rows together say along with a value. `mark` is meant for the only row of several that are one."""


def said(told: str, mark: str, place: str) -> str:
    """The columns `status`, `hedges`, `mark` and `place` of an aggregate."""
    return SAID.replace("{told}", told).replace("{mark}", mark).replace("{place}", place)


def filled(text: str, **parts: str) -> str:
    """A text with its parts in place, and the numbers that stand for marks."""
    marks = {"broken": BROKEN, "estimated": ESTIMATED, "about": ABOUT, "illustrative": ILLUSTRATIVE}
    return Template(Template(text).safe_substitute(parts)).substitute(marks)


def figures(known: str, who: str, *, plain: bool) -> str:
    """The common table expressions up to `figures`; `who` is what counts as one area: `unit` or `thread`."""
    alone = "u.alone" if who == "thread" else "TRUE"
    return "WITH " + filled(COUNTED + "," + (PLAIN_FIGURES if plain else FIGURES), known=known, who=who, alone=alone)


@lru_cache(maxsize=64)
def spoken(text: str, dialect: str) -> str:
    """The text as a place understands it; whole numbers keep 38 digits, and dividing them gives a whole number."""
    if dialect == DUCKDB:
        return text
    return sqlglot.parse_one(text, read=DUCKDB).transform(_wide).sql(dialect=dialect, identify=True)


def _wide(node: exp.Expression) -> exp.Expression:
    """Whole numbers of 128 bits as decimals of 38 digits, and how these are divided without a rest."""
    if isinstance(node, exp.DataType) and node.this == exp.DataType.Type.INT128:
        return exp.DataType.build("DECIMAL(38, 0)")
    if isinstance(node, exp.IntDiv):
        top, base = exp.paren(node.this), exp.paren(node.expression)
        left = exp.paren(exp.Sub(this=top, expression=exp.Mod(this=top.copy(), expression=base)))
        whole = exp.Div(this=left, expression=base.copy(), typed=True)
        return exp.cast(whole, "DECIMAL(38, 0)")
    return node
